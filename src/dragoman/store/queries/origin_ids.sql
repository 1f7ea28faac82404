-- Which origins are there?
SELECT DISTINCT origin_id FROM article_origin ORDER BY origin_id
