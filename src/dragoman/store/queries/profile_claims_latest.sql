-- Which of the statements of this actor (`section`: said), or of others on it (said_of), are the latest published?
WITH chosen AS (
    SELECT place, origin_id FROM claims_of($its, $since, $until) WHERE section = $section
    ORDER BY published DESC NULLS LAST, article_id DESC, number DESC LIMIT $most
), told AS MATERIALIZED (SELECT *, rowid AS place FROM claim WHERE rowid IN (SELECT place FROM chosen)),
printed AS MATERIALIZED (SELECT * FROM article WHERE article_id IN (SELECT article_id FROM told))
SELECT a.published, c.type, c.speaker, c.speaker_id, c.strength, c.words, c.about, a.publisher, a.title, a.url, c.article_id, c.number, s.origin_id
FROM chosen s JOIN told c USING (place) JOIN printed a USING (article_id)
ORDER BY a.published DESC NULLS LAST, c.article_id DESC, c.number DESC
