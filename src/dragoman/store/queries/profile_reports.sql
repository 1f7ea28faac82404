-- Which event reports name this actor and are not counted, by what they are told as?
-- `day` is what the report tells of the act's time; it is chosen by when it was published.
SELECT published, day, event_id, article_id, event_type, status, historical, voice, actor, recipient, by_it, to_it
FROM (
    SELECT e.event_id, e.article_id, e.event_type, e.status, e.historical, e.voice, e.actor, e.recipient, a.published,
           coalesce(e.when_start, e.when_end) AS day,
           any_plays(e.actor, $who) OR ($below AND len(list_filter(coalesce(e.actor, []), lambda side: starts_with(side.id, $who || '.'))) > 0) AS by_it,
           any_plays(e.recipient, $who) OR ($below AND len(list_filter(coalesce(e.recipient, []), lambda side: starts_with(side.id, $who || '.'))) > 0) AS to_it
    FROM event e JOIN article a USING (article_id)
    WHERE e.current AND NOT e.counts AND e.same_as IS NULL
)
WHERE (by_it OR to_it) AND ($since IS NULL OR published >= $since::DATE) AND ($until IS NULL OR published <= $until::DATE)
ORDER BY published NULLS FIRST, article_id, event_id
