-- Which of these reports are paired with which?
WITH wanted AS (
    SELECT key.article_id, key.event_id
    FROM (SELECT unnest(from_json($keys::JSON, '[{"article_id": "VARCHAR", "event_id": "VARCHAR"}]')) AS key)
)
SELECT s.article_id, s.event_id, s.other_article, s.other_event
FROM same s
SEMI JOIN wanted USING (article_id, event_id)
WHERE EXISTS (SELECT 1 FROM wanted w WHERE w.article_id = s.other_article AND w.event_id = s.other_event)
