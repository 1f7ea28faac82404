-- Which file is read here?
SELECT path FROM duckdb_databases() WHERE NOT internal AND path IS NOT NULL LIMIT 1
