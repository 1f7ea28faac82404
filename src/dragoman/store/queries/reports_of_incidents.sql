-- Which reports tell these incidents, origin by origin, the first published first?
-- Few of many: through the view, every sentence of the desk would be cut out before they are chosen. By their rowid, so that
-- only of them texts and records are read.
WITH wanted AS MATERIALIZED (
    SELECT article_id, event_id, incident_id FROM incident_report WHERE incident_id IN (SELECT unnest($incidents))
),
told AS MATERIALIZED (
    SELECT * FROM event
    WHERE rowid IN (SELECT e.rowid FROM event e SEMI JOIN wanted USING (article_id, event_id) WHERE e.current)
),
printed AS MATERIALIZED (
    SELECT article_id, title, text, publisher, published, url FROM article
    WHERE rowid IN (SELECT a.rowid FROM article a SEMI JOIN wanted USING (article_id))
)
SELECT i.incident_id, o.origin_id, e.article_id, e.event_id, e.event_type, e.status, e.counts, e.record,
       CASE WHEN e.part IS NULL THEN substring(a.text, 1 + e.sentence_start, e.sentence_end - e.sentence_start)
            ELSE a.title END AS sentence,
       a.published, a.publisher, a.title, a.url, e.rule
FROM told e JOIN wanted i USING (article_id, event_id) JOIN printed a USING (article_id) LEFT JOIN article_origin o USING (article_id)
ORDER BY i.incident_id, a.published, e.article_id, e.event_id
