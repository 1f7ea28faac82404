-- Which articles are there?
SELECT article_id FROM article ORDER BY article_id
