-- Which event reports come next, one of each type in turn, the rarest type first; within a type as in next_random?
-- The turns are dealt before what is done is left out, so that every coder has the same.
WITH done AS (SELECT unnest(from_json($done::JSON, '["VARCHAR"]')) AS event_id),
asked AS (
    SELECT min_by(e.article_id, (a.added, e.article_id)) AS article_id, e.event_id,
           min_by(e.event_type, (a.added, e.article_id)) AS event_type
    FROM event e JOIN article a USING (article_id)
    WHERE e.current
    GROUP BY e.event_id
),
dealt AS (
    SELECT article_id, event_id, event_type, count(*) OVER (PARTITION BY event_type) AS many,
           row_number() OVER (PARTITION BY event_type ORDER BY md5($seed || ':' || event_id), event_id) AS turn
    FROM asked
)
SELECT article_id, event_id FROM dealt ANTI JOIN done USING (event_id)
ORDER BY turn, many, event_type
LIMIT $most
