-- Which articles are there, of these outlets, days and words, and what was read in each? The latest published first.
WITH found AS (
    SELECT *, count(*) OVER () AS found FROM article_listed
    WHERE ($articles IS NULL OR article_id IN (SELECT unnest($articles::VARCHAR[])))
      AND ($outlet IS NULL OR publisher = $outlet)
      AND ($since IS NULL OR published >= $since::DATE)
      AND ($until IS NULL OR published <= $until::DATE)
    ORDER BY published DESC NULLS LAST, article_id
    LIMIT $most OFFSET $skip
)
SELECT f.article_id, f.published, f.publisher, a.title, a.author, f.language, a.url, a.agency, a.characters, f.found,
       f.origin_id, f.genre, f.reports, f.happenings
FROM found f JOIN article a USING (article_id)
ORDER BY f.published DESC NULLS LAST, f.article_id
