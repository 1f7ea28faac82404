-- What happened where, how finely is the place known, and (`named`) on which incidents does it rest?
-- `one` and `other`: only incidents that these take part in, on whichever side; a row without a place counts what tells none.
SELECT nullif(where_name, '') AS place, where_country AS country, where_precision AS precision, lat, lon,
       count(*) AS count, coalesce(sum(score), 0) AS score, list(incident_id) FILTER ($named) AS incidents
FROM incident_listed
WHERE counts AND day BETWEEN $since::DATE AND $until::DATE
  AND ($type IS NULL OR event_type = $type) AND ($quad IS NULL OR quad = $quad)
  AND ($one IS NULL OR list_contains(actor_keys, $one) OR list_contains(recipient_keys, $one))
  AND ($other IS NULL OR list_contains(actor_keys, $other) OR list_contains(recipient_keys, $other))
GROUP BY ALL ORDER BY count DESC, place, precision, country, lat
