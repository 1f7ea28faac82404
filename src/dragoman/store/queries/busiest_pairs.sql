-- Between which countries or bodies did most happen, either way? `who`: only those of which it is one side.
SELECT one, other, count(*) AS incidents, count(*) FILTER (quad <= 2) AS cooperation, count(*) FILTER (quad >= 3) AS conflict,
       min(day) AS day_first, max(day) AS day_last, count(*) OVER () AS found
FROM (
    SELECT DISTINCT id, least(actor, recipient) AS one, greatest(actor, recipient) AS other, quad, day
    FROM pairs
    WHERE unit = 'incident' AND actor <> recipient AND actor <> '' AND recipient <> ''
      AND ($since IS NULL OR day >= $since::DATE) AND ($until IS NULL OR day <= $until::DATE)
)
WHERE $who IS NULL OR one = $who OR other = $who
GROUP BY 1, 2 ORDER BY incidents DESC, one, other LIMIT $most OFFSET $skip
