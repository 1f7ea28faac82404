-- Which words of judgement on this actor are there, whose are they, and where do they stand in which text?
SELECT published, item->>'$.holder.kind' AS holder_kind, item->>'$.holder.text' AS holder, item->>'$.holder.actor[*]' AS holder_id,
       (item->>'$.polarity')::INTEGER AS polarity, (item->>'$.strength')::INTEGER AS strength, item->>'$.text' AS word,
       item->>'$.target_span.text' AS of, item->>'$.in' AS part, (item->>'$.start')::INTEGER AS first, (item->>'$.end')::INTEGER AS last,
       publisher, title, url, text, article_id, origin_id
FROM (
    SELECT a.published, a.publisher, a.title, a.url, a.text, r.article_id, o.origin_id,
           unnest(from_json(r.layers->'$.stance', '["JSON"]')) AS item
    FROM reading r JOIN article a USING (article_id) LEFT JOIN article_origin o USING (article_id)
    WHERE r.current AND contains(r.layers::VARCHAR, '"' || $who)
      AND ($since IS NULL OR a.published >= $since::DATE) AND ($until IS NULL OR a.published <= $until::DATE)
)
WHERE list_has_any((item->>'$.target[*].id') || (item->>'$.target[*].country'), [$who])
   OR ($below AND len(list_filter((item->>'$.target[*].id'), lambda id: starts_with(id, $who || '.'))) > 0)
ORDER BY published NULLS FIRST, article_id, part, first
