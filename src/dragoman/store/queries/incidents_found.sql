-- Which incidents are there, of these types, parties and days, resting on so many origins?
SELECT day_first, day_last, actor_name, event_type, mode, recipient_name, where_name, reports, origins, articles,
       counts, disagreements, actor_id, recipient_id, incident_id
FROM incidents
WHERE ($type IS NULL OR event_type = $type)
  AND ($since IS NULL OR coalesce(day_last, first_published) >= $since::DATE)
  AND ($until IS NULL OR coalesce(day_first, first_published) <= $until::DATE)
  AND ($actor IS NULL OR list_has_any(string_split(actor_id, '; ') || string_split(actor_country, '; '), [$actor]))
  AND ($recipient IS NULL OR list_has_any(string_split(recipient_id, '; ') || string_split(recipient_country, '; '), [$recipient]))
  AND origins >= $origins AND (NOT $disagreeing OR len(disagreements::VARCHAR) > 2) AND (counts OR $everything)
ORDER BY coalesce(day_first, first_published), incident_id LIMIT $most
