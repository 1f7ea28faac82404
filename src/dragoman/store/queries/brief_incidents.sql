-- Which incidents that count are between two sides, or of one side where $other is NULL, and began in these days
-- ($begun NULL: however early), or are promises first told in them of something that lies ahead?
SELECT n.day, coalesce(e.content_status = 'future' AND i.quad = 1, false) AS ahead, i.*
FROM counted n JOIN incidents i USING (incident_id)
JOIN event e ON e.article_id = i.lead_article AND e.event_id = i.lead_event AND e.current
WHERE n.unit = 'incident'
  AND ((($begun IS NULL OR n.day >= $begun::DATE) AND n.day <= $until::DATE) OR (ahead AND i.first_published BETWEEN $since::DATE AND $until::DATE))
  AND CASE WHEN $other::VARCHAR IS NULL THEN list_contains(n.actor_keys, $one) OR list_contains(n.recipient_keys, $one)
      ELSE (list_contains(n.actor_keys, $one) AND list_contains(n.recipient_keys, $other)) OR (list_contains(n.actor_keys, $other) AND list_contains(n.recipient_keys, $one))
        OR (n.event_type IN ('AGREE', 'CONSULT', 'COOPERATE') AND list_contains(n.actor_keys, $one) AND list_contains(n.actor_keys, $other)) END
ORDER BY n.day, i.origins DESC, i.reports DESC, i.incident_id
