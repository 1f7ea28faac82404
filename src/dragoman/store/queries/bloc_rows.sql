-- What happened between any two of these states: each countable thing once for each pair, with who did it to whom?
-- What has no day comes last: nobody can say who was a member then.
SELECT day, id, event_type, quad, score, actor AS one, recipient AS other, mutual, incident_id, article_id, event_id
FROM pairs
WHERE unit = $unit AND actor <> recipient
  AND actor IN (SELECT unnest($states)) AND recipient IN (SELECT unnest($states))
  AND (day IS NULL OR day BETWEEN $since::DATE AND $until::DATE)
ORDER BY day NULLS LAST, id, one, other
