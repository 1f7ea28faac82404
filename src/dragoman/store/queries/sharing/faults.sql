-- Which inputs could not be read? Their names, not where they lie on this machine.
UPDATE fault SET place = regexp_replace(place, '^.*[/\\]', '') WHERE NOT regexp_matches(place, '^https?://')
