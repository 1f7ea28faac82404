-- Which incidents do the most independent origins tell, of those told last?
SELECT coalesce(day_first, day_last) AS day, actor_name, actor_id, event_type, recipient_name, recipient_id, where_name,
       reports, articles, origins, denied_by, disagreements, incident_id
FROM incidents WHERE counts AND ($since IS NULL OR last_published >= $since::DATE)
ORDER BY origins - denied_by DESC, reports DESC, incident_id LIMIT $most
