-- What is this event report, with the article it stands in?
SELECT r.*, a.text AS article_text FROM reports r JOIN article a USING (article_id) WHERE r.article_id = $article AND r.event_id = $event
