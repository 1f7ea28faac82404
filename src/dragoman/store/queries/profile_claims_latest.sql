-- Which of the statements of this actor (`section`: said), or of others on it (said_of), are the latest published?
WITH its AS (SELECT unnest(from_json($its::JSON, '[{"id": "VARCHAR", "since": "DATE", "until": "DATE"}]'), recursive := true)),
each AS (
    SELECT place, CASE WHEN bool_or(by_it) THEN 'said' ELSE 'said_of' END AS section
    FROM claim_named n JOIN its USING (id)
    WHERE (n.published IS NULL OR n.published BETWEEN coalesce(since, n.published) AND coalesce(until, n.published))
      AND ($since IS NULL OR n.published >= $since::DATE) AND ($until IS NULL OR n.published <= $until::DATE)
    GROUP BY place
),
chosen AS (
    SELECT c.place, origin_id FROM each JOIN claim_listed c ON c.rowid = each.place WHERE section = $section
    ORDER BY published DESC NULLS LAST, article_id DESC, number DESC LIMIT $most
), told AS MATERIALIZED (SELECT *, rowid AS place FROM claim WHERE rowid IN (SELECT place FROM chosen)),
printed AS MATERIALIZED (SELECT * FROM article WHERE article_id IN (SELECT article_id FROM told))
SELECT a.published, c.type, c.speaker, c.speaker_id, c.strength, c.words, c.about, a.publisher, a.title, a.url, c.article_id, c.number, s.origin_id
FROM chosen s JOIN told c USING (place) JOIN printed a USING (article_id)
ORDER BY a.published DESC NULLS LAST, c.article_id DESC, c.number DESC
