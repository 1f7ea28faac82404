-- Which outlets were read within these days, how many articles and coded articles of each, on how many days? The most read first.
SELECT publisher, count(*) AS articles, count(*) FILTER (coded) AS coded, count(DISTINCT published) AS days,
       min(published) AS first_published, max(published) AS last_published, count(*) OVER () AS found
FROM article_listed
WHERE published IS NOT NULL AND ($since IS NULL OR published >= $since::DATE) AND ($until IS NULL OR published <= $until::DATE)
GROUP BY publisher ORDER BY articles DESC, publisher LIMIT $most OFFSET $skip
