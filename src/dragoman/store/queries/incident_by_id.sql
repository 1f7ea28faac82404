-- What is known of one incident?
SELECT * FROM incidents WHERE incident_id = $id
