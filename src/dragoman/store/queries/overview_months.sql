-- How many articles appeared in each month, and how many incidents began?
WITH read AS (
    SELECT date_trunc('month', published)::DATE AS begin, count(*) AS articles FROM article_listed WHERE published IS NOT NULL GROUP BY 1
), told AS (
    SELECT date_trunc('month', day)::DATE AS begin, count(*) AS incidents FROM incident_listed WHERE counts GROUP BY 1
)
SELECT begin, coalesce(articles, 0) AS articles, coalesce(incidents, 0) AS incidents
FROM read FULL JOIN told USING (begin) WHERE begin IS NOT NULL
ORDER BY begin DESC LIMIT $most
