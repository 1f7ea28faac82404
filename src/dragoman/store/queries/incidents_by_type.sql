-- How many incidents that happened are there of each event type?
SELECT event_type, count(*) AS incidents FROM incident_listed WHERE counts GROUP BY event_type ORDER BY event_type
