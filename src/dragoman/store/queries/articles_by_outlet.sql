-- How many articles of each outlet were read?
SELECT coalesce(nullif(a.publisher, ''), 'no outlet named') AS publisher, count(*) AS articles
FROM article a JOIN reading r ON r.article_id = a.article_id AND r.current
WHERE a.published BETWEEN $since::DATE AND $until::DATE
GROUP BY ALL ORDER BY publisher
