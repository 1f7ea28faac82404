-- How much is in this desk, each count with its unit?
SELECT (SELECT count(*) FROM article) AS articles,
       (SELECT count(DISTINCT origin_id) FROM article_origin) AS origins,
       (SELECT count(*) FROM event WHERE current) AS reports,
       (SELECT count(*) FROM event WHERE current AND counts) AS happenings,
       (SELECT count(*) FROM incident WHERE counts) AS incidents,
       (SELECT count(*) FROM article WHERE text IS NULL) AS textless,
       (SELECT count(*) FROM article a ANTI JOIN reading r ON r.article_id = a.article_id AND r.current) AS uncoded,
       (SELECT count(*) FROM foreign_event) AS foreign_events
