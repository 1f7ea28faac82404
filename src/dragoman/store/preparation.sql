-- What a snapshot gets that a desk being written does not have: all that pages list and count, in the order it is listed and counted
-- out as far as it can be, and indexes of what is looked up by its id. All of it is made of the record, and only where that is copied.

-- All that a side may be asked for by: its id and country, a part of that ("SYR.REB"), and the body that it is an organ of.
CREATE MACRO keys_of(sides) AS list_distinct(flatten(list_transform(coalesce(sides, []), lambda side:
    list_filter([side.id, side.country, regexp_extract(side.id, '^(.+)[.][A-Z]+$', 1)]
                || list_transform(coalesce(side.sector, []), lambda sector: side.country || '.' || sector),
                lambda key: key <> ''))));

-- Articles, the latest published first, with how much was read and coded of each; `place` is where its reading lies.
CREATE TABLE article_listed AS
WITH read AS (SELECT rowid AS place, run_id, article_id, genre, sentences FROM reading WHERE current),
told AS (
    SELECT article_id, count(*) AS reports, count(*) FILTER (counts) AS happenings, count(*) FILTER (len(recipient) = 0) AS alone,
           count(*) FILTER (when_by IS NULL) AS undated_reports
    FROM event WHERE current GROUP BY article_id
), aside AS (SELECT run_id, article_id, count(*) AS clauses FROM set_aside GROUP BY run_id, article_id)
SELECT a.article_id, a.published, a.publisher, a.language, a.text IS NULL AS textless, o.origin_id, r.article_id IS NOT NULL AS coded,
       r.place, r.run_id, r.genre, coalesce(r.sentences, 0) AS sentences, coalesce(t.reports, 0) AS reports,
       coalesce(t.happenings, 0) AS happenings, coalesce(t.alone, 0) AS alone, coalesce(t.undated_reports, 0) AS undated_reports, coalesce(s.clauses, 0) AS clauses
FROM article a LEFT JOIN article_origin o USING (article_id) LEFT JOIN read r USING (article_id)
LEFT JOIN told t USING (article_id) LEFT JOIN aside s ON s.article_id = a.article_id AND s.run_id = r.run_id
ORDER BY a.published DESC NULLS LAST, a.article_id;

-- Current event reports, likewise, with what a list of them is filtered and counted by; `place` is where a report lies.
CREATE TABLE report_listed AS
SELECT e.article_id, e.event_id, a.published, a.publisher, e.event_type, e.status, e.historical, e.voice, e.happened, e.counts, e.quad,
       codes_of(e.actor) AS actors, codes_of(e.recipient) AS recipients, keys_of(e.actor) AS actor_keys, keys_of(e.recipient) AS recipient_keys,
       e.where_country, e.where_name, e.rule, e.sentence_start, e.same_as IS NOT NULL AS repeated, e.rowid AS place
FROM event e JOIN article a USING (article_id) WHERE e.current
ORDER BY a.published DESC NULLS LAST, e.article_id, e.sentence_start, e.event_id;

-- Claims, words of judgement and what was set aside in the current readings, likewise.
CREATE TABLE claim_listed AS
SELECT a.published, a.publisher, a.origin_id, c.type, c.speaker_id, c.about, c.words, c.article_id, c.number, c.rowid AS place
FROM claim c JOIN article_listed a USING (run_id, article_id)
ORDER BY a.published DESC NULLS LAST, c.article_id, c.number;
CREATE TABLE judgement_listed AS
SELECT a.published, a.publisher, a.origin_id, j.polarity, j.strength, j.own, keys_of(list_transform(j.target, lambda side:
           {'id': side.id, 'country': side.country, 'sector': side.sector})) AS keys, j.item->>'$.holder.actor[*]' AS holder_id,
       a.genre, j.article_id, j.number, j.rowid AS place
FROM judgement j JOIN article_listed a USING (run_id, article_id)
ORDER BY a.published DESC NULLS LAST, j.article_id, j.number;
CREATE TABLE aside_listed AS
SELECT a.published, a.publisher, s.reason, s.rule, s.text, s."start", s."end", s.part, s.run_id, s.article_id, s.number
FROM set_aside s JOIN article_listed a USING (run_id, article_id)
ORDER BY a.published DESC NULLS LAST, s.article_id, s.number;

-- Who makes each claim (`by_it`), and of whom it is made.
CREATE TABLE claim_named AS
SELECT id, by_it, published, place FROM (
    SELECT unnest(speaker_id) AS id, true AS by_it, published, rowid AS place FROM claim_listed
    UNION ALL
    SELECT unnest(about), false, published, rowid FROM claim_listed
) ORDER BY id, place;

