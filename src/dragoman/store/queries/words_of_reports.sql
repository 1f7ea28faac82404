-- In what words, and by whom, are these reports told?
WITH wanted AS (
    SELECT key.article_id, key.event_id
    FROM (SELECT unnest(from_json($keys::JSON, '[{"article_id": "VARCHAR", "event_id": "VARCHAR"}]')) AS key)
)
SELECT r.article_id, r.event_id, r.actor_name, r.recipient_name, coalesce(r.sentence, r.trigger) AS words, r.publisher, r.published, r.url
FROM reports r SEMI JOIN wanted USING (article_id, event_id)
