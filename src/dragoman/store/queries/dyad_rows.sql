-- What did two sides do to each other, or together: each countable thing once, with its direction?
-- `out` from the first to the second, `back` from the second to the first, `mutual` together or both ways.
SELECT day, id, event_type, quad, score, incident_id, article_id, event_id,
       CASE WHEN forth AND (back OR together) THEN 'mutual' WHEN together THEN 'mutual' WHEN forth THEN 'out' ELSE 'back' END AS direction
FROM (
    SELECT *, list_contains(actor_keys, $one) AND list_contains(recipient_keys, $other) AS forth,
           list_contains(actor_keys, $other) AND list_contains(recipient_keys, $one) AS back,
           event_type IN ('AGREE', 'CONSULT', 'COOPERATE') AND list_contains(actor_keys, $one) AND list_contains(actor_keys, $other) AS together
    FROM counted WHERE unit = $unit
)
WHERE (forth OR back OR together) AND ($since IS NULL OR day >= $since::DATE) AND ($until IS NULL OR day <= $until::DATE)
ORDER BY day, id
