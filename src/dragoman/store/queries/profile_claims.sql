-- How many statements of which type did this actor make, and how many were made of it? A row without a type counts all.
-- `its` are the ids that stand for the actor, each within its days: who makes a statement of itself is told as its maker.
WITH its AS (SELECT unnest(from_json($its::JSON, '[{"id": "VARCHAR", "since": "DATE", "until": "DATE"}]'), recursive := true)),
each AS (
    SELECT place, CASE WHEN bool_or(by_it) THEN 'said' ELSE 'said_of' END AS section
    FROM claim_named n JOIN its USING (id)
    WHERE (n.published IS NULL OR n.published BETWEEN coalesce(since, n.published) AND coalesce(until, n.published))
      AND ($since IS NULL OR n.published >= $since::DATE) AND ($until IS NULL OR n.published <= $until::DATE)
    GROUP BY place
),
told AS (
    SELECT section, type, article_id, origin_id FROM each JOIN claim_listed c ON c.rowid = each.place
)
SELECT section, type, count(*) AS statements, count(DISTINCT article_id) AS articles, count(DISTINCT coalesce(origin_id, article_id)) AS origins
FROM told GROUP BY GROUPING SETS ((section), (section, type)) ORDER BY statements DESC, type
