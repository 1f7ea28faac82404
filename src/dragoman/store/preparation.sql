-- What a snapshot gets that a desk being written does not have: reports and incidents in the order they are listed, pairs
-- counted out, and indexes of what is looked up by its id. All of it is made of the record, and only where that is copied.

-- All that a side may be asked for by, as the macro `plays` has it: ids, countries, and parts of these ("SYR.REB").
CREATE MACRO keys_of(sides) AS list_distinct(flatten(list_transform(coalesce(sides, []), lambda side:
    list_filter([side.id, side.country] || list_transform(coalesce(side.sector, []), lambda sector: side.country || '.' || sector),
                lambda key: key <> ''))));

-- Current event reports, the latest published first, with what a list of them is filtered and counted by.
CREATE TABLE report_listed AS
SELECT e.article_id, e.event_id, a.published, a.publisher, e.event_type, e.status, e.voice, e.happened, e.quad,
       codes_of(e.actor) AS actors, codes_of(e.recipient) AS recipients, keys_of(e.actor) AS actor_keys, keys_of(e.recipient) AS recipient_keys,
       e.where_country, e.where_name, e.rule, e.sentence_start
FROM event e JOIN article a USING (article_id) WHERE e.current
ORDER BY a.published DESC NULLS LAST, e.article_id, e.sentence_start, e.event_id;

-- Incidents, the latest first, likewise; and what can be counted with the keys of both sides, those of incidents from here.
CREATE TABLE incident_listed AS
SELECT incident_id, least(coalesce(day_first, day_last), first_published) AS day, event_type, quad, score, actor, recipient, article_id, event_id,
       keys_of(actor) AS actor_keys, keys_of(recipient) AS recipient_keys, where_country, where_name,
       origins, denied_by, origins - denied_by AS telling, reports, last_published, counts, len(disagreements::VARCHAR) > 2 AS disagreeing
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

-- Between which two an incident happened, each pair once in order of their codes; and who took part in it, each once: an id,
-- and the country or body that it is a part of.
CREATE TABLE pair_told AS
SELECT DISTINCT id, least(actor, recipient) AS one, greatest(actor, recipient) AS other, quad, day FROM incident_pair WHERE actor <> recipient;
CREATE TABLE party_told AS
SELECT incident_id, id, min(name) FILTER (id = own) AS name, bool_or(did) AS did, bool_or(NOT did) AS had, min(day) AS day
FROM (
    SELECT incident_id, day, did, side.id AS own, side.name AS name,
           unnest(list_distinct([side.id, coalesce(nullif(side.country, ''), side.id), split_part(side.id, '.', 1)])) AS id
    FROM (
        SELECT incident_id, day, true AS did, unnest(actor) AS side FROM incident_listed WHERE counts
        UNION ALL
        SELECT incident_id, day, false, unnest(recipient) FROM incident_listed WHERE counts
    )
)
WHERE id <> '' GROUP BY incident_id, id;

CREATE INDEX event_of_article ON event (article_id);
CREATE INDEX report_of_article ON incident_report (article_id);
CREATE INDEX report_of_incident ON incident_report (incident_id);
CREATE INDEX incident_of_id ON incident (incident_id);
CREATE INDEX reading_of_article ON reading (article_id);
CREATE INDEX aside_of_article ON set_aside (article_id);
