-- Which articles are there, with their text or without, and where in the table, the first published first?
SELECT rowid AS place, article_id, text IS NOT NULL AS whole FROM article ORDER BY published NULLS FIRST, article_id
