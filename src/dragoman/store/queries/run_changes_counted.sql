-- How many event reports came, went and changed between two runs, in the articles that both read, by which rule?
-- A report that is there no more is counted for the rule that coded it before; `articles` is how many both read.
WITH both_read AS (
    SELECT article_id FROM reading WHERE run_id = $before
    INTERSECT
    SELECT article_id FROM reading WHERE run_id = $after
),
told AS (
    SELECT article_id, event_id, run_id, rule,
           (event_type, mode, list_transform(coalesce(actor, []), lambda s: s.id), list_transform(coalesce(recipient, []), lambda s: s.id),
            status, historical, voice, happened, when_start, when_end, where_name, rule) AS read
    FROM event SEMI JOIN both_read USING (article_id) WHERE run_id IN ($before, $after)
),
paired AS (
    SELECT CASE WHEN b.event_id IS NULL THEN 'came' WHEN a.event_id IS NULL THEN 'went' ELSE 'changed' END AS change,
           a.rule AS rule_after, b.rule AS rule_before, b.read AS read_before, a.read AS read_after
    FROM (SELECT * FROM told WHERE run_id = $before) b
    FULL JOIN (SELECT * FROM told WHERE run_id = $after) a ON a.article_id = b.article_id AND a.event_id = b.event_id
)
SELECT change, coalesce(rule_after, rule_before) AS rule, count(*) AS reports, (SELECT count(*) FROM both_read) AS articles
FROM paired WHERE (change <> 'changed' OR read_before IS DISTINCT FROM read_after)
  AND ($change IS NULL OR change = $change) AND ($rule IS NULL OR rule_before = $rule OR rule_after = $rule)
GROUP BY change, rule ORDER BY reports DESC, change, rule
