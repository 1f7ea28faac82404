-- How many articles were read for each period, so that no news is told from no reading?
SELECT date_trunc($period, a.published)::DATE AS begin, count(*) AS articles
FROM article a JOIN reading r ON r.article_id = a.article_id AND r.current
WHERE a.published IS NOT NULL AND ($since IS NULL OR a.published >= $since::DATE) AND ($until IS NULL OR a.published <= $until::DATE)
GROUP BY ALL ORDER BY begin
