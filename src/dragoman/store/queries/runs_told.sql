-- Which runs has this desk, the last first, and how many articles and event reports of each count now?
WITH read AS (
    SELECT run_id, count(*) AS articles, count(*) FILTER (current) AS current_articles FROM reading GROUP BY run_id
), told AS (
    SELECT run_id, count(*) AS reports, count(*) FILTER (current) AS current_reports FROM event GROUP BY run_id
)
SELECT r.number, r.coder, r.codebook, r.started, coalesce(d.articles, 0) AS articles, coalesce(d.current_articles, 0) AS current_articles,
       coalesce(t.reports, 0) AS reports, coalesce(t.current_reports, 0) AS current_reports,
       r.code_digest, r.knowledge_digest, r.options, r.run_id
FROM run r LEFT JOIN read d USING (run_id) LEFT JOIN told t USING (run_id)
ORDER BY r.number DESC
