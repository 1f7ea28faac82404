-- What are these articles, and by which run are they read now?
SELECT a.article_id, a.published, a.text_sha256, a.title, a.text, a.characters, r.run_id
FROM article a LEFT JOIN reading r ON r.article_id = a.article_id AND r.current
WHERE a.article_id IN (SELECT unnest($articles::VARCHAR[]))
ORDER BY a.article_id
