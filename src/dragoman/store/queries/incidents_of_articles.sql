-- Which reports are in the incidents that hold any report of these articles?
SELECT article_id, event_id, incident_id FROM incident_report
WHERE incident_id IN (SELECT incident_id FROM incident_report WHERE article_id IN (SELECT unnest($articles)))
