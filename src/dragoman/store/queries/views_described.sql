-- Which documented views are there, in the order they were made, and what does each column hold?
SELECT v.view_name AS "view", v.comment AS row_meaning, c.column_name AS "column", c.data_type AS type, c.comment AS meaning
FROM duckdb_views() v JOIN duckdb_columns() c ON c.table_name = v.view_name AND c.schema_name = v.schema_name
WHERE NOT v.internal AND v.comment IS NOT NULL
ORDER BY v.view_oid, c.column_index
