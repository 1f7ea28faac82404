-- What event reports do these articles have now, or had in the run that is named?
WITH wanted AS (
    SELECT key.article_id, key.run_id
    FROM (SELECT unnest(from_json($keys::JSON, '[{"article_id": "VARCHAR", "run_id": "VARCHAR"}]')) AS key)
)
SELECT e.article_id, e.event_id, e.run_id, a.published, a.text_sha256, e.record
FROM wanted w JOIN event e ON e.article_id = w.article_id AND (e.run_id = w.run_id OR (w.run_id IS NULL AND e.current))
JOIN article a ON a.article_id = e.article_id
ORDER BY e.article_id, (e.record->>'$.trigger.start')::INTEGER, e.event_id
