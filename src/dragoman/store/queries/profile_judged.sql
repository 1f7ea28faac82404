-- How many words of judgement on this actor are there that are not its own, for and against? A row without a polarity counts all.
SELECT polarity, count(*) AS statements, count(DISTINCT article_id) AS articles, count(DISTINCT coalesce(origin_id, article_id)) AS origins
FROM judgements_on($who, $its, $since, $until) GROUP BY GROUPING SETS ((), (polarity)) ORDER BY statements DESC, polarity
