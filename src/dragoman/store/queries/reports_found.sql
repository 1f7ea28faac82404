-- Which event reports have all that is asked, the latest published first?
-- `articles` are those whose words were asked for; null for any.
WITH found AS (
    SELECT e.article_id, e.event_id, e.run_id, a.published, e.sentence_start
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
    ORDER BY a.published DESC NULLS LAST, e.article_id, e.sentence_start, e.event_id
    LIMIT $most OFFSET $skip
)
SELECT r.published, r.publisher, r.actor_name, r.actor_id, r.event_type, r.mode, r.recipient_name, r.recipient_id, r.status, r.voice,
       r.historical, r.happened, r.counts, r.when_start, r.when_end, r.where_name, r.where_country, r.source_kind, r.trigger, r.sentence,
       r.quad, r.score, r.cameo, r.title, r.rule, r.incident_id, r.origin_id, r.article_id, r.event_id
FROM found JOIN reports r USING (article_id, event_id, run_id)
ORDER BY found.published DESC NULLS LAST, article_id, found.sentence_start, event_id
