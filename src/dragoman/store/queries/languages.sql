-- In which languages are the articles of these days, as told, and how many of each were coded?
SELECT coalesce(nullif(language, ''), 'not told') AS language, count(*) AS articles, count(*) FILTER (coded) AS coded
FROM article_listed
WHERE ($since IS NULL OR published >= $since::DATE) AND ($until IS NULL OR published <= $until::DATE)
GROUP BY 1 ORDER BY articles DESC, language
