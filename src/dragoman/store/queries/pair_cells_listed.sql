-- How many countable things lie between which two countries or bodies in each period, the most first, on one page of them?
-- Each pair of these states once, in order of codes.
SELECT one, other, date_trunc($period, day)::DATE AS begin, count(*) AS count, coalesce(sum(score), 0) AS score, count(*) OVER () AS found
FROM (
    SELECT DISTINCT least(actor, recipient) AS one, greatest(actor, recipient) AS other, id, day, score
    FROM pairs WHERE unit = $unit AND day BETWEEN $since::DATE AND $until::DATE AND actor <> recipient
      AND actor IN (SELECT unnest($states::VARCHAR[])) AND recipient IN (SELECT unnest($states::VARCHAR[]))
)
GROUP BY one, other, begin ORDER BY count DESC, one, other, begin LIMIT $most OFFSET $skip
