-- How many countable things lie between which two countries or bodies in each period, the most first, on one page of them?
-- Each pair of these states once, in order of codes.
SELECT one, other, date_trunc($period, day)::DATE AS begin, count(*) AS count, coalesce(sum(score), 0) AS score, count(*) OVER () AS found
FROM (
    SELECT one, other, id, day, score FROM pair_told WHERE $unit = 'incident'
    UNION ALL
    SELECT DISTINCT least(actor, recipient), greatest(actor, recipient), id, day, score
    FROM pairs WHERE unit = $unit AND unit <> 'incident' AND actor <> recipient
)
WHERE day BETWEEN $since::DATE AND $until::DATE
  AND one IN (SELECT unnest($states::VARCHAR[])) AND other IN (SELECT unnest($states::VARCHAR[]))
GROUP BY one, other, begin ORDER BY count DESC, one, other, begin LIMIT $most OFFSET $skip
