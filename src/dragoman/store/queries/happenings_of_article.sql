-- What does this article tell as having happened, and how many origins besides its own tell it too, or only deny it?
WITH others AS (
    SELECT incident_id, origin_id, bool_or(status <> 'negated') AS tells
    FROM reports
    WHERE incident_id IN (SELECT incident_id FROM happenings WHERE article_id = $id)
      AND origin_id NOT IN (SELECT origin_id FROM articles WHERE article_id = $id)
    GROUP BY ALL
)
SELECT h.when_start, h.actor_id, h.actor_name, h.event_type, h.recipient_id, h.recipient_name, h.trigger, h.sentence,
       coalesce(i.reports, 1) AS reports, coalesce(i.origins, 1) AS origins,
       (SELECT count(*) FROM others o WHERE o.incident_id = h.incident_id AND o.tells) AS also_told_by,
       (SELECT count(*) FROM others o WHERE o.incident_id = h.incident_id AND NOT o.tells) AS denied_by,
       h.event_id, h.incident_id
FROM happenings h LEFT JOIN incident i USING (incident_id)
WHERE h.article_id = $id ORDER BY (h.record->>'$.trigger.start')::INTEGER
