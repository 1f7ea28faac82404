-- Who takes part in most incidents, and in how many did it act, and was it acted on?
-- An actor is an id, and the country or body that it is a part of. `ids` and `words`: only these, or whose name has the words.
SELECT id, any_value(name) AS name, count(*) AS incidents, count(*) FILTER (did) AS did, count(*) FILTER (had) AS had,
       min(day) AS day_first, max(day) AS day_last, count(*) OVER () AS found
FROM (
    SELECT incident_id, id, min(name) FILTER (id = own) AS name, bool_or(did) AS did, bool_or(NOT did) AS had, min(day) AS day
    FROM (
        SELECT incident_id, day, did, side.id AS own, side.name AS name,
               unnest(list_distinct([side.id, coalesce(nullif(side.country, ''), side.id), split_part(side.id, '.', 1)])) AS id
        FROM (
            SELECT incident_id, least(coalesce(day_first, day_last), first_published) AS day, true AS did, unnest(actor) AS side
            FROM incident WHERE counts
            UNION ALL
            SELECT incident_id, least(coalesce(day_first, day_last), first_published), false, unnest(recipient) FROM incident WHERE counts
        )
    )
    WHERE id <> '' AND ($since IS NULL OR day >= $since::DATE) AND ($until IS NULL OR day <= $until::DATE)
    GROUP BY incident_id, id
)
GROUP BY id
HAVING $words IS NULL OR list_contains($ids, id) OR contains(lower(any_value(name)), lower($words)) OR contains(lower(id), lower($words))
ORDER BY incidents DESC, id LIMIT $most OFFSET $skip
