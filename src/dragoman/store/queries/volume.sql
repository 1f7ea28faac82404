-- How many articles were read for each period, so that no news is told from no reading?
SELECT date_trunc($period, published)::DATE AS begin, count(*) AS articles
FROM article_listed
WHERE coded AND published IS NOT NULL AND ($since IS NULL OR published >= $since::DATE) AND ($until IS NULL OR published <= $until::DATE)
GROUP BY ALL ORDER BY begin
