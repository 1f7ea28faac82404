-- Which event reports are the least sure: those with the most signs in the record that it could be otherwise (no report has a
-- measured confidence)? With as many signs, as in next_random.
WITH done AS (SELECT unnest(from_json($done::JSON, '["VARCHAR"]')) AS event_id)
SELECT article_id, event_id FROM judgeable ANTI JOIN done USING (event_id)
ORDER BY signs DESC, xor(lot, md5_number_upper($seed)), event_id
LIMIT $most
