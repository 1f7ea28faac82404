-- The record's first form. Tables are singular and ours to change; the views, in the plural, are what people query.

CREATE TABLE migration (number INTEGER NOT NULL, name VARCHAR NOT NULL, applied TIMESTAMP DEFAULT (now() AT TIME ZONE 'UTC'));

-- An article as it was added. `text` is NULL where only offsets and hashes are kept.
CREATE TABLE article (
    article_id VARCHAR PRIMARY KEY,
    title VARCHAR, published DATE, publisher VARCHAR, author VARCHAR, url VARCHAR, language VARCHAR,
    path VARCHAR, fetched TIMESTAMP, extractor VARCHAR, raw_sha256 VARCHAR, text_sha256 VARCHAR NOT NULL,
    characters INTEGER NOT NULL, body_start INTEGER NOT NULL, text VARCHAR,
    agency VARCHAR, signature UINTEGER[], shingles INTEGER,
    added TIMESTAMP NOT NULL
);

-- The bands of each signature: articles that share one may be copies.
CREATE TABLE band (band UTINYINT NOT NULL, hash UBIGINT NOT NULL, article_id VARCHAR NOT NULL);

-- Which two articles are of one origin, and why.
CREATE TABLE copy (article_id VARCHAR NOT NULL, other_id VARCHAR NOT NULL, why VARCHAR NOT NULL, likeness DOUBLE NOT NULL);
CREATE TABLE article_origin (article_id VARCHAR PRIMARY KEY, origin_id VARCHAR NOT NULL);

-- What coded: one row for each make of code, knowledge and options that ever did.
CREATE TABLE run (
    run_id VARCHAR PRIMARY KEY, number INTEGER NOT NULL, coder VARCHAR NOT NULL, codebook VARCHAR NOT NULL,
    code_digest VARCHAR NOT NULL, knowledge_digest VARCHAR NOT NULL, options JSON NOT NULL, started TIMESTAMP NOT NULL
);

-- What one run read in one article; `current` for the article's latest.
CREATE TABLE reading (
    run_id VARCHAR NOT NULL, article_id VARCHAR NOT NULL, current BOOLEAN NOT NULL,
    published DATE, dated_by VARCHAR, genre VARCHAR, genre_confidence DOUBLE,
    sentences INTEGER NOT NULL, words INTEGER NOT NULL, unread JSON, layers JSON,
    PRIMARY KEY (run_id, article_id)
);

-- An event report with all its spans (`record`), its chief fields as columns, and what it is linked by.
CREATE TABLE event (
    run_id VARCHAR NOT NULL, article_id VARCHAR NOT NULL, event_id VARCHAR NOT NULL, current BOOLEAN NOT NULL,
    event_type VARCHAR NOT NULL, mode VARCHAR[], context VARCHAR[], quad TINYINT, score DOUBLE, cameo VARCHAR,
    actor STRUCT(id VARCHAR, name VARCHAR, country VARCHAR, sector VARCHAR[], via VARCHAR, stale BOOLEAN)[],
    recipient STRUCT(id VARCHAR, name VARCHAR, country VARCHAR, sector VARCHAR[], via VARCHAR, stale BOOLEAN)[],
    status VARCHAR NOT NULL, historical BOOLEAN NOT NULL, voice VARCHAR NOT NULL,
    happened BOOLEAN NOT NULL, counts BOOLEAN NOT NULL,
    content_type VARCHAR, content_status VARCHAR, source_kind VARCHAR, source_actor VARCHAR[],
    when_start DATE, when_end DATE, when_precision VARCHAR, when_by VARCHAR,
    where_name VARCHAR, where_country VARCHAR, where_precision VARCHAR, lat DOUBLE, lon DOUBLE,
    count_min DOUBLE, count_max DOUBLE, trigger VARCHAR, rule VARCHAR, same_as VARCHAR,
    linkable BOOLEAN NOT NULL, day_first DATE, day_last DATE, words UINTEGER[],
    record JSON NOT NULL
);

CREATE TABLE claim (
    run_id VARCHAR NOT NULL, article_id VARCHAR NOT NULL, number INTEGER NOT NULL,
    type VARCHAR NOT NULL, speaker VARCHAR, speaker_id VARCHAR[], strength VARCHAR, about VARCHAR[],
    words VARCHAR, cue JSON, content JSON
);

CREATE TABLE set_aside (
    run_id VARCHAR NOT NULL, article_id VARCHAR NOT NULL, number INTEGER NOT NULL,
    text VARCHAR, "start" INTEGER, "end" INTEGER, part VARCHAR, reason VARCHAR NOT NULL, rule VARCHAR
);

-- Articles whose current event reports are not yet linked into incidents.
CREATE TABLE unlinked (article_id VARCHAR NOT NULL);

