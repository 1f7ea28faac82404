-- Which event reports came, went and changed between two runs, in the articles that both read?
-- `most` of them where it is not null, behind `skip`, of one kind of change and one rule where these are asked for.
WITH both_read AS (
    SELECT article_id FROM reading WHERE run_id = $before
    INTERSECT
    SELECT article_id FROM reading WHERE run_id = $after
),
before AS (SELECT * FROM event SEMI JOIN both_read USING (article_id) WHERE run_id = $before),
after AS (SELECT * FROM event SEMI JOIN both_read USING (article_id) WHERE run_id = $after),
paired AS (
    SELECT coalesce(b.article_id, a.article_id) AS article_id, coalesce(b.event_id, a.event_id) AS event_id,
           CASE WHEN b.event_id IS NULL THEN 'came' WHEN a.event_id IS NULL THEN 'went' ELSE 'changed' END AS change,
           b.event_type AS type_before, a.event_type AS type_after,
           array_to_string(list_transform(coalesce(b.actor, []), lambda s: s.id), '; ') AS actor_before,
           array_to_string(list_transform(coalesce(a.actor, []), lambda s: s.id), '; ') AS actor_after,
           array_to_string(list_transform(coalesce(b.recipient, []), lambda s: s.id), '; ') AS recipient_before,
           array_to_string(list_transform(coalesce(a.recipient, []), lambda s: s.id), '; ') AS recipient_after,
           b.status AS status_before, a.status AS status_after, b.rule AS rule_before, a.rule AS rule_after,
           coalesce(a.trigger, b.trigger) AS trigger,
           coalesce(a.current, false) AS is_current,
           list_filter([
               CASE WHEN b.event_type IS DISTINCT FROM a.event_type THEN 'event_type' END,
               CASE WHEN b.mode IS DISTINCT FROM a.mode THEN 'mode' END,
               CASE WHEN actor_before IS DISTINCT FROM actor_after THEN 'actor' END,
               CASE WHEN recipient_before IS DISTINCT FROM recipient_after THEN 'recipient' END,
               CASE WHEN b.status IS DISTINCT FROM a.status THEN 'status' END,
               CASE WHEN b.historical IS DISTINCT FROM a.historical THEN 'historical' END,
               CASE WHEN b.voice IS DISTINCT FROM a.voice THEN 'voice' END,
               CASE WHEN b.happened IS DISTINCT FROM a.happened THEN 'happened' END,
               CASE WHEN (b.when_start, b.when_end) IS DISTINCT FROM (a.when_start, a.when_end) THEN 'when' END,
               CASE WHEN b.where_name IS DISTINCT FROM a.where_name THEN 'where' END,
               CASE WHEN b.rule IS DISTINCT FROM a.rule THEN 'rule' END
           ], lambda field: field IS NOT NULL) AS fields
    FROM before b FULL JOIN after a ON a.article_id = b.article_id AND a.event_id = b.event_id
)
SELECT change, trigger, type_before, type_after, actor_before, actor_after, recipient_before, recipient_after,
       status_before, status_after, rule_before, rule_after, fields, is_current, article_id, event_id
FROM paired WHERE (change <> 'changed' OR len(fields) > 0)
  AND ($change IS NULL OR change = $change) AND ($rule IS NULL OR rule_before = $rule OR rule_after = $rule)
ORDER BY change, article_id, event_id
LIMIT $most OFFSET $skip
