-- Which event reports between two sides, or of one side where $other is NULL, were published in these days and are
-- plans, denials that no incident that counts takes up, or somebody's view?
SELECT CASE WHEN r.voice = 'opinion' THEN 'opinion' WHEN r.status = 'future' THEN 'plan' ELSE 'denial' END AS section,
       r.incident_id, r.origin_id, r.article_id, r.event_id, r.event_type, r.status, r.counts, r.record, r.sentence,
       r.published, r.publisher, r.title, r.url, r.rule
FROM reports r
JOIN event e ON e.article_id = r.article_id AND e.event_id = r.event_id AND e.current
LEFT JOIN incident i ON i.incident_id = r.incident_id
WHERE r.published BETWEEN $since::DATE AND $until::DATE
  AND (r.voice = 'opinion' OR (NOT r.historical AND (r.status = 'future' OR (r.status = 'negated' AND NOT coalesce(i.counts, false)))))
  AND CASE WHEN $other::VARCHAR IS NULL THEN any_plays(e.actor, $one) OR any_plays(e.recipient, $one)
      ELSE (any_plays(e.actor, $one) OR any_plays(e.recipient, $one)) AND (any_plays(e.actor, $other) OR any_plays(e.recipient, $other)) END
ORDER BY r.published, r.article_id, (r.record->>'$.trigger.start')::INTEGER, r.event_id
