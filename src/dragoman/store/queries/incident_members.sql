-- What are these reports, and all that are in one incident with them?
-- Looked up by row: of all reports only the ids are read, not their sides, words and records.
WITH wanted AS (
    SELECT key.article_id, key.event_id
    FROM (SELECT unnest(from_json($keys::JSON, '[{"article_id": "VARCHAR", "event_id": "VARCHAR"}]')) AS key)
),
together AS MATERIALIZED (
    SELECT m.article_id, m.event_id, m.incident_id FROM incident_report m
    WHERE m.incident_id IN (SELECT w.incident_id FROM incident_report w SEMI JOIN wanted USING (article_id, event_id))
),
members AS (
    FROM together
    UNION ALL
    SELECT article_id, event_id, NULL FROM wanted ANTI JOIN together USING (article_id, event_id)
),
found AS MATERIALIZED (SELECT e.rowid AS at, m.incident_id FROM event e JOIN members m USING (article_id, event_id))
SELECT e.article_id, e.event_id, e.event_type, e.mode, e.quad, e.score, e.cameo, e.actor, e.recipient, e.status, e.counts,
       e.when_start, e.when_end, e.when_precision, e.when_by,
       e.where_name, e.where_country, e.where_precision, e.lat, e.lon, e.record->'$.quantity' AS quantity,
       a.published, a.publisher, coalesce(o.origin_id, a.article_id) AS origin_id, f.incident_id
FROM event e JOIN found f ON f.at = e.rowid
JOIN article a USING (article_id)
LEFT JOIN article_origin o USING (article_id)
WHERE e.current AND (e.linkable OR e.counts)
ORDER BY e.article_id, e.event_id
