-- Which event reports leave the desk, each with its article, origin and incident?
SELECT e.record, e.run_id, o.origin_id, i.incident_id, a.*
FROM event e
JOIN article a USING (article_id)
LEFT JOIN article_origin o USING (article_id)
LEFT JOIN incident_report i ON i.article_id = e.article_id AND i.event_id = e.event_id
LEFT JOIN incident c ON c.article_id = e.article_id AND c.event_id = e.event_id
WHERE e.current AND (e.counts OR $everything) AND (NOT $once OR c.incident_id IS NOT NULL)
  AND ($since IS NULL OR coalesce(e.when_end, e.when_start, a.published) >= $since::DATE)
  AND ($until IS NULL OR coalesce(e.when_start, e.when_end, a.published) <= $until::DATE)
  AND ($type IS NULL OR e.event_type = $type)
  AND ($actor IS NULL OR list_has_any(
        list_transform(e.actor || e.recipient, lambda side: side.id) || list_transform(e.actor || e.recipient, lambda side: side.country), [$actor]))
ORDER BY coalesce(e.when_start, e.when_end, a.published), e.article_id, (e.record->>'$.trigger.start')::INTEGER, e.event_id
