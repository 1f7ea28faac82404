-- Which articles are of this origin, the first published first, and why are they one?
SELECT a.published, a.publisher, a.title, a.agency, a.url, a.article_id,
       (SELECT any_value(c.why) FROM copy c WHERE c.article_id = a.article_id OR c.other_id = a.article_id) AS why
FROM article_origin o JOIN article a USING (article_id)
WHERE o.origin_id = $id ORDER BY a.published, a.article_id LIMIT $most
