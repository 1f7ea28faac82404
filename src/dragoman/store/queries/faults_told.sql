-- Which inputs could not be read, and why? The last met first.
SELECT place AS input, what AS why, seen, count(*) OVER () AS found FROM fault ORDER BY seen DESC, place LIMIT $most
