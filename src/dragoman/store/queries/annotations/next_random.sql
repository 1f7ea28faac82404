-- Which event reports come next, in an order that the seed fixes and that nothing else can guess: the same for every coder?
-- Copies of one text have their event reports in common; each is asked for once, in the article that was added first.
WITH done AS (SELECT unnest(from_json($done::JSON, '["VARCHAR"]')) AS event_id)
SELECT min_by(e.article_id, (a.added, e.article_id)) AS article_id, e.event_id
FROM event e JOIN article a USING (article_id) ANTI JOIN done USING (event_id)
WHERE e.current
GROUP BY e.event_id
ORDER BY md5($seed || ':' || e.event_id), e.event_id
LIMIT $most
