-- Which event reports come next, in an order that the seed fixes and that nothing else can guess: the same for every coder?
-- Copies of one text have their event reports in common; each is asked for once, in the article that was added first.
WITH done AS (SELECT unnest(from_json($done::JSON, '["VARCHAR"]')) AS event_id),
original AS (SELECT min_by(article_id, (added, article_id)) AS article_id FROM article GROUP BY text_sha256)
SELECT article_id, event_id
FROM event SEMI JOIN original USING (article_id) ANTI JOIN done USING (event_id)
WHERE current
ORDER BY md5($seed || ':' || event_id), event_id
LIMIT $most
