-- In what words, and by whom, are these reports told?
-- Few of many: through the view, every sentence of the desk would be cut out before they are chosen. By their rowid, so that
-- only of them texts and records are read.
WITH wanted AS (
    SELECT key.article_id, key.event_id
    FROM (SELECT unnest(from_json($keys::JSON, '[{"article_id": "VARCHAR", "event_id": "VARCHAR"}]')) AS key)
),
told AS MATERIALIZED (
    SELECT * FROM event
    WHERE rowid IN (SELECT e.rowid FROM event e SEMI JOIN wanted USING (article_id, event_id) WHERE e.current)
),
printed AS MATERIALIZED (
    SELECT article_id, title, text, publisher, published, url FROM article
    WHERE rowid IN (SELECT a.rowid FROM article a SEMI JOIN wanted USING (article_id))
)
SELECT e.article_id, e.event_id, array_to_string(list_transform(e.actor, lambda side: side.name), '; ') AS actor_name,
       array_to_string(list_transform(e.recipient, lambda side: side.name), '; ') AS recipient_name,
       coalesce(CASE WHEN e.part IS NULL THEN substring(a.text, 1 + e.sentence_start, e.sentence_end - e.sentence_start)
                ELSE a.title END, e.trigger) AS words,
       a.publisher, a.published, a.url
FROM told e JOIN printed a USING (article_id)
