-- These incidents exist, or lead elsewhere now.
DELETE FROM incident_redirect WHERE old_id IN (SELECT unnest($ids))
