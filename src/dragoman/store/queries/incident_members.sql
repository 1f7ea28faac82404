-- What are these reports, and all that are in one incident with them?
-- Looked up by row, as in reports_to_link.
WITH wanted AS (
    SELECT key.article_id, key.event_id
    FROM (SELECT unnest(from_json($keys::JSON, '[{"article_id": "VARCHAR", "event_id": "VARCHAR"}]')) AS key)
),
together AS MATERIALIZED (
    SELECT m.article_id, m.event_id, m.incident_id FROM incident_report m
    WHERE m.incident_id IN (SELECT w.incident_id FROM incident_report w SEMI JOIN wanted USING (article_id, event_id))
),
members AS MATERIALIZED (
    FROM together
    UNION ALL
    SELECT article_id, event_id, NULL FROM wanted ANTI JOIN together USING (article_id, event_id)
),
told AS MATERIALIZED (
    SELECT * EXCLUDE (record), record->'$.quantity' AS quantity FROM event
    WHERE rowid IN (SELECT f.rowid FROM event f SEMI JOIN members USING (article_id, event_id) WHERE f.current AND (f.linkable OR f.counts))
)
SELECT e.article_id, e.event_id, e.event_type, e.mode, e.quad, e.score, e.cameo, e.actor, e.recipient, e.status, e.counts,
       e.when_start, e.when_end, e.when_precision, e.when_by,
       e.where_name, e.where_country, e.where_precision, e.lat, e.lon, e.quantity,
       a.published, a.publisher, coalesce(o.origin_id, a.article_id) AS origin_id, m.incident_id
FROM told e JOIN members m USING (article_id, event_id)
JOIN article a USING (article_id)
LEFT JOIN article_origin o USING (article_id)
ORDER BY e.article_id, e.event_id
