-- Who takes part in most incidents of the whole time? `ids` and `words`: only these, or whose name has the words.
SELECT *, count(*) OVER () AS found FROM actor_standing
WHERE $words IS NULL OR list_contains($ids, id) OR contains(lower(name), lower($words)) OR contains(lower(id), lower($words))
ORDER BY incidents DESC, id LIMIT $most OFFSET $skip
