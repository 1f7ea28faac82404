-- Which articles belong to the origins of these, with these themselves, and on which day did each appear?
SELECT a.article_id, a.published, o.origin_id
FROM article a LEFT JOIN article_origin o USING (article_id)
WHERE a.article_id IN (SELECT unnest($articles))
   OR o.origin_id IN (SELECT origin_id FROM article_origin WHERE article_id IN (SELECT unnest($articles)))
