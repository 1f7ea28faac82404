-- Which incidents that count are between two sides, or of one side where $other is NULL, and began in these days
-- ($begun NULL: however early), or are promises first told in them of something that lies ahead?
-- What is begun or first told by `until` is told for no later day.
WITH near AS MATERIALIZED (
    SELECT place, day FROM incident_listed
    WHERE counts AND day <= $until::DATE
      AND ($begun IS NULL OR day >= $begun::DATE OR first_published BETWEEN $since::DATE AND $until::DATE)
      AND CASE WHEN $other::VARCHAR IS NULL THEN list_contains(actor_keys, $one) OR list_contains(recipient_keys, $one)
          ELSE (list_contains(actor_keys, $one) AND list_contains(recipient_keys, $other)) OR (list_contains(actor_keys, $other) AND list_contains(recipient_keys, $one))
            OR (event_type IN ('AGREE', 'CONSULT', 'COOPERATE') AND list_contains(actor_keys, $one) AND list_contains(actor_keys, $other)) END
), told AS MATERIALIZED (SELECT *, rowid AS place FROM incident WHERE rowid IN (SELECT place FROM near)),
leads AS MATERIALIZED (SELECT e.article_id, e.event_id, e.content_status FROM event e SEMI JOIN told USING (article_id, event_id) WHERE e.current)
SELECT n.day, coalesce(e.content_status = 'future' AND t.quad = 1, false) AS ahead, t.* EXCLUDE (article_id, event_id, place),
       t.article_id AS lead_article, t.event_id AS lead_event
FROM near n JOIN told t USING (place) JOIN leads e USING (article_id, event_id)
WHERE $begun IS NULL OR n.day >= $begun::DATE OR (ahead AND t.first_published BETWEEN $since::DATE AND $until::DATE)
ORDER BY n.day, t.origins DESC, t.reports DESC, t.incident_id
