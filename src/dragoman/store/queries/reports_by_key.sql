-- What are these reports compared by?
-- Looked up by row, as in reports_to_link.
WITH wanted AS (
    SELECT key.article_id, key.event_id
    FROM (SELECT unnest(from_json($keys::JSON, '[{"article_id": "VARCHAR", "event_id": "VARCHAR"}]')) AS key)
)
SELECT e.article_id, e.event_id, e.event_type, e.mode, e.actor, e.recipient, e.day_first, e.day_last, e.trigger, e.words,
       e.where_name, e.where_precision, e.where_country, o.origin_id
FROM event e LEFT JOIN article_origin o USING (article_id)
WHERE e.rowid IN (SELECT f.rowid FROM event f SEMI JOIN wanted USING (article_id, event_id) WHERE f.current AND (f.linkable OR f.counts))
