-- Which incidents have all that is asked, the latest first, on one page of them?
WITH chosen AS (
    SELECT incident_id, coalesce(day_first, day_last, first_published) AS day, count(*) OVER () AS found
    FROM incident
    WHERE (counts OR $everything)
      AND ($type IS NULL OR event_type = $type)
      AND ($quad IS NULL OR quad = $quad)
      AND ($actor IS NULL OR any_plays(actor, $actor))
      AND ($recipient IS NULL OR any_plays(recipient, $recipient))
      AND ($one IS NULL OR (any_plays(actor, $one) AND any_plays(recipient || actor, $other)) OR (any_plays(actor, $other) AND any_plays(recipient, $one)))
      AND ($country IS NULL OR where_country = $country)
      AND ($place IS NULL OR where_name = $place)
      AND ($since IS NULL OR coalesce(day_last, day_first, first_published) >= $since::DATE)
      AND ($until IS NULL OR coalesce(day_first, day_last, first_published) <= $until::DATE)
      AND (origins - denied_by >= $origins OR $origins = 1)
      AND (NOT $disagreeing OR len(disagreements::VARCHAR) > 2)
    ORDER BY day DESC NULLS LAST, incident_id
    LIMIT $most OFFSET $skip
)
SELECT c.day, i.day_first, i.day_last, i.precision, i.actor_name, i.actor_id, i.event_type, i.mode, i.quad, i.score, i.recipient_name, i.recipient_id,
       i.where_name, i.where_country, i.reports, i.articles, i.origins, i.denied_by, i.publishers, i.counts,
       i.first_published, i.last_published, i.disagreements, i.incident_id, c.found
FROM chosen c JOIN incidents i USING (incident_id)
ORDER BY c.day DESC NULLS LAST, i.incident_id
