-- Which clauses looked like an event and were not coded, of this reason, rule, outlet, time and words, the latest published first?
WITH found AS (
    SELECT s.run_id, s.article_id, s.number, s.text, s."start", s."end", s.part, s.reason, s.rule, a.published
    FROM set_aside s JOIN reading r USING (run_id, article_id) JOIN article a USING (article_id)
    WHERE r.current
      AND ($reason IS NULL OR s.reason = $reason)
      AND ($rule IS NULL OR s.rule = $rule)
      AND ($words IS NULL OR contains(lower(s.text), lower($words)))
      AND ($outlet IS NULL OR a.publisher = $outlet)
      AND ($since IS NULL OR a.published >= $since::DATE)
      AND ($until IS NULL OR a.published <= $until::DATE)
    ORDER BY a.published DESC NULLS LAST, s.article_id, s.number
    LIMIT $most OFFSET $skip
)
SELECT f.published, a.publisher, f.reason, f.rule, f.text,
       substring(CASE WHEN f.part IS NULL THEN a.text ELSE a.title END, greatest(f."start" - $around, 0) + 1, least($around, f."start")) AS before,
       substring(CASE WHEN f.part IS NULL THEN a.text ELSE a.title END, f."end" + 1, $around) AS after,
       a.title, f.part, f."start", f."end", f.run_id, f.article_id
FROM found f JOIN article a USING (article_id)
ORDER BY f.published DESC NULLS LAST, f.article_id, f.number
