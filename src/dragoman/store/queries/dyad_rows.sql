-- What did two sides do to each other, or together: each countable thing once, with its direction?
-- `out` from the first to the second, `back` from the second to the first, `mutual` together or both ways.
SELECT day, id, event_type, quad, score, incident_id, article_id, event_id,
       CASE WHEN forth AND (back OR together) THEN 'mutual' WHEN together THEN 'mutual' WHEN forth THEN 'out' ELSE 'back' END AS direction
FROM (
    SELECT *, any_plays(actor, $one) AND any_plays(recipient, $other) AS forth,
           any_plays(actor, $other) AND any_plays(recipient, $one) AS back,
           event_type IN ('AGREE', 'CONSULT', 'COOPERATE') AND any_plays(actor, $one) AND any_plays(actor, $other) AS together
    FROM countable WHERE unit = $unit
)
WHERE (forth OR back OR together) AND ($since IS NULL OR day >= $since::DATE) AND ($until IS NULL OR day <= $until::DATE)
ORDER BY day, id
