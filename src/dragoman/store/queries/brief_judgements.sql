-- Which words of judgement on an actor stand in articles of these days, and whose are they?
WITH chosen AS MATERIALIZED (
    SELECT r.rowid AS place FROM reading r JOIN article a USING (article_id)
    WHERE r.current AND a.published BETWEEN $since::DATE AND $until::DATE
      AND EXISTS (FROM judgement j WHERE j.article_id = r.article_id AND j.run_id = r.run_id)
), read AS MATERIALIZED (SELECT * FROM reading WHERE rowid IN (SELECT place FROM chosen))
SELECT r.article_id, r.genre, r.layers->'$.stance' AS stance,
       list_distinct(from_json(coalesce(r.layers->'$.mentions[*].actors[*].id', '[]'), '["VARCHAR"]')) AS named,
       a.published, a.publisher, a.title, a.url, a.origin_id, a.text, a.author
FROM read r JOIN articles a USING (article_id)
ORDER BY a.published, r.article_id
