-- Where in its article does each current report's trigger stand, did it happen, and in which incident is it?
SELECT e.article_id, e.event_id, e.event_type, e.happened, e.record->>'$.trigger.in' AS part,
       (e.record->>'$.trigger.start')::INTEGER AS first, (e.record->>'$.trigger.end')::INTEGER AS last, i.incident_id
FROM event e LEFT JOIN incident_report i USING (article_id, event_id)
WHERE e.current
ORDER BY e.article_id, first, e.event_id
