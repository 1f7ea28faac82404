-- How many event reports that have all that is asked are there, in all and by each kind of a field, the most frequent first?
WITH found AS (
    SELECT e.event_type, e.status, e.voice, e.happened, e.actor, e.recipient, e.where_country, a.publisher
    FROM event e JOIN article a USING (article_id)
    WHERE e.current
      AND ($articles IS NULL OR e.article_id IN (SELECT unnest($articles::VARCHAR[])))
      AND ($type IS NULL OR e.event_type = $type)
      AND ($status IS NULL OR e.status = $status)
      AND ($voice IS NULL OR e.voice = $voice)
      AND ($happened IS NULL OR e.happened = $happened)
      AND ($quad IS NULL OR e.quad = $quad)
      AND ($actor IS NULL OR any_plays(e.actor, $actor))
      AND ($recipient IS NULL OR any_plays(e.recipient, $recipient))
      AND ($rule IS NULL OR e.rule = $rule)
      AND ($country IS NULL OR e.where_country = $country)
      AND ($place IS NULL OR e.where_name = $place)
      AND ($outlet IS NULL OR a.publisher = $outlet)
      AND ($since IS NULL OR a.published >= $since::DATE)
      AND ($until IS NULL OR a.published <= $until::DATE)
), counted AS (
    SELECT CASE grouping(event_type, status, voice, happened, publisher, where_country)
             WHEN 31 THEN 'type' WHEN 47 THEN 'status' WHEN 55 THEN 'voice' WHEN 59 THEN 'happened'
             WHEN 61 THEN 'outlet' WHEN 62 THEN 'country' ELSE 'all' END AS facet,
           coalesce(event_type, status, voice, CASE WHEN happened THEN 'yes' WHEN NOT happened THEN 'no' END, publisher, where_country) AS value,
           count(*) AS reports
    FROM found GROUP BY GROUPING SETS ((), (event_type), (status), (voice), (happened), (publisher), (where_country))
    UNION ALL
    SELECT 'actor', who, count(*) FROM (SELECT unnest(codes_of(actor)) AS who FROM found) GROUP BY who
    UNION ALL
    SELECT 'recipient', who, count(*) FROM (SELECT unnest(codes_of(recipient)) AS who FROM found) GROUP BY who
)
SELECT facet, value, reports FROM counted
WHERE facet = 'all' OR value <> ''
QUALIFY row_number() OVER (PARTITION BY facet ORDER BY reports DESC, value) <= $most
ORDER BY facet, reports DESC, value
