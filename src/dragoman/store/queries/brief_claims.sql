-- What is claimed, promised, threatened and denied in articles of these days by or about one of these sides?
WITH sides AS (SELECT list_filter([$one, $other], lambda who: who IS NOT NULL) AS known),
chosen AS MATERIALIZED (
    SELECT place, origin_id FROM claim_listed, sides
    WHERE published BETWEEN $since::DATE AND $until::DATE AND type IN ('claim', 'promise', 'threat', 'denial')
      AND list_has_any(list_transform(speaker_id || about, lambda id: split_part(id, '.', 1)) || speaker_id || about, known)
), told AS MATERIALIZED (SELECT *, rowid AS place FROM claim WHERE rowid IN (SELECT place FROM chosen)),
printed AS MATERIALIZED (SELECT * FROM article WHERE article_id IN (SELECT article_id FROM told))
SELECT c.type, c.strength, c.speaker, c.speaker_id, c.about, c.words, c.cue, c.content, c.article_id, c.number,
       a.published, a.publisher, a.title, a.url, s.origin_id, a.text, l.genre
FROM chosen s JOIN told c USING (place) JOIN printed a USING (article_id) JOIN article_listed l USING (article_id)
ORDER BY a.published, c.article_id, c.number
