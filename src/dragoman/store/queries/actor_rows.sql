-- What did one side do, or was done to it, by or to anyone: each countable thing once?
-- `out` what it did, `back` what was done to it, `mutual` both.
SELECT day, id, event_type, quad, score, incident_id, article_id, event_id,
       CASE WHEN did AND met THEN 'mutual' WHEN did THEN 'out' ELSE 'back' END AS direction
FROM (
    SELECT *, list_contains(actor_keys, $who) AS did, list_contains(recipient_keys, $who) AS met
    FROM counted WHERE unit = $unit AND day BETWEEN $since::DATE AND $until::DATE
)
WHERE (did AND $side <> 'recipient') OR (met AND $side <> 'actor')
ORDER BY day, id
