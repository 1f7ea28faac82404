-- Which reports tell these incidents, origin by origin, the first published first?
SELECT incident_id, origin_id, article_id, event_id, event_type, status, counts, record, sentence, published, publisher, title, url, rule
FROM reports WHERE incident_id IN (SELECT unnest($incidents))
ORDER BY incident_id, published, article_id, event_id
