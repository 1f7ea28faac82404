-- Which reports of other articles may tell what these articles' reports tell: of one family, country and day, or copied?
-- Of two of these articles, each pair once.
WITH own AS (SELECT unnest($articles) AS article_id)
SELECT n.article_id, n.event_id, o.article_id AS other_article, o.event_id AS other_event
FROM link_day n JOIN link_day o USING (day, family, country)
WHERE n.article_id IN (FROM own) AND o.article_id <> n.article_id
  AND (n.article_id < o.article_id OR o.article_id NOT IN (FROM own))
UNION
SELECT n.article_id, n.event_id, o.article_id, o.event_id
FROM event n
JOIN article_origin p ON p.article_id = n.article_id
JOIN article_origin q ON q.origin_id = p.origin_id AND q.article_id <> n.article_id
JOIN event o ON o.article_id = q.article_id AND o.event_type = n.event_type
WHERE n.article_id IN (FROM own) AND n.current AND (n.linkable OR n.counts) AND o.current AND (o.linkable OR o.counts)
  AND (n.article_id < o.article_id OR o.article_id NOT IN (FROM own))
