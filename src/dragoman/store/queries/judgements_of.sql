-- How often does each outlet judge an actor in what it printed, which way, how strongly, and in whose voice?
-- `own`: the outlet's writer judges; else a source that it quotes or reports.
SELECT coalesce(nullif(publisher, ''), 'no outlet named') AS publisher, polarity, strength, own, count(*) AS count,
       list(DISTINCT article_id) AS article_ids
FROM judgement_listed
WHERE list_contains(keys, $who) AND published BETWEEN $since::DATE AND $until::DATE
GROUP BY ALL ORDER BY ALL
