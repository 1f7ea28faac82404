-- Which words of judgement stand in articles of these days that are on one of these sides or its own, and whose are they?
-- In what is no opinion only those count that somebody is named for. Whom an opinion names is read out of its reading, which is
-- long, where its writer judges and two sides are asked for.
WITH sides AS (SELECT list_filter([$one, $other], lambda who: who IS NOT NULL) AS known),
chosen AS MATERIALIZED (
    SELECT article_id, place, genre, number, len(holder_id) = 0 AS loose FROM judgement_listed, sides
    WHERE published BETWEEN $since::DATE AND $until::DATE AND (len(holder_id) > 0 OR genre = 'opinion')
      AND list_has_any(keys || list_transform(holder_id, lambda id: split_part(id, '.', 1)) || holder_id, known)
), judged AS MATERIALIZED (SELECT rowid AS place, item FROM judgement WHERE rowid IN (SELECT place FROM chosen)),
opinions AS MATERIALIZED (
    SELECT article_id, list_distinct(from_json(layers->'$.mentions[*].actors[*].id', '["VARCHAR"]')) AS named
    FROM reading WHERE rowid IN (SELECT l.place FROM chosen c JOIN article_listed l USING (article_id) WHERE c.loose AND $other IS NOT NULL)
), stances AS (SELECT article_id, genre, to_json(list(item ORDER BY number)) AS stance FROM chosen JOIN judged USING (place) GROUP BY article_id, genre),
printed AS MATERIALIZED (SELECT * FROM article WHERE article_id IN (SELECT article_id FROM chosen))
SELECT s.article_id, s.genre, s.stance, coalesce(o.named, []) AS named, a.published, a.publisher, a.title, a.url, l.origin_id, a.text, a.author
FROM stances s JOIN printed a USING (article_id) JOIN article_listed l USING (article_id) LEFT JOIN opinions o USING (article_id)
ORDER BY a.published, s.article_id
