-- Which incidents have all that is asked, the latest first, on one page of them, and how many are there in all?
-- `one` takes part on either side; with `other`, only what is between the two. The days are those that series count by.
WITH chosen AS (
    SELECT incident_id, day, count(*) OVER () AS found
    FROM incident_listed
    WHERE (counts OR $everything)
      AND ($type IS NULL OR event_type = $type)
      AND ($quad IS NULL OR quad = $quad)
      AND ($actor IS NULL OR list_contains(actor_keys, $actor))
      AND ($recipient IS NULL OR list_contains(recipient_keys, $recipient))
      AND CASE WHEN $one IS NULL THEN true
          WHEN $other IS NULL THEN list_contains(actor_keys, $one) OR list_contains(recipient_keys, $one)
          ELSE (list_contains(actor_keys, $one) AND list_contains(recipient_keys, $other))
            OR (list_contains(actor_keys, $other) AND list_contains(recipient_keys, $one))
            OR (event_type IN ('AGREE', 'CONSULT', 'COOPERATE') AND list_contains(actor_keys, $one) AND list_contains(actor_keys, $other)) END
      AND ($country IS NULL OR where_country = $country)
      AND ($place IS NULL OR where_name = $place)
      AND ($since IS NULL OR day >= $since::DATE)
      AND ($until IS NULL OR day <= $until::DATE)
      AND ($origins = 1 OR telling >= $origins)
      AND (NOT $disagreeing OR disagreeing)
    ORDER BY day DESC NULLS LAST, incident_id
    LIMIT $most OFFSET $skip
)
SELECT c.day, i.day_first, i.day_last, i.precision,
       array_to_string(list_transform(i.actor, lambda side: side.name), '; ') AS actor_name,
       array_to_string(list_transform(i.actor, lambda side: side.id), '; ') AS actor_id,
       i.event_type, i.mode, i.quad, i.score,
       array_to_string(list_transform(i.recipient, lambda side: side.name), '; ') AS recipient_name,
       array_to_string(list_transform(i.recipient, lambda side: side.id), '; ') AS recipient_id,
       i.where_name, i.where_country, i.reports, i.articles, i.origins, i.denied_by, i.publishers, i.counts,
       i.first_published, i.last_published, i.disagreements, i.incident_id, c.found
FROM chosen c JOIN incident i USING (incident_id)
ORDER BY c.day DESC NULLS LAST, i.incident_id
