-- What did this feed answer with last?
SELECT * FROM feed WHERE url = $url
