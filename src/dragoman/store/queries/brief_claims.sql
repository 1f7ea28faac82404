-- What is claimed, promised, threatened and denied in articles of these days, by whom, about whom?
SELECT c.type, c.strength, c.speaker, c.speaker_id, c.about, c.words, c.cue, c.content, c.article_id, c.number,
       c.published, c.publisher, c.title, c.url, a.origin_id, a.text, r.genre
FROM claims c JOIN articles a USING (article_id) JOIN reading r ON r.article_id = c.article_id AND r.current
WHERE c.published BETWEEN $since::DATE AND $until::DATE AND c.type IN ('claim', 'promise', 'threat', 'denial')
ORDER BY c.published, c.article_id, c.number
