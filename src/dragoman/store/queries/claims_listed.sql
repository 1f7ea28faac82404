-- Which claims, promises, demands, threats and denials have all that is asked, the latest first, on one page of them?
-- A side is a country or body, or an id of its own; 'none' asks for those that name no country or body of `known`.
WITH chosen AS (
    SELECT place, count(*) OVER () AS found
    FROM claim_listed
    WHERE ($type IS NULL OR type = $type)
      AND ($outlet IS NULL OR publisher = $outlet)
      AND ($since IS NULL OR published >= $since::DATE) AND ($until IS NULL OR published <= $until::DATE)
      AND ($words IS NULL OR contains(lower(words), lower($words)))
      AND CASE WHEN $speaker IS NULL THEN true
          WHEN $speaker = 'none' THEN len(list_filter(coalesce(speaker_id, []), lambda id: list_contains($known, split_part(id, '.', 1)))) = 0
          ELSE len(list_filter(speaker_id, lambda id: id = $speaker OR split_part(id, '.', 1) = $speaker)) > 0 END
      AND CASE WHEN $about IS NULL THEN true
          WHEN $about = 'none' THEN len(list_filter(coalesce(about, []), lambda id: list_contains($known, split_part(id, '.', 1))
               AND split_part(id, '.', 1) <> coalesce($speaker, ''))) = 0
          ELSE len(list_filter(about, lambda id: id = $about OR split_part(id, '.', 1) = $about)) > 0 END
    ORDER BY published DESC NULLS LAST, article_id, number
    LIMIT $most OFFSET $skip
)
SELECT a.published, a.publisher, c.type, c.speaker, c.speaker_id, c.strength, c.words, c.about AS about_id, a.title, a.url, c.article_id, s.found
FROM chosen s JOIN claim c ON c.rowid = s.place JOIN article a USING (article_id)
ORDER BY a.published DESC NULLS LAST, c.article_id, c.number
