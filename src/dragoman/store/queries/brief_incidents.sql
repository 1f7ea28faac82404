-- Which incidents that count are between two sides, or of one side where $other is NULL, and began in these days
-- ($begun NULL: however early), or are promises first told in them of something that lies ahead?
-- What is begun or first told by `until` is told for no later day.
WITH near AS MATERIALIZED (
    SELECT incident_id, day FROM counted
    WHERE unit = 'incident' AND day <= $until::DATE
      AND CASE WHEN $other::VARCHAR IS NULL THEN list_contains(actor_keys, $one) OR list_contains(recipient_keys, $one)
          ELSE (list_contains(actor_keys, $one) AND list_contains(recipient_keys, $other)) OR (list_contains(actor_keys, $other) AND list_contains(recipient_keys, $one))
            OR (event_type IN ('AGREE', 'CONSULT', 'COOPERATE') AND list_contains(actor_keys, $one) AND list_contains(actor_keys, $other)) END
)
SELECT n.day, coalesce(e.content_status = 'future' AND i.quad = 1, false) AS ahead, i.*
FROM near n JOIN incidents i USING (incident_id)
JOIN event e ON e.article_id = i.lead_article AND e.event_id = i.lead_event AND e.current
WHERE $begun IS NULL OR n.day >= $begun::DATE OR (ahead AND i.first_published BETWEEN $since::DATE AND $until::DATE)
ORDER BY n.day, i.origins DESC, i.reports DESC, i.incident_id