-- Which two event reports tell the same happening, and why.
CREATE TABLE same (
    article_id VARCHAR NOT NULL, event_id VARCHAR NOT NULL, other_article VARCHAR NOT NULL, other_event VARCHAR NOT NULL,
    why VARCHAR NOT NULL, likeness DOUBLE NOT NULL
);
-- What event reports are found by: each day one may have happened on, with its family and each country it names.
CREATE TABLE link_day (day INTEGER NOT NULL, family VARCHAR NOT NULL, country VARCHAR NOT NULL, article_id VARCHAR NOT NULL, event_id VARCHAR NOT NULL);
CREATE TABLE incident_report (article_id VARCHAR NOT NULL, event_id VARCHAR NOT NULL, incident_id VARCHAR NOT NULL);
CREATE TABLE incident (
    incident_id VARCHAR NOT NULL, article_id VARCHAR NOT NULL, event_id VARCHAR NOT NULL,
    event_type VARCHAR NOT NULL, mode VARCHAR[], quad TINYINT, score DOUBLE, cameo VARCHAR,
    actor STRUCT(id VARCHAR, name VARCHAR, country VARCHAR, sector VARCHAR[], via VARCHAR, stale BOOLEAN)[],
    recipient STRUCT(id VARCHAR, name VARCHAR, country VARCHAR, sector VARCHAR[], via VARCHAR, stale BOOLEAN)[],
    day_first DATE, day_last DATE, precision VARCHAR,
    where_name VARCHAR, where_country VARCHAR, where_precision VARCHAR, lat DOUBLE, lon DOUBLE,
    reports INTEGER NOT NULL, articles INTEGER NOT NULL, origins INTEGER NOT NULL, publishers INTEGER NOT NULL,
    counts BOOLEAN NOT NULL, first_published DATE, last_published DATE, disagreements JSON
);
CREATE TABLE incident_redirect (old_id VARCHAR PRIMARY KEY, new_id VARCHAR NOT NULL);

-- Feeds that are watched, what they answered with last, and when nothing could be seen of them.
CREATE TABLE feed (
    url VARCHAR PRIMARY KEY, title VARCHAR, etag VARCHAR, modified VARCHAR, checked TIMESTAMP, status VARCHAR
);
-- `still` while the feed has not been read again since.
CREATE TABLE gap (
    feed VARCHAR NOT NULL, since TIMESTAMP NOT NULL, until TIMESTAMP NOT NULL, reason VARCHAR NOT NULL, still BOOLEAN NOT NULL
);

-- Inputs that could not be read.
CREATE TABLE fault (place VARCHAR NOT NULL, what VARCHAR NOT NULL, seen TIMESTAMP NOT NULL);

-- Other coders' events, under their name; never among our counts.
CREATE TABLE foreign_event (
    coder VARCHAR NOT NULL, file VARCHAR NOT NULL, id VARCHAR NOT NULL, unit VARCHAR NOT NULL, directed BOOLEAN NOT NULL,
    "start" DATE, "end" DATE,
    actor_name VARCHAR, actor_code VARCHAR, actor_country VARCHAR, actor_sector VARCHAR[],
    recipient_name VARCHAR, recipient_code VARCHAR, recipient_country VARCHAR, recipient_sector VARCHAR[],
    code VARCHAR, codebook VARCHAR, event_type VARCHAR, mode VARCHAR, quad TINYINT, score DOUBLE, scale VARCHAR,
    place VARCHAR, country VARCHAR, lat DOUBLE, lon DOUBLE, precision VARCHAR,
    fatalities_low INTEGER, fatalities INTEGER, fatalities_high INTEGER, reports INTEGER,
    url VARCHAR, publisher VARCHAR, raw JSON
);

-- Which articles tell an event of another coder's, where that coder has a table of them.
CREATE TABLE foreign_mention (
    coder VARCHAR NOT NULL, file VARCHAR NOT NULL, event VARCHAR NOT NULL, published DATE, url VARCHAR, publisher VARCHAR,
    sentence INTEGER, confidence INTEGER
);

-- Articles, each with its origin: articles of one origin are copies of one text.
CREATE VIEW articles AS
SELECT a.article_id, a.published, a.publisher, a.title, a.url, a.author, a.language, o.origin_id,
       a.path, a.fetched, a.added, a.extractor, a.raw_sha256, a.text_sha256, a.characters, a.agency, a.text
FROM article a LEFT JOIN article_origin o USING (article_id);

-- Origins: how many articles and publishers carry each, and which came first.
CREATE VIEW origins AS
SELECT o.origin_id, count(*) AS articles, count(DISTINCT nullif(a.publisher, '')) AS publishers,
       min(a.published) AS first_published, max(a.published) AS last_published,
       list(a.article_id ORDER BY a.published, a.article_id) AS article_ids,
       first(a.agency ORDER BY a.published, a.article_id) FILTER (a.agency <> '') AS agency
