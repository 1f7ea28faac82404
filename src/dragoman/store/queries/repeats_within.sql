-- Which reports of these articles tell again what an earlier one of the same text told?
SELECT e.article_id, e.event_id, e.same_as
FROM event e JOIN event f ON f.article_id = e.article_id AND f.event_id = e.same_as AND f.current AND (f.linkable OR f.counts)
WHERE e.current AND (e.linkable OR e.counts) AND e.article_id IN (SELECT unnest($articles))
