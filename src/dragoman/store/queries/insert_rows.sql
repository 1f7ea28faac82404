-- Add rows, given as one JSON list, to a table by the names of its columns.
INSERT INTO any_table BY NAME SELECT unnest(row) FROM (SELECT unnest(from_json($rows::JSON, $shape)) AS row)
