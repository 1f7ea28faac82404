-- What is kept of these articles to find their copies?
SELECT article_id, text_sha256, agency, signature, shingles, title, text FROM article WHERE article_id IN (SELECT unnest($articles))
