-- How many countable things lie between which two countries or bodies in each period, and what do their scores sum to?
-- With `directed`, from one to the other (what is done together counts both ways); else each pair once, in order of codes.
SELECT one, other, date_trunc($period, day)::DATE AS begin, count(*) AS count, coalesce(sum(score), 0) AS score,
       list(DISTINCT id) AS ids, list(DISTINCT incident_id) AS incidents
FROM (
    SELECT DISTINCT CASE WHEN $directed THEN actor ELSE least(actor, recipient) END AS one,
           CASE WHEN $directed THEN recipient ELSE greatest(actor, recipient) END AS other, id, day, score, incident_id
    FROM pairs WHERE unit = $unit AND day BETWEEN $since::DATE AND $until::DATE AND actor <> recipient
    UNION
    SELECT recipient, actor, id, day, score, incident_id
    FROM pairs WHERE $directed AND mutual AND unit = $unit AND day BETWEEN $since::DATE AND $until::DATE AND actor <> recipient
)
GROUP BY ALL ORDER BY count DESC, one, other, begin
