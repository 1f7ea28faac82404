-- Which incidents are there, of these types, parties and days, told by so many origins? Who only denies does not tell.
-- Once a day: of one day, type and pair of countries (ids where there is none), the one that most origins tell.
WITH chosen AS (
    SELECT day_first, day_last, actor_name, event_type, mode, recipient_name, where_name, reports, origins, denied_by, articles,
           counts, disagreements, actor_id, recipient_id, incident_id, coalesce(day_first, first_published) AS day,
           list_sort(list_distinct(string_split(coalesce(nullif(trim(actor_country, '; '), ''), actor_id), '; '))) AS actors,
           list_sort(list_distinct(string_split(coalesce(nullif(trim(recipient_country, '; '), ''), recipient_id), '; '))) AS recipients
    FROM incidents
    WHERE ($type IS NULL OR event_type = $type)
      AND ($since IS NULL OR coalesce(day_last, first_published) >= $since::DATE)
      AND ($until IS NULL OR coalesce(day_first, first_published) <= $until::DATE)
      AND ($actor IS NULL OR list_has_any(string_split(actor_id, '; ') || string_split(actor_country, '; '), [$actor]))
      AND ($recipient IS NULL OR list_has_any(string_split(recipient_id, '; ') || string_split(recipient_country, '; '), [$recipient]))
      AND ($origins = 1 OR origins - denied_by >= $origins) AND (NOT $disagreeing OR len(disagreements::VARCHAR) > 2) AND (counts OR $everything)
    QUALIFY NOT $once_a_day
         OR row_number() OVER (PARTITION BY day, event_type, actors, recipients ORDER BY origins - denied_by DESC, incident_id) = 1
)
SELECT * EXCLUDE (day, actors, recipients), count(*) OVER () AS found
FROM chosen ORDER BY day, incident_id LIMIT $most
