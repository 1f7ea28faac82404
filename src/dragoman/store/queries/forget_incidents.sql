-- These incidents are made anew, or are gone.
DELETE FROM incident WHERE incident_id IN (SELECT unnest($ids))
