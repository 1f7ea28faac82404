-- Who takes part in most incidents, and in how many did it act, and was it acted on?
-- `ids` and `words`: only these, or whose name has the words.
SELECT id, min(name) AS name, count(*) AS incidents, count(*) FILTER (did) AS did, count(*) FILTER (had) AS had,
       min(day) AS day_first, max(day) AS day_last, count(*) OVER () AS found
FROM party_told
WHERE ($since IS NULL OR day >= $since::DATE) AND ($until IS NULL OR day <= $until::DATE)
GROUP BY id
HAVING $words IS NULL OR list_contains($ids, id) OR contains(lower(min(name)), lower($words)) OR contains(lower(id), lower($words))
ORDER BY incidents DESC, id LIMIT $most OFFSET $skip
