-- Which event reports between two sides, or of one side where $other is NULL, were published in these days and are
-- plans, denials that no incident that counts takes up, or somebody's view?
WITH near AS MATERIALIZED (
    SELECT article_id, event_id, place, voice, status FROM report_listed
    WHERE published BETWEEN $since::DATE AND $until::DATE
      AND (voice = 'opinion' OR (NOT historical AND status IN ('future', 'negated')))
      AND (list_contains(actor_keys, $one) OR list_contains(recipient_keys, $one))
      AND ($other::VARCHAR IS NULL OR list_contains(actor_keys, $other) OR list_contains(recipient_keys, $other))
), linked AS MATERIALIZED (SELECT r.* FROM incident_report r SEMI JOIN near USING (article_id, event_id)),
known AS MATERIALIZED (SELECT incident_id, counts FROM incident WHERE incident_id IN (SELECT incident_id FROM linked)),
chosen AS MATERIALIZED (
    SELECT n.place, CASE WHEN n.voice = 'opinion' THEN 'opinion' WHEN n.status = 'future' THEN 'plan' ELSE 'denial' END AS section, r.incident_id
    FROM near n LEFT JOIN linked r USING (article_id, event_id) LEFT JOIN known k ON k.incident_id = r.incident_id
    WHERE section <> 'denial' OR NOT coalesce(k.counts, false)
), told AS MATERIALIZED (SELECT *, rowid AS place FROM event WHERE rowid IN (SELECT place FROM chosen)),
printed AS MATERIALIZED (SELECT * FROM article WHERE article_id IN (SELECT article_id FROM told))
SELECT c.section, c.incident_id, l.origin_id, e.article_id, e.event_id, e.event_type, e.status, e.counts, e.record,
       CASE WHEN e.part IS NULL THEN substring(a.text, 1 + e.sentence_start, e.sentence_end - e.sentence_start) ELSE a.title END AS sentence,
       a.published, a.publisher, a.title, a.url, e.rule
FROM chosen c JOIN told e USING (place) JOIN printed a USING (article_id) JOIN article_listed l USING (article_id)
ORDER BY a.published, e.article_id, (e.record->>'$.trigger.start')::INTEGER, e.event_id
