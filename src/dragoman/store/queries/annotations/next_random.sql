-- Which event reports come next, in an order that the seed fixes and that nothing else can guess: the same for every coder?
WITH done AS (SELECT unnest(from_json($done::JSON, '["VARCHAR"]')) AS event_id)
SELECT article_id, event_id FROM judgeable ANTI JOIN done USING (event_id)
ORDER BY xor(lot, md5_number_upper($seed)), event_id
LIMIT $most
