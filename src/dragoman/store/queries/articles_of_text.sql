-- Which articles are this text itself, or of one origin with it?
SELECT o.article_id
FROM article a JOIN article_origin p USING (article_id) JOIN article_origin o USING (origin_id)
WHERE a.text_sha256 = $digest
