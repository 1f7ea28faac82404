-- Which event reports come next, one of each type in turn, the rarest type first; within a type as in next_random?
-- The turns are dealt before what is done is left out, so that every coder has the same. No more are dealt than can be needed.
WITH done AS (SELECT unnest(from_json($done::JSON, '["VARCHAR"]')) AS event_id),
dealt AS (
    SELECT article_id, event_id, event_type, row_number() OVER (PARTITION BY event_type ORDER BY xor(lot, md5_number_upper($seed)), event_id) AS turn
    FROM judgeable QUALIFY turn <= $most + (SELECT count(*) FROM done)
)
SELECT article_id, event_id
FROM dealt JOIN (SELECT event_type, count(*) AS many FROM judgeable GROUP BY event_type) USING (event_type) ANTI JOIN done USING (event_id)
ORDER BY turn, many, event_type
LIMIT $most
