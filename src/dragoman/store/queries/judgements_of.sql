-- How often does each outlet judge an actor in what it printed, which way, how strongly, and in whose voice?
-- `own`: the outlet's writer judges; else a source that it quotes or reports.
SELECT coalesce(nullif(a.publisher, ''), 'no outlet named') AS publisher, j.polarity, j.strength, j.own, count(*) AS count,
       list(DISTINCT j.article_id) AS article_ids
FROM judgement j JOIN reading r USING (run_id, article_id) JOIN article a USING (article_id)
WHERE r.current AND any_plays(j.target, $who) AND a.published BETWEEN $since::DATE AND $until::DATE
GROUP BY ALL ORDER BY ALL
