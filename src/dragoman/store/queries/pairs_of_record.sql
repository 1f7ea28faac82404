-- Which two countries or bodies have anything between them in the whole record, and how many countable things?
SELECT one, other, count(*) AS count FROM pair_told WHERE $unit = 'incident' GROUP BY ALL
UNION ALL
SELECT least(actor, recipient), greatest(actor, recipient), count(DISTINCT id)
FROM pairs WHERE unit = $unit AND unit <> 'incident' AND actor <> recipient
GROUP BY ALL ORDER BY one, other
