-- Which event records were these said of: as that run coded them, and where it is not known which, as they stand?
WITH wanted AS (
    SELECT key.article_id, key.event_id, key.run_id
    FROM (SELECT unnest(from_json($keys::JSON, '[{"article_id": "VARCHAR", "event_id": "VARCHAR", "run_id": "VARCHAR"}]')) AS key)
)
SELECT w.article_id, w.event_id, w.run_id, e.record
FROM wanted w JOIN event e ON e.article_id = w.article_id AND e.event_id = w.event_id
 AND (e.run_id = w.run_id OR (w.run_id IS NULL AND e.current))
