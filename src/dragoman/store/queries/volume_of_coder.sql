-- How many events has this coder for each period, so that no event is told from no coding?
SELECT date_trunc($period, coalesce("start", "end"))::DATE AS begin, count(*) AS events
FROM foreign_event
WHERE coder = $coder AND coalesce("start", "end") BETWEEN $since::DATE AND $until::DATE
GROUP BY ALL ORDER BY begin
