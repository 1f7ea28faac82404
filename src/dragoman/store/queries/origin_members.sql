-- Which articles belong to the origins of these, with these themselves, and on which day did each appear?
WITH own AS (SELECT origin_id FROM article_origin WHERE article_id IN (SELECT unnest($articles))),
members AS (
    SELECT unnest($articles) AS article_id
    UNION
    SELECT article_id FROM article_origin WHERE origin_id IN (FROM own)
)
SELECT a.article_id, a.published, o.origin_id
FROM article a SEMI JOIN members USING (article_id) LEFT JOIN article_origin o USING (article_id)
