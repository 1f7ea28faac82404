-- Add rows, each given as JSON, to a table by the names of its columns.
INSERT INTO any_table BY NAME SELECT unnest(json_transform(row, $shape)) FROM (SELECT unnest($rows) AS row)
