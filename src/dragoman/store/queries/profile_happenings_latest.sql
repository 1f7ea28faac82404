-- What did this actor do last (`side`: actor), or what was done to it (recipient)?
SELECT day, incident_id, event_type, score, actor, recipient, article_id, event_id
FROM incident_listed
WHERE rowid IN (
    SELECT place FROM party_told
    WHERE id = $who AND CASE WHEN $side = 'actor' THEN did ELSE had END
      AND ($since IS NULL OR day >= $since::DATE) AND ($until IS NULL OR day <= $until::DATE)
    ORDER BY place LIMIT $most
)
ORDER BY day DESC NULLS LAST, incident_id
