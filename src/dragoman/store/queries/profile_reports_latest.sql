-- Which event reports that name this actor and are not counted are the latest published (`section`: planned, or opinion)?
-- `day` is what the report tells of the act's time.
WITH chosen AS (
    SELECT published, place, list_contains(actor_keys, $who) AS by_it
    FROM report_listed
    WHERE NOT counts AND NOT repeated AND (list_contains(actor_keys, $who) OR list_contains(recipient_keys, $who))
      AND CASE WHEN $section = 'opinion' THEN voice = 'opinion' ELSE voice = 'report' AND status = 'future' AND NOT historical END
      AND ($since IS NULL OR published >= $since::DATE) AND ($until IS NULL OR published <= $until::DATE)
    ORDER BY published DESC NULLS LAST, article_id DESC, event_id DESC LIMIT $most
), told AS MATERIALIZED (SELECT *, rowid AS place FROM event WHERE rowid IN (SELECT place FROM chosen))
SELECT c.published, coalesce(e.when_start, e.when_end) AS day, e.article_id, e.event_id, e.event_type, e.status, e.actor, e.recipient, c.by_it
FROM chosen c JOIN told e USING (place)
ORDER BY c.published DESC NULLS LAST, e.article_id DESC, e.event_id DESC
