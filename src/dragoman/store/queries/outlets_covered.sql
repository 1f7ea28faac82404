-- Which outlets were read within these days, how many articles and coded articles of each, on how many days? The most read first.
SELECT a.publisher, count(*) AS articles, count(r.article_id) AS coded, count(DISTINCT a.published) AS days,
       min(a.published) AS first_published, max(a.published) AS last_published, count(*) OVER () AS found
FROM article a LEFT JOIN reading r ON r.article_id = a.article_id AND r.current
WHERE a.published IS NOT NULL AND ($since IS NULL OR a.published >= $since::DATE) AND ($until IS NULL OR a.published <= $until::DATE)
GROUP BY a.publisher ORDER BY articles DESC, a.publisher LIMIT $most OFFSET $skip
