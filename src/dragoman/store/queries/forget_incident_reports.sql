-- The reports of these incidents are put into others.
DELETE FROM incident_report WHERE incident_id IN (SELECT unnest($ids))
