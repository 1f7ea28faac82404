-- Between which countries or bodies did most happen over the whole time, either way? `who`: only those of which it is one side.
SELECT *, count(*) OVER () AS found FROM pair_standing
WHERE one <> '' AND other <> '' AND ($who IS NULL OR one = $who OR other = $who)
ORDER BY incidents DESC, one, other LIMIT $most OFFSET $skip
