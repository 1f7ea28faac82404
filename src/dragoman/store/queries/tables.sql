-- Which tables has this file?
SELECT table_name AS name FROM duckdb_tables() WHERE NOT internal
