-- Which columns has a table, and of what type?
SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = $table AND schema_name = 'main'
