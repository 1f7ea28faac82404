-- Which of these articles, whose text is not kept, has this run not read?
SELECT a.article_id, a.text_sha256
FROM article a ANTI JOIN (SELECT article_id FROM reading WHERE run_id = $run) r USING (article_id)
WHERE a.text IS NULL AND a.article_id IN (SELECT unnest($articles))
