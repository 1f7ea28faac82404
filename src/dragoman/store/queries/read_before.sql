-- Which of these articles have been read before?
SELECT article_id FROM reading WHERE current AND article_id IN (SELECT unnest($articles))
