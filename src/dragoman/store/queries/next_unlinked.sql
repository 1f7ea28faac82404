-- Which coded articles are not yet linked?
SELECT DISTINCT article_id FROM unlinked ORDER BY article_id LIMIT $most
