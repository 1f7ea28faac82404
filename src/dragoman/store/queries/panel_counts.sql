-- How many countable things are there between each two countries in each period, by quad class, and what do their scores sum to?
SELECT actor, recipient, mutual, date_trunc($period, day)::DATE AS begin, count(*) AS count,
       count(*) FILTER (quad = 1) AS verbal_cooperation, count(*) FILTER (quad = 2) AS material_cooperation,
       count(*) FILTER (quad = 3) AS verbal_conflict, count(*) FILTER (quad = 4) AS material_conflict,
       coalesce(sum(score), 0) AS score
FROM pairs
WHERE unit = $unit AND ($since IS NULL OR day >= $since::DATE) AND day <= $until::DATE AND actor <> recipient
GROUP BY ALL ORDER BY ALL
