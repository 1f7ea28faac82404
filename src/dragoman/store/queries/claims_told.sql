-- Who says what kind of thing about whom, on which day?
-- A side is a country or body: the part of an id before its point. One row for each speaker and each of those spoken about.
SELECT c.type, c.article_id || ':' || c.number AS id, c.article_id, c.published AS day,
       split_part(unnest(CASE WHEN len(coalesce(c.speaker_id, [])) = 0 THEN [''] ELSE c.speaker_id END), '.', 1) AS speaker, c.about
FROM claims c WHERE c.published BETWEEN $since::DATE AND $until::DATE
ORDER BY day, id, speaker
