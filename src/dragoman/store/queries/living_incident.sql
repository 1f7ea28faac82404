-- Which incident took the place of this one?
SELECT new_id FROM incident_redirect WHERE old_id = $id
