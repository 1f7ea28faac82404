-- How many words of judgement on this actor are there that are not its own, for and against? A row without a polarity counts all.
-- `its` are the ids that stand for the actor, each within its days.
WITH its AS (SELECT unnest(from_json($its::JSON, '[{"id": "VARCHAR", "since": "DATE", "until": "DATE"}]'), recursive := true)),
own AS (
    SELECT DISTINCT place FROM (SELECT place, published, unnest(holder_id) AS id FROM judgement_listed WHERE list_contains(keys, $who)) j JOIN its USING (id)
    WHERE j.published IS NULL OR j.published BETWEEN coalesce(since, j.published) AND coalesce(until, j.published)
), told AS (
    SELECT * FROM judgement_listed ANTI JOIN own USING (place)
    WHERE list_contains(keys, $who) AND ($since IS NULL OR published >= $since::DATE) AND ($until IS NULL OR published <= $until::DATE)
)
SELECT polarity, count(*) AS statements, count(DISTINCT article_id) AS articles, count(DISTINCT coalesce(origin_id, article_id)) AS origins
FROM told GROUP BY GROUPING SETS ((), (polarity)) ORDER BY statements DESC, polarity
