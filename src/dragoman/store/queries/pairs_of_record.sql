-- Which two countries or bodies have anything between them in the whole record, and how many countable things?
SELECT least(actor, recipient) AS one, greatest(actor, recipient) AS other, count(DISTINCT id) AS count
FROM pairs WHERE unit = $unit AND actor <> recipient
GROUP BY ALL ORDER BY one, other
