-- Which of these articles are there, with which text?
SELECT article_id, text_sha256, text, path FROM article WHERE article_id IN (SELECT unnest($articles))
