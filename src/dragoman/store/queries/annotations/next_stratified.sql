-- Which event reports come next, one of each type in turn, the rarest type first; within a type as in next_random?
-- The turns are dealt before what is done is left out, so that every coder has the same.
WITH done AS (SELECT unnest(from_json($done::JSON, '["VARCHAR"]')) AS event_id),
original AS (SELECT min_by(article_id, (added, article_id)) AS article_id FROM article GROUP BY text_sha256),
dealt AS (
    SELECT article_id, event_id, event_type, count(*) OVER (PARTITION BY event_type) AS many,
           row_number() OVER (PARTITION BY event_type ORDER BY md5($seed || ':' || event_id), event_id) AS turn
    FROM event SEMI JOIN original USING (article_id)
    WHERE current
)
SELECT article_id, event_id FROM dealt ANTI JOIN done USING (event_id)
ORDER BY turn, many, event_type
LIMIT $most
