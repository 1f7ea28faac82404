-- How many coded articles are not yet linked?
SELECT count(*) FROM unlinked