-- What an actor said and what was said of it, and the words of judgement on it that are not its own, of these days. `its` are the ids
-- that stand for it, each within its days: who makes a statement of itself is told as its maker.
CREATE MACRO spans_of(its) AS TABLE
SELECT unnest(from_json(its::JSON, '[{"id": "VARCHAR", "since": "DATE", "until": "DATE"}]'), recursive := true);
CREATE MACRO claims_of(its, begun, ended) AS TABLE
WITH each AS (
    SELECT n.place, CASE WHEN bool_or(by_it) THEN 'said' ELSE 'said_of' END AS section
    FROM claim_named n JOIN spans_of(its) s USING (id)
    WHERE (n.published IS NULL OR n.published BETWEEN coalesce(s.since, n.published) AND coalesce(s.until, n.published))
      AND (begun IS NULL OR n.published >= begun::DATE) AND (ended IS NULL OR n.published <= ended::DATE)
    GROUP BY n.place
)
SELECT e.section, c.* FROM each e JOIN claim_listed c ON c.rowid = e.place;
CREATE MACRO judgements_on(who, its, begun, ended) AS TABLE
WITH own AS (
    SELECT DISTINCT place
    FROM (SELECT place, published, unnest(holder_id) AS id FROM judgement_listed WHERE list_contains(keys, who)) j JOIN spans_of(its) s USING (id)
    WHERE j.published IS NULL OR j.published BETWEEN coalesce(s.since, j.published) AND coalesce(s.until, j.published)
)
SELECT * FROM judgement_listed ANTI JOIN own USING (place)
WHERE list_contains(keys, who) AND (begun IS NULL OR published >= begun::DATE) AND (ended IS NULL OR published <= ended::DATE);

-- Incidents, the latest first, likewise; and what can be counted with the keys of both sides, those of incidents from here.
CREATE TABLE incident_listed AS
SELECT incident_id, least(coalesce(day_first, day_last), first_published) AS day, event_type, quad, score, actor, recipient, article_id, event_id,
       keys_of(actor) AS actor_keys, keys_of(recipient) AS recipient_keys, where_country, where_name, where_precision, lat, lon,
       origins, denied_by, origins - denied_by AS telling, reports, first_published, last_published, counts, len(disagreements::VARCHAR) > 2 AS disagreeing, rowid AS place
FROM incident ORDER BY day DESC NULLS LAST, incident_id;
CREATE VIEW counted AS
SELECT 'incident' AS unit, incident_id AS id, day, event_type, quad, score, actor, recipient, incident_id, article_id, event_id, actor_keys, recipient_keys
FROM incident_listed WHERE counts
UNION ALL
SELECT unit, id, day, event_type, quad, score, actor, recipient, incident_id, article_id, event_id, keys_of(actor), keys_of(recipient)
FROM countable WHERE unit <> 'incident';

-- The pairs of incidents, of the view of that name: it is then read from here.
CREATE TABLE incident_pair AS SELECT * FROM pairs WHERE unit = 'incident' ORDER BY actor, recipient, day;
ALTER VIEW pairs RENAME TO pairs_told;
COMMENT ON VIEW pairs_told IS NULL;
CREATE VIEW pairs AS SELECT * FROM incident_pair UNION ALL SELECT * FROM pairs_told WHERE unit <> 'incident';

-- Between which two an incident happened, each pair once in order of their codes; and who took part in it, each once, by all
-- that it may be asked for by: `place` is the incident's among those listed, so that of one party's others need not be looked at.
CREATE TABLE pair_told AS
SELECT DISTINCT id, least(actor, recipient) AS one, greatest(actor, recipient) AS other, quad, day, score FROM incident_pair WHERE actor <> recipient;
CREATE TABLE party_told AS
SELECT id, place, min(name) FILTER (id = own) AS name, bool_or(did) AS did, bool_or(NOT did) AS had, min(day) AS day
FROM (
    SELECT place, day, did, side.id AS own, side.name AS name, unnest(keys_of([side])) AS id
    FROM (
        SELECT rowid AS place, day, true AS did, unnest(actor) AS side FROM incident_listed WHERE counts
        UNION ALL
        SELECT rowid, day, false, unnest(recipient) FROM incident_listed WHERE counts
    )
)
GROUP BY id, place ORDER BY id, place;

-- Event reports that can be judged, each once: copies of one text have theirs in common, and one is asked for in the article
-- that was added first. `lot` decides the order once a seed is set against it. `signs`, of how many things in the record say that
-- it could be otherwise, is a count and no chance.
CREATE TABLE judgeable AS
SELECT article_id, event_id, event_type, md5_number_upper(event_id) AS lot,
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
FROM event SEMI JOIN (SELECT min_by(article_id, (added, article_id)) AS article_id FROM article GROUP BY text_sha256) USING (article_id)
WHERE current;

-- How many event reports each rule coded as each type, how many of them happened, and in which modes and contexts.
CREATE TABLE coded_told AS
SELECT 'rule' AS facet, event_type, rule AS value, count(*) AS reports, count(*) FILTER (counts) AS happenings
FROM event WHERE current GROUP BY event_type, rule
UNION ALL
SELECT 'mode', event_type, unnest(mode), count(*), count(*) FILTER (counts) FROM event WHERE current AND len(mode) > 0 GROUP BY event_type, mode
UNION ALL
SELECT 'context', event_type, unnest(context), count(*), count(*) FILTER (counts) FROM event WHERE current AND len(context) > 0 GROUP BY event_type, context;

CREATE INDEX event_of_article ON event (article_id);
CREATE INDEX report_of_article ON incident_report (article_id);
CREATE INDEX report_of_incident ON incident_report (incident_id);
CREATE INDEX incident_of_id ON incident (incident_id);
CREATE INDEX reading_of_article ON reading (article_id);
CREATE INDEX aside_of_article ON set_aside (article_id);
