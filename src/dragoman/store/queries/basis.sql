-- In how many reports, articles and independent origins are these told as having happened?
-- `ids` are of incidents, or of event reports as `countable` writes them.
SELECT count(*) AS reports, count(DISTINCT article_id) AS articles, count(DISTINCT origin_id) AS origins
FROM happenings
WHERE CASE WHEN $unit = 'report' THEN article_id || ':' || event_id ELSE incident_id END IN (SELECT unnest($ids::VARCHAR[]))
