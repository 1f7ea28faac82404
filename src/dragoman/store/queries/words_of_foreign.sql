-- What does this coder say of these of its events, which have no words of a text?
SELECT id, actor_name, recipient_name, concat_ws(', ', nullif(code, ''), nullif(place, ''), nullif(country, '')) AS words,
       publisher, "start" AS published, url
FROM foreign_event WHERE coder = $coder AND id IN (SELECT unnest($ids))
