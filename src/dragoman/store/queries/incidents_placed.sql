-- What happened where, how finely is the place known, and on which reports does it rest?
-- `one` and `other`: only incidents that these take part in, on whichever side; a row without a place counts what tells none.
SELECT nullif(where_name, '') AS place, where_country AS country, where_precision AS precision, lat, lon,
       count(*) AS count, coalesce(sum(score), 0) AS score, list(incident_id) AS incidents
FROM incident
WHERE counts AND coalesce(day_first, day_last, first_published) BETWEEN $since::DATE AND $until::DATE
  AND ($type IS NULL OR event_type = $type) AND ($quad IS NULL OR quad = $quad)
  AND ($one IS NULL OR any_plays(actor, $one) OR any_plays(recipient, $one))
  AND ($other IS NULL OR any_plays(actor, $other) OR any_plays(recipient, $other))
GROUP BY ALL ORDER BY count DESC, place, precision, country, lat
