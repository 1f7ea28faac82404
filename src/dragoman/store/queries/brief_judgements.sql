-- Which words of judgement on an actor stand in articles of these days, and whose are they?
SELECT r.article_id, r.genre, r.layers->'$.stance' AS stance,
       list_distinct(from_json(coalesce(r.layers->'$.mentions[*].actors[*].id', '[]'), '["VARCHAR"]')) AS named,
       a.published, a.publisher, a.title, a.url, a.origin_id, a.text, a.author
FROM reading r JOIN articles a USING (article_id)
WHERE r.current AND a.published BETWEEN $since::DATE AND $until::DATE AND json_array_length(r.layers->'$.stance') > 0
ORDER BY a.published, r.article_id
