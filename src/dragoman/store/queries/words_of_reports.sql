-- In which words, by whom and in which article are these event reports told?
WITH wanted AS (
    SELECT DISTINCT key.article_id, key.event_id
    FROM (SELECT unnest(from_json($keys::JSON, '[{"article_id": "VARCHAR", "event_id": "VARCHAR"}]')) AS key)
)
SELECT r.article_id, r.event_id, coalesce(r.sentence, r.trigger) AS words, r.actor_name, r.recipient_name, r.publisher, r.published,
       r.title, r.url
FROM reports r SEMI JOIN wanted USING (article_id, event_id)
ORDER BY r.article_id, r.event_id
