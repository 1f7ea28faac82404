-- How many clauses that have all that is asked were set aside, in all and for each reason, rule and outlet, the most first?
WITH found AS (
    SELECT reason, rule, publisher
    FROM aside_listed
    WHERE ($reason IS NULL OR reason = $reason)
      AND ($rule IS NULL OR rule = $rule)
      AND ($words IS NULL OR contains(lower(text), lower($words)))
      AND ($outlet IS NULL OR publisher = $outlet)
      AND ($since IS NULL OR published >= $since::DATE)
      AND ($until IS NULL OR published <= $until::DATE)
), counted AS (
    SELECT CASE grouping(reason, rule, publisher) WHEN 3 THEN 'reason' WHEN 5 THEN 'rule' WHEN 6 THEN 'outlet' ELSE 'all' END AS facet,
           coalesce(reason, rule, publisher) AS value, count(*) AS clauses
    FROM found GROUP BY GROUPING SETS ((), (reason), (rule), (publisher))
)
SELECT facet, value, clauses FROM counted
WHERE facet = 'all' OR value <> ''
QUALIFY row_number() OVER (PARTITION BY facet ORDER BY clauses DESC, value) <= $most
ORDER BY facet, clauses DESC, value
