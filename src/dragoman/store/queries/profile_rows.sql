-- What did this actor do, and what was done to it: each incident once? `below`: a body of an organisation is the organisation.
SELECT day, id, event_type, quad, score, actor, recipient, by_it, to_it, article_id, event_id
FROM (
    SELECT *,
           list_contains(actor_keys, $who) OR ($below AND len(list_filter(coalesce(actor, []), lambda side: starts_with(side.id, $who || '.'))) > 0) AS by_it,
           list_contains(recipient_keys, $who) OR ($below AND len(list_filter(coalesce(recipient, []), lambda side: starts_with(side.id, $who || '.'))) > 0) AS to_it
    FROM counted WHERE unit = 'incident'
)
WHERE (by_it OR to_it) AND ($since IS NULL OR day >= $since::DATE) AND ($until IS NULL OR day <= $until::DATE)
ORDER BY day NULLS FIRST, id
