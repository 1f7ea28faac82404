-- Which event reports are the least sure: those of the lowest confidence, and where none is measured, those with the most
-- signs in the record that it could be otherwise? With as many signs, as in next_random. The signs are a count, no chance.
WITH done AS (SELECT unnest(from_json($done::JSON, '["VARCHAR"]')) AS event_id),
original AS (SELECT min_by(article_id, (added, article_id)) AS article_id FROM article GROUP BY text_sha256),
signed AS (
    SELECT article_id, event_id, (record->>'$.confidence')::DOUBLE AS confidence,
           -- it exists only in the writer's judgement
           (voice = 'opinion')::INTEGER
           -- it is told as planned, possible, denied or usual, which a cue decides
           + (status IN ('future', 'hypothetical', 'negated', 'habitual'))::INTEGER
           -- it is told as background from before the news
           + historical::INTEGER
           -- many happenings at once
           + (count_min IS NOT NULL OR count_max IS NOT NULL)::INTEGER
           -- a doer who is known by another way than by name or office
           + (len(list_filter(coalesce(actor, []), lambda side: side.via NOT IN ('name', 'title'))) > 0)::INTEGER
           -- the same of a recipient
           + (len(list_filter(coalesce(recipient, []), lambda side: side.via NOT IN ('name', 'title'))) > 0)::INTEGER
           -- a title or name that was not true on the day of the text
           + (len(list_filter(coalesce(actor, []) || coalesce(recipient, []), lambda side: side.stale)) > 0)::INTEGER
           -- a time that the text does not tell: of publication, or open
           + (when_by IS NULL OR when_by = 'publication')::INTEGER AS signs
    FROM event SEMI JOIN original USING (article_id) ANTI JOIN done USING (event_id)
    WHERE current
)
SELECT article_id, event_id
FROM signed
ORDER BY confidence NULLS LAST, signs DESC, md5($seed || ':' || event_id), event_id
LIMIT $most
