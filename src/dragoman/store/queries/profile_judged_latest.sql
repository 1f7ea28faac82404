-- Which words of judgement on this actor that are not its own are the latest published, whose are they, and where do they stand?
WITH chosen AS (SELECT place, origin_id FROM judgements_on($who, $its, $since, $until) ORDER BY published DESC NULLS LAST, article_id DESC, number DESC LIMIT $most),
judged AS MATERIALIZED (SELECT *, rowid AS place FROM judgement WHERE rowid IN (SELECT place FROM chosen)),
printed AS MATERIALIZED (SELECT * FROM article WHERE article_id IN (SELECT article_id FROM judged))
SELECT a.published, item->>'$.holder.kind' AS holder_kind, item->>'$.holder.text' AS holder, item->>'$.holder.actor[*]' AS holder_id,
       j.polarity, j.strength, item->>'$.text' AS word, item->>'$.target_span.text' AS of, item->>'$.in' AS part,
       (item->>'$.start')::INTEGER AS first, (item->>'$.end')::INTEGER AS last, a.publisher, a.title, a.url, a.text, j.article_id, c.origin_id
FROM chosen c JOIN judged j USING (place) JOIN printed a USING (article_id)
ORDER BY a.published DESC NULLS LAST, j.article_id DESC, j.number DESC
