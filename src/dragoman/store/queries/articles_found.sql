-- Which articles are there, of these outlets, days and words, and what was read in each? The latest published first.
WITH found AS (
    SELECT a.article_id, a.published, a.publisher, a.title, a.author, a.language, a.url, a.agency, a.characters,
           count(*) OVER () AS found
    FROM article a
    WHERE ($articles IS NULL OR a.article_id IN (SELECT unnest($articles::VARCHAR[])))
      AND ($outlet IS NULL OR a.publisher = $outlet)
      AND ($since IS NULL OR a.published >= $since::DATE)
      AND ($until IS NULL OR a.published <= $until::DATE)
    ORDER BY a.published DESC NULLS LAST, a.article_id
    LIMIT $most OFFSET $skip
)
SELECT f.*, o.origin_id, r.genre,
       (SELECT count(*) FROM event e WHERE e.article_id = f.article_id AND e.current) AS reports,
       (SELECT count(*) FROM event e WHERE e.article_id = f.article_id AND e.current AND e.counts) AS happenings
FROM found f
LEFT JOIN article_origin o USING (article_id)
LEFT JOIN reading r ON r.article_id = f.article_id AND r.current
ORDER BY f.published DESC NULLS LAST, f.article_id
