-- Which reports of what happened or was denied may tell what a draft tells: of one family and country, near its days?
SELECT e.article_id, e.event_id, e.event_type, e.mode, e.actor, e.recipient, e.day_first, e.day_last, e.trigger, e.words,
       e.where_name, e.where_precision, e.where_country, o.origin_id, i.incident_id
FROM event e
SEMI JOIN (
    SELECT article_id, event_id FROM link_day
    WHERE family = $family AND day BETWEEN $first AND $last AND country IN (SELECT unnest($countries))
) USING (article_id, event_id)
JOIN incident_report i USING (article_id, event_id)
LEFT JOIN article_origin o USING (article_id)
WHERE e.current
ORDER BY e.article_id, e.event_id
