-- Which articles with a text has this run not read, after this id?
SELECT a.article_id, a.title, a.published, a.publisher, a.author, a.url, a.language, a.path, a.fetched, a.extractor,
       a.raw_sha256, a.text
FROM article a ANTI JOIN (SELECT article_id FROM reading WHERE run_id = $run) r USING (article_id)
WHERE a.text IS NOT NULL AND a.article_id > $after
ORDER BY a.article_id LIMIT $most
