-- What does this article tell as having happened, and how many origins besides its own tell it too?
SELECT h.when_start, h.actor_id, h.actor_name, h.event_type, h.recipient_id, h.recipient_name, h.trigger, h.sentence,
       coalesce(i.reports, 1) AS reports, coalesce(i.origins, 1) AS origins, h.event_id, h.incident_id
FROM happenings h LEFT JOIN incident i USING (incident_id)
WHERE h.article_id = $id ORDER BY (h.record->>'$.trigger.start')::INTEGER
