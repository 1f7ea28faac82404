-- In which languages are the articles of these days, as told, and how many of each were coded?
SELECT coalesce(nullif(a.language, ''), 'not told') AS language, count(*) AS articles, count(r.article_id) AS coded
FROM article a LEFT JOIN reading r ON r.article_id = a.article_id AND r.current
WHERE ($since IS NULL OR a.published >= $since::DATE) AND ($until IS NULL OR a.published <= $until::DATE)
GROUP BY 1 ORDER BY articles DESC, language