FROM article_origin o JOIN article a USING (article_id) GROUP BY o.origin_id;

-- Event reports of each article's latest run, whatever their status: who did what to whom, when, where, according to whom.
CREATE VIEW reports AS
SELECT e.event_id, e.article_id, a.published, e.when_start, e.when_end, e.when_precision, e.when_by,
       array_to_string(list_transform(e.actor, lambda side: side.id), '; ') AS actor_id,
       array_to_string(list_transform(e.actor, lambda side: side.name), '; ') AS actor_name,
       array_to_string(list_transform(e.actor, lambda side: side.country), '; ') AS actor_country,
       array_to_string(list_transform(e.actor, lambda side: array_to_string(side.sector, ',')), '; ') AS actor_sector,
       e.event_type, e.mode, e.context, e.quad, e.score, e.cameo,
       array_to_string(list_transform(e.recipient, lambda side: side.id), '; ') AS recipient_id,
       array_to_string(list_transform(e.recipient, lambda side: side.name), '; ') AS recipient_name,
       array_to_string(list_transform(e.recipient, lambda side: side.country), '; ') AS recipient_country,
       array_to_string(list_transform(e.recipient, lambda side: array_to_string(side.sector, ',')), '; ') AS recipient_sector,
       e.status, e.historical, e.voice, e.happened, e.counts, e.content_type, e.content_status,
       e.source_kind, e.source_actor, e.where_name, e.where_country, e.where_precision, e.lat, e.lon,
       e.count_min, e.count_max, e.trigger,
       CASE WHEN record->>'$.trigger.in' IS NULL THEN
            substring(a.text, 1 + (e.record->>'$.sentence.start')::INTEGER,
                      (e.record->>'$.sentence.end')::INTEGER - (e.record->>'$.sentence.start')::INTEGER)
            ELSE a.title END AS sentence,
       a.publisher, a.url, a.title, i.incident_id, o.origin_id, e.rule, e.same_as, e.run_id, e.record
FROM event e
JOIN article a USING (article_id)
LEFT JOIN article_origin o USING (article_id)
LEFT JOIN incident_report i ON i.article_id = e.article_id AND i.event_id = e.event_id
WHERE e.current;

-- Event reports of what is told as having happened, its doer named: the default of every count of reports.
CREATE VIEW happenings AS SELECT * FROM reports WHERE counts;

-- Incidents: event reports of one happening, told once, with how many reports and independent origins they rest on.
CREATE VIEW incidents AS
SELECT incident_id, event_type, mode, quad, score, cameo, day_first, day_last, precision,
       array_to_string(list_transform(actor, lambda side: side.id), '; ') AS actor_id,
       array_to_string(list_transform(actor, lambda side: side.name), '; ') AS actor_name,
       array_to_string(list_transform(actor, lambda side: side.country), '; ') AS actor_country,
       array_to_string(list_transform(recipient, lambda side: side.id), '; ') AS recipient_id,
       array_to_string(list_transform(recipient, lambda side: side.name), '; ') AS recipient_name,
       array_to_string(list_transform(recipient, lambda side: side.country), '; ') AS recipient_country,
       where_name, where_country, where_precision, lat, lon,
       reports, articles, origins, publishers, counts, first_published, last_published, disagreements,
       article_id AS lead_article, event_id AS lead_event
FROM incident;

-- Attributed claims, promises, threats, demands and denials of each article's latest run.
CREATE VIEW claims AS
SELECT c.type, c.speaker, c.speaker_id, c.strength, c.words, c.about, a.published, a.publisher, a.url, a.title,
       c.article_id, c.number, c.cue, c.content, c.run_id
FROM claim c JOIN reading r USING (run_id, article_id) JOIN article a USING (article_id) WHERE r.current;

-- Actors as they were resolved in each event report, on the day of its text.
CREATE VIEW actors AS
SELECT e.event_id, e.article_id, 'actor' AS side, who.id AS actor_id, who.name, who.country, who.sector, who.via, who.stale,
       e.event_type, e.counts, e.when_start, e.when_end
FROM event e, unnest(e.actor) AS sides(who) WHERE e.current
UNION ALL
SELECT e.event_id, e.article_id, 'recipient', who.id, who.name, who.country, who.sector, who.via, who.stale,
       e.event_type, e.counts, e.when_start, e.when_end
FROM event e, unnest(e.recipient) AS sides(who) WHERE e.current;

