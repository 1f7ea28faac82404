-- Which words of judgement on this actor are there, whose are they, and where do they stand in which text?
WITH judged AS (
    SELECT j.run_id, j.article_id, j.number FROM judgement j
    WHERE list_has_any(list_transform(j.target, lambda side: side.id) || list_transform(j.target, lambda side: side.country), [$who])
       OR ($below AND len(list_filter(j.target, lambda side: starts_with(side.id, $who || '.'))) > 0)
)
SELECT a.published, item->>'$.holder.kind' AS holder_kind, item->>'$.holder.text' AS holder, item->>'$.holder.actor[*]' AS holder_id,
       j.polarity, j.strength, item->>'$.text' AS word, item->>'$.target_span.text' AS of, item->>'$.in' AS part,
       (item->>'$.start')::INTEGER AS first, (item->>'$.end')::INTEGER AS last, a.publisher, a.title, a.url, a.text, j.article_id, o.origin_id
FROM judged JOIN judgement j USING (run_id, article_id, number) JOIN reading r USING (run_id, article_id)
JOIN article a USING (article_id) LEFT JOIN article_origin o USING (article_id)
WHERE r.current AND ($since IS NULL OR a.published >= $since::DATE) AND ($until IS NULL OR a.published <= $until::DATE)
ORDER BY a.published NULLS FIRST, j.article_id, part, first
