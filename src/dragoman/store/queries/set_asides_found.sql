-- Which clauses looked like an event and were not coded, of this reason, rule, outlet, time and words, the latest published first?
WITH found AS (
    SELECT * FROM aside_listed
    WHERE ($reason IS NULL OR reason = $reason)
      AND ($rule IS NULL OR rule = $rule)
      AND ($words IS NULL OR contains(lower(text), lower($words)))
      AND ($outlet IS NULL OR publisher = $outlet)
      AND ($since IS NULL OR published >= $since::DATE)
      AND ($until IS NULL OR published <= $until::DATE)
    ORDER BY published DESC NULLS LAST, article_id, number
    LIMIT $most OFFSET $skip
)
SELECT f.published, f.publisher, f.reason, f.rule, f.text,
       substring(CASE WHEN f.part IS NULL THEN a.text ELSE a.title END, greatest(f."start" - $around, 0) + 1, least($around, f."start")) AS before,
       substring(CASE WHEN f.part IS NULL THEN a.text ELSE a.title END, f."end" + 1, $around) AS after,
       a.title, f.part, f."start", f."end", f.run_id, f.article_id
FROM found f JOIN article a USING (article_id)
ORDER BY f.published DESC NULLS LAST, f.article_id, f.number
