-- Which event reports are there, those of one incident together?
SELECT i.incident_id, e.article_id, e.event_id
FROM event e LEFT JOIN incident_report i ON i.article_id = e.article_id AND i.event_id = e.event_id
WHERE e.current ORDER BY i.incident_id NULLS LAST, e.article_id, e.event_id
