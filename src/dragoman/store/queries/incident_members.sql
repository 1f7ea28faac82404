-- What are these reports, and all that are in one incident with them?
WITH wanted AS (
    SELECT key.article_id, key.event_id
    FROM (SELECT unnest(from_json($keys::JSON, '[{"article_id": "VARCHAR", "event_id": "VARCHAR"}]')) AS key)
),
members AS (
    FROM wanted
    UNION
    SELECT m.article_id, m.event_id FROM incident_report m
    WHERE m.incident_id IN (SELECT w.incident_id FROM incident_report w SEMI JOIN wanted USING (article_id, event_id))
)
SELECT e.article_id, e.event_id, e.event_type, e.mode, e.quad, e.score, e.cameo, e.actor, e.recipient, e.status, e.counts,
       e.when_start, e.when_end, e.when_precision, e.when_by,
       e.where_name, e.where_country, e.where_precision, e.lat, e.lon, e.record->'$.quantity' AS quantity,
       a.published, a.publisher, coalesce(o.origin_id, a.article_id) AS origin_id, i.incident_id
FROM event e SEMI JOIN members USING (article_id, event_id)
JOIN article a USING (article_id)
LEFT JOIN article_origin o USING (article_id)
LEFT JOIN incident_report i ON i.article_id = e.article_id AND i.event_id = e.event_id
WHERE e.current AND (e.linkable OR e.counts)
ORDER BY e.article_id, e.event_id
