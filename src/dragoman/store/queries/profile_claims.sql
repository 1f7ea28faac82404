-- How many statements of which type did this actor make, and how many were made of it? A row without a type counts all.
SELECT section, type, count(*) AS statements, count(DISTINCT article_id) AS articles, count(DISTINCT coalesce(origin_id, article_id)) AS origins
FROM claims_of($its, $since, $until) GROUP BY GROUPING SETS ((section), (section, type)) ORDER BY statements DESC, type
