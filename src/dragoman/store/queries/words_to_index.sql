-- What do the articles at these places say?
SELECT article_id, title, text FROM article WHERE rowid IN (SELECT unnest($places)) ORDER BY published NULLS FIRST, article_id
