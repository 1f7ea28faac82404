-- How many clauses that have all that is asked were set aside, in all and for each reason, rule and outlet, the most first?
WITH found AS (
    SELECT s.reason, s.rule, a.publisher
    FROM set_aside s JOIN reading r USING (run_id, article_id) JOIN article a USING (article_id)
    WHERE r.current
      AND ($reason IS NULL OR s.reason = $reason)
      AND ($rule IS NULL OR s.rule = $rule)
      AND ($words IS NULL OR contains(lower(s.text), lower($words)))
      AND ($outlet IS NULL OR a.publisher = $outlet)
      AND ($since IS NULL OR a.published >= $since::DATE)
      AND ($until IS NULL OR a.published <= $until::DATE)
), counted AS (
    SELECT CASE grouping(reason, rule, publisher) WHEN 3 THEN 'reason' WHEN 5 THEN 'rule' WHEN 6 THEN 'outlet' ELSE 'all' END AS facet,
           coalesce(reason, rule, publisher) AS value, count(*) AS clauses
    FROM found GROUP BY GROUPING SETS ((), (reason), (rule), (publisher))
)
SELECT facet, value, clauses FROM counted
WHERE facet = 'all' OR value <> ''
QUALIFY row_number() OVER (PARTITION BY facet ORDER BY clauses DESC, value) <= $most
ORDER BY facet, clauses DESC, value
