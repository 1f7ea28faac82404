-- How many event reports that have all that is asked are there, in all and by each value of a field, the most frequent first?
WITH found AS NOT MATERIALIZED (
    SELECT event_type, status, voice, happened, actors, recipients, where_country, publisher FROM report_listed
    WHERE ($articles IS NULL OR article_id IN (SELECT unnest($articles::VARCHAR[])))
      AND ($type IS NULL OR event_type = $type)
      AND ($status IS NULL OR status = $status)
      AND ($voice IS NULL OR voice = $voice)
      AND ($happened IS NULL OR happened = $happened)
      AND ($quad IS NULL OR quad = $quad)
      AND ($actor IS NULL OR list_contains(actor_keys, $actor))
      AND ($recipient IS NULL OR list_contains(recipient_keys, $recipient))
      AND ($rule IS NULL OR rule = $rule)
      AND ($country IS NULL OR where_country = $country)
      AND ($place IS NULL OR where_name = $place)
      AND ($outlet IS NULL OR publisher = $outlet)
      AND ($since IS NULL OR published >= $since::DATE)
      AND ($until IS NULL OR published <= $until::DATE)
), counted AS (
    SELECT CASE grouping(event_type, status, voice, happened, publisher, where_country)
             WHEN 31 THEN 'type' WHEN 47 THEN 'status' WHEN 55 THEN 'voice' WHEN 59 THEN 'happened'
             WHEN 61 THEN 'outlet' WHEN 62 THEN 'country' ELSE 'all' END AS facet,
           coalesce(event_type, status, voice, CASE WHEN happened THEN 'yes' WHEN NOT happened THEN 'no' END, publisher, where_country) AS value,
           count(*) AS reports
    FROM found GROUP BY GROUPING SETS ((), (event_type), (status), (voice), (happened), (publisher), (where_country))
    UNION ALL
    SELECT 'actor', who, count(*) FROM (SELECT unnest(actors) AS who FROM found) GROUP BY who
    UNION ALL
    SELECT 'recipient', who, count(*) FROM (SELECT unnest(recipients) AS who FROM found) GROUP BY who
)
SELECT facet, value, reports FROM counted
WHERE facet = 'all' OR value <> ''
QUALIFY row_number() OVER (PARTITION BY facet ORDER BY reports DESC, value) <= $most
ORDER BY facet, reports DESC, value
