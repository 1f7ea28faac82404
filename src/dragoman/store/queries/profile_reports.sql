-- How many event reports of which kind name this actor and are not counted: `planned`, in `opinion` only, or told otherwise, as
-- what? A row without a kind counts all of a section.
WITH its AS (
    SELECT CASE WHEN voice = 'opinion' THEN 'opinion' WHEN voice = 'report' AND status = 'future' AND NOT historical THEN 'planned'
                ELSE 'otherwise' END AS section,
           CASE WHEN section <> 'otherwise' THEN event_type WHEN historical THEN 'background' ELSE status END AS kind,
           section <> 'otherwise' AND list_contains(actor_keys, $who) AS by_it, article_id
    FROM report_listed
    WHERE NOT counts AND NOT repeated AND (list_contains(actor_keys, $who) OR list_contains(recipient_keys, $who))
      AND ($since IS NULL OR published >= $since::DATE) AND ($until IS NULL OR published <= $until::DATE)
)
SELECT section, kind, by_it, count(*) AS reports, count(DISTINCT article_id) AS articles
FROM its GROUP BY GROUPING SETS ((section), (section, kind, by_it)) ORDER BY reports DESC, kind, by_it DESC
