-- What did two sides do to each other, or together: each countable thing once, with its direction?
-- `out` from the first to the second, `back` from the second to the first, `mutual` together or both ways.
WITH near AS (
    SELECT day, incident_id AS id, event_type, quad, score, incident_id, article_id, event_id, actor_keys, recipient_keys
    FROM incident_listed
    WHERE $unit = 'incident' AND rowid IN (SELECT place FROM party_told WHERE id = $one) AND rowid IN (SELECT place FROM party_told WHERE id = $other)
    UNION ALL
    SELECT day, id, event_type, quad, score, incident_id, article_id, event_id, keys_of(actor), keys_of(recipient)
    FROM countable WHERE unit = $unit AND unit <> 'incident'
)
SELECT day, id, event_type, quad, score, incident_id, article_id, event_id,
       CASE WHEN together OR (forth AND back) THEN 'mutual' WHEN forth THEN 'out' ELSE 'back' END AS direction
FROM (
    SELECT *, list_contains(actor_keys, $one) AND list_contains(recipient_keys, $other) AS forth,
           list_contains(actor_keys, $other) AND list_contains(recipient_keys, $one) AS back,
           event_type IN ('AGREE', 'CONSULT', 'COOPERATE') AND list_contains(actor_keys, $one) AND list_contains(actor_keys, $other) AS together
    FROM near WHERE ($since IS NULL OR day >= $since::DATE) AND ($until IS NULL OR day <= $until::DATE)
)
WHERE forth OR back OR together
ORDER BY day, id
