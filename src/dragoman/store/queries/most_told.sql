-- Which incidents do the most independent origins tell, of those told last?
WITH chosen AS (
    SELECT incident_id, day, telling, reports FROM incident_listed
    WHERE counts AND ($since IS NULL OR last_published >= $since::DATE)
    ORDER BY telling DESC, reports DESC, incident_id LIMIT $most
)
SELECT c.day,
       array_to_string(list_transform(i.actor, lambda side: side.name), '; ') AS actor_name,
       array_to_string(list_transform(i.actor, lambda side: side.id), '; ') AS actor_id,
       i.event_type,
       array_to_string(list_transform(i.recipient, lambda side: side.name), '; ') AS recipient_name,
       array_to_string(list_transform(i.recipient, lambda side: side.id), '; ') AS recipient_id,
       i.where_name, i.reports, i.articles, i.origins, i.denied_by, i.disagreements, i.incident_id
FROM chosen c JOIN incident i USING (incident_id)
ORDER BY c.telling DESC, c.reports DESC, i.incident_id
