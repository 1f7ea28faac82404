-- How many event reports has each rule coded as each type, how many of them happened, and in which modes and contexts?
-- `facet` is rule, mode or context; `value` its value, null where the event reports have none.
SELECT 'rule' AS facet, event_type, rule AS value, count(*) AS reports, count(*) FILTER (counts) AS happenings
FROM event WHERE current GROUP BY event_type, rule
UNION ALL
SELECT 'mode', event_type, unnest(mode), count(*), count(*) FILTER (counts) FROM event WHERE current AND len(mode) > 0 GROUP BY event_type, mode
UNION ALL
SELECT 'context', event_type, unnest(context), count(*), count(*) FILTER (counts) FROM event WHERE current AND len(context) > 0 GROUP BY event_type, context
