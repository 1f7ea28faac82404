-- Which incident is told by most independent origins?
SELECT incident_id FROM incident WHERE counts ORDER BY origins DESC, reports DESC, incident_id LIMIT 1
