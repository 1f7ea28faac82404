-- Who says what kind of thing about whom, on which day?
-- A side is a country or body: the part of an id before its point. One row for each speaker and each of those spoken about.
SELECT type, article_id || ':' || number AS id, article_id, published AS day,
       split_part(unnest(CASE WHEN len(coalesce(speaker_id, [])) = 0 THEN [''] ELSE speaker_id END), '.', 1) AS speaker, about
FROM claim_listed WHERE published BETWEEN $since::DATE AND $until::DATE
ORDER BY day, id, speaker