-- What looked like an event and was not coded, and why.
CREATE VIEW set_asides AS
SELECT s.text, s.reason, s.rule, a.published, a.publisher, s.article_id, s."start", s."end", s.part, s.run_id
FROM set_aside s JOIN reading r USING (run_id, article_id) JOIN article a USING (article_id) WHERE r.current;

CREATE VIEW runs AS
SELECT r.*, (SELECT count(*) FROM reading d WHERE d.run_id = r.run_id) AS articles,
       (SELECT count(*) FROM event e WHERE e.run_id = r.run_id) AS reports
FROM run r;
CREATE VIEW gaps AS SELECT * FROM gap;
CREATE VIEW feeds AS SELECT * FROM feed;
CREATE VIEW faults AS SELECT * FROM fault;
CREATE VIEW foreign_events AS SELECT * EXCLUDE (file) FROM foreign_event;
CREATE VIEW foreign_mentions AS SELECT * EXCLUDE (file) FROM foreign_mention;

-- Whether one side of an event is who is asked for: a country or body by its code, or a part of it ("SYR.REB").
CREATE MACRO plays(side, who) AS
    side.id = who OR side.country = who
    OR (contains(who, '.') AND side.country = split_part(who, '.', 1) AND list_contains(side.sector, split_part(who, '.', 2)));
CREATE MACRO any_plays(sides, who) AS len(list_filter(coalesce(sides, []), lambda side: plays(side, who))) > 0;

-- What can be counted, in each of the three units: event reports, incidents, and what each origin tells of each incident;
-- and, with the coder's name for a unit, each event of another coder, on that coder's scale.
-- Only what is told as having happened, its doer named; `day` is the first day it is told for, else that of publication.
CREATE VIEW countable AS
SELECT 'report' AS unit, e.article_id || ':' || e.event_id AS id, coalesce(e.when_start, e.when_end, a.published) AS day,
       e.event_type, e.quad, e.score, e.actor, e.recipient, i.incident_id, e.article_id, e.event_id
FROM event e JOIN article a USING (article_id)
LEFT JOIN incident_report i ON i.article_id = e.article_id AND i.event_id = e.event_id
WHERE e.current AND e.counts
UNION ALL
SELECT 'incident', c.incident_id, coalesce(c.day_first, c.day_last, c.first_published), c.event_type, c.quad, c.score,
       c.actor, c.recipient, c.incident_id, c.article_id, c.event_id
FROM incident c WHERE c.counts
UNION ALL
SELECT 'origin', o.origin_id || ':' || i.incident_id, min(coalesce(e.when_start, e.when_end, a.published)),
       any_value(c.event_type), any_value(c.quad), any_value(c.score), any_value(c.actor), any_value(c.recipient),
       i.incident_id, min(e.article_id), min(e.event_id)
FROM event e JOIN article a USING (article_id) JOIN article_origin o USING (article_id)
JOIN incident_report i ON i.article_id = e.article_id AND i.event_id = e.event_id
JOIN incident c ON c.incident_id = i.incident_id
WHERE e.current AND e.counts AND c.counts
GROUP BY o.origin_id, i.incident_id
UNION ALL
SELECT coder, id, coalesce("start", "end"), event_type, quad, score,
       [{'id': coalesce(nullif(actor_country, ''), actor_name), 'name': actor_name, 'country': actor_country,
         'sector': actor_sector, 'via': 'name', 'stale': false}],
       [{'id': coalesce(nullif(recipient_country, ''), recipient_name), 'name': recipient_name, 'country': recipient_country,
         'sector': recipient_sector, 'via': 'name', 'stale': false}],
       NULL, NULL, NULL
FROM foreign_event WHERE "start" IS NOT NULL OR "end" IS NOT NULL;

-- The same, once for each pair of countries or bodies: from each doer to each recipient, and of those who do a thing
-- together without a recipient, each pair once, in order of their codes (`mutual`).
CREATE VIEW pairs AS
SELECT DISTINCT unit, id, day, event_type, quad, score, incident_id, article_id, event_id,
       coalesce(nullif(one.country, ''), one.id) AS actor, coalesce(nullif(other.country, ''), other.id) AS recipient, false AS mutual
FROM countable, unnest(actor) AS ones(one), unnest(recipient) AS others(other)
UNION ALL
SELECT DISTINCT unit, id, day, event_type, quad, score, incident_id, article_id, event_id,
       coalesce(nullif(one.country, ''), one.id), coalesce(nullif(other.country, ''), other.id), true
FROM countable, unnest(actor) AS ones(one), unnest(actor) AS others(other)
WHERE len(coalesce(recipient, [])) = 0 AND event_type IN ('AGREE', 'CONSULT', 'COOPERATE')
  AND coalesce(nullif(one.country, ''), one.id) < coalesce(nullif(other.country, ''), other.id);
