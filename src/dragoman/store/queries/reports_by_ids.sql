-- What do these event reports tell, each with its article, incident and origin? Asked for by pairs of ids, at most a page of them.
WITH asked AS (
    SELECT unnest($articles::VARCHAR[]) AS article_id, unnest($events::VARCHAR[]) AS event_id, generate_subscripts($events::VARCHAR[], 1) AS place
), told AS (
    SELECT * FROM event WHERE article_id IN (SELECT unnest($articles::VARCHAR[])) AND current
), linked AS (
    SELECT * FROM incident_report WHERE article_id IN (SELECT unnest($articles::VARCHAR[]))
)
SELECT a.published, a.publisher,
       array_to_string(list_transform(e.actor, lambda side: side.name), '; ') AS actor_name,
       array_to_string(list_transform(e.actor, lambda side: side.id), '; ') AS actor_id,
       e.event_type, e.mode,
       array_to_string(list_transform(e.recipient, lambda side: side.name), '; ') AS recipient_name,
       array_to_string(list_transform(e.recipient, lambda side: side.id), '; ') AS recipient_id,
       e.status, e.voice, e.historical, e.happened, e.counts, e.when_start, e.when_end, e.where_name, e.where_country, e.source_kind, e.trigger,
       CASE WHEN e.part IS NULL THEN substring(a.text, 1 + e.sentence_start, e.sentence_end - e.sentence_start) ELSE a.title END AS sentence,
       e.quad, e.score, e.cameo, a.title, e.rule, i.incident_id, o.origin_id, e.article_id, e.event_id
FROM asked
JOIN told e USING (article_id, event_id)
JOIN article a ON a.article_id = asked.article_id
LEFT JOIN article_origin o ON o.article_id = asked.article_id
LEFT JOIN linked i ON i.article_id = asked.article_id AND i.event_id = asked.event_id
ORDER BY asked.place
