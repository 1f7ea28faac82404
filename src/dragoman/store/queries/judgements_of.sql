-- How often does each outlet judge an actor in what it printed, which way, how strongly, and in whose voice?
-- `own`: the outlet's writer judges; else a source that it quotes or reports.
SELECT coalesce(nullif(a.publisher, ''), 'no outlet named') AS publisher, judged.polarity AS polarity, judged.strength AS strength,
       judged.holder.kind = 'author' AS own, count(*) AS count, list(DISTINCT r.article_id) AS article_ids
FROM reading r JOIN article a USING (article_id),
     unnest(from_json(r.layers->'$.stance', '[{"polarity": "INTEGER", "strength": "INTEGER",
       "target": [{"id": "VARCHAR", "country": "VARCHAR", "sector": ["VARCHAR"]}], "holder": {"kind": "VARCHAR"}}]')) AS found(judged)
WHERE r.current AND any_plays(judged.target, $who) AND a.published BETWEEN $since::DATE AND $until::DATE
GROUP BY ALL ORDER BY ALL
