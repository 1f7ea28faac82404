-- How many incidents that happened are there of each event type?
SELECT event_type, count(*) AS incidents FROM incident WHERE counts GROUP BY event_type ORDER BY event_type
