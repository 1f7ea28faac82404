-- Between which countries or bodies did most happen, either way? `who`: only those of which it is one side.
SELECT one, other, count(*) AS incidents, count(*) FILTER (quad <= 2) AS cooperation, count(*) FILTER (quad >= 3) AS conflict,
       min(day) AS day_first, max(day) AS day_last, count(*) OVER () AS found
FROM pair_told
WHERE one <> '' AND other <> '' AND ($who IS NULL OR one = $who OR other = $who)
  AND ($since IS NULL OR day >= $since::DATE) AND ($until IS NULL OR day <= $until::DATE)
GROUP BY one, other ORDER BY incidents DESC, one, other LIMIT $most OFFSET $skip
