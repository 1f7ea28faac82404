-- How are these event reports shown to who is to judge them, in the order they were drawn?
WITH drawn AS (
    SELECT unnest(from_json($keys::JSON, '[{"place": "INTEGER", "article_id": "VARCHAR", "event_id": "VARCHAR"}]'), recursive := true)
)
SELECT r.article_id, r.event_id, r.event_type, r.actor_name, r.recipient_name, r.status, r.when_start, r.when_end, r.trigger,
       r.sentence
FROM drawn d JOIN reports r ON r.article_id = d.article_id AND r.event_id = d.event_id
ORDER BY d.place
