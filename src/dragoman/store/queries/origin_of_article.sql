-- Which articles are of one origin with this one, itself among them, the first published first?
SELECT o.origin_id, a.article_id, a.published, a.publisher, a.title
FROM article_origin own JOIN article_origin o USING (origin_id) JOIN article a ON a.article_id = o.article_id
WHERE own.article_id = $id ORDER BY a.published, a.article_id LIMIT $most
