-- What is kept of these articles to find their copies?
-- Looked up by row: of all articles only the ids are read, not the texts.
SELECT article_id, text_sha256, agency, signature, shingles, title, text FROM article
WHERE rowid IN (SELECT a.rowid FROM article a WHERE a.article_id IN (SELECT unnest($articles)))
