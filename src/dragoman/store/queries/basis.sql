-- In how many reports, articles and independent origins are these told as having happened?
-- `ids` are of incidents, or of event reports as `countable` writes them.
WITH wanted AS (SELECT unnest($ids::VARCHAR[]) AS id),
told AS (
    SELECT article_id, event_id FROM incident_report WHERE $unit <> 'report' AND incident_id IN (SELECT id FROM wanted)
    UNION ALL
    SELECT article_id, event_id FROM event WHERE $unit = 'report' AND current AND article_id || ':' || event_id IN (SELECT id FROM wanted)
)
SELECT count(*) AS reports, count(DISTINCT e.article_id) AS articles, count(DISTINCT o.origin_id) AS origins
FROM event e JOIN told USING (article_id, event_id) LEFT JOIN article_origin o ON o.article_id = e.article_id
WHERE e.current AND e.counts
