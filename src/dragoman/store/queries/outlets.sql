-- Which outlets were read, how many articles of each, from when to when?
SELECT publisher, count(*) AS articles, count(DISTINCT origin_id) AS origins, min(published) AS first_published, max(published) AS last_published
FROM article_listed
GROUP BY publisher ORDER BY articles DESC, publisher LIMIT $most
