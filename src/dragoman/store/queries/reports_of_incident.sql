-- Which reports tell this incident, when, who says what, by which origin?
SELECT published, publisher, trigger, actor_name, event_type, recipient_name, status, when_start, when_end, where_name, sentence,
       source_kind, title, url, article_id, event_id, origin_id, rule, record,
       min(published) OVER (PARTITION BY origin_id) AS origin_first
FROM reports WHERE incident_id = $id
ORDER BY origin_first, origin_id, published, article_id, event_id
