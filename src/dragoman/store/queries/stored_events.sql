-- Which event reports were read in this article by this run, in the order of the text?
SELECT e.event_id, e.record, i.incident_id
FROM event e LEFT JOIN incident_report i ON i.article_id = e.article_id AND i.event_id = e.event_id
WHERE e.article_id = $id AND e.run_id = $run
ORDER BY (e.part IS NULL), (e.record->>'$.trigger.start')::INTEGER, e.event_id
