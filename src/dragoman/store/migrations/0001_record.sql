-- The record's first form. Tables are singular and ours to change; the views, in the plural, are what people query.

CREATE TABLE migration (number INTEGER NOT NULL, name VARCHAR NOT NULL, applied TIMESTAMP DEFAULT (now() AT TIME ZONE 'UTC'));

-- Tables that grow with the texts have no primary key: DuckDB writes one that has, up to 122,880 rows of it, anew whenever the
-- log goes into the file. That an article is there once, and read once by a run, is seen to by who writes.

-- An article as it was added. `text` is NULL where only offsets and hashes are kept.
CREATE TABLE article (
    article_id VARCHAR NOT NULL,
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
    sentences INTEGER NOT NULL, words INTEGER NOT NULL, unread JSON, layers JSON
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
    count_min DOUBLE, count_max DOUBLE, trigger VARCHAR, part VARCHAR, sentence_start INTEGER, sentence_end INTEGER,
    rule VARCHAR, same_as VARCHAR,
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
    reports INTEGER NOT NULL, articles INTEGER NOT NULL, origins INTEGER NOT NULL, denied_by INTEGER NOT NULL,
    publishers INTEGER NOT NULL,
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

-- What people query. A comment of a view says what one row is, a comment of a column what it holds in which unit:
-- they are seen from any program (duckdb_views(), duckdb_columns()), and docs/reference/views.md is made of them.
-- No view calls a function on JSON: DuckDB's package for R has none without the network.

CREATE VIEW articles AS
SELECT a.article_id, a.published, a.publisher, a.title, a.url, a.author, a.language, o.origin_id,
       a.path, a.fetched, a.added, a.extractor, a.raw_sha256, a.text_sha256, a.characters, a.agency, a.text
FROM article a LEFT JOIN article_origin o USING (article_id);
COMMENT ON VIEW articles IS 'Articles, each with its origin: articles of one origin are copies of one text.';
COMMENT ON COLUMN articles.article_id IS 'Id of the article: its own, else a hash of text, publisher and address';
COMMENT ON COLUMN articles.published IS 'Day it appeared';
COMMENT ON COLUMN articles.publisher IS 'Who published it, as the article or its source names them';
COMMENT ON COLUMN articles.title IS 'Title';
COMMENT ON COLUMN articles.url IS 'Address';
COMMENT ON COLUMN articles.author IS 'Author, as told';
COMMENT ON COLUMN articles.language IS 'Language, as told; en where nothing is told';
COMMENT ON COLUMN articles.origin_id IS 'Origin the article belongs to';
COMMENT ON COLUMN articles.path IS 'File or address it was read from';
COMMENT ON COLUMN articles.fetched IS 'When it was fetched (UTC), where it was';
COMMENT ON COLUMN articles.added IS 'When it was added to this desk (UTC)';
COMMENT ON COLUMN articles.extractor IS 'What took the text out of its file: a program and its version, or the kind of file';
COMMENT ON COLUMN articles.raw_sha256 IS 'SHA-256 of the bytes as they were fetched';
COMMENT ON COLUMN articles.text_sha256 IS 'SHA-256 of the text that all offsets count in';
COMMENT ON COLUMN articles.characters IS 'Length of that text in Unicode code points';
COMMENT ON COLUMN articles.agency IS 'News agency that byline, dateline or foot credits; empty where none';
COMMENT ON COLUMN articles.text IS 'The text; null where only offsets and hashes are kept';

CREATE VIEW origins AS
SELECT o.origin_id, count(*) AS articles, count(DISTINCT nullif(a.publisher, '')) AS publishers,
       min(a.published) AS first_published, max(a.published) AS last_published,
       list(a.article_id ORDER BY a.published, a.article_id) AS article_ids,
       first(a.agency ORDER BY a.published, a.article_id) FILTER (a.agency <> '') AS agency
FROM article_origin o JOIN article a USING (article_id) GROUP BY o.origin_id;
COMMENT ON VIEW origins IS 'Origins: one text each, with how many articles and publishers carry it.';
COMMENT ON COLUMN origins.origin_id IS 'Id of the origin: made of its first article, by day of publication, then id';
COMMENT ON COLUMN origins.articles IS 'Number of articles of this origin';
COMMENT ON COLUMN origins.publishers IS 'Number of publishers of these articles; those without a publisher are not counted';
COMMENT ON COLUMN origins.first_published IS 'Day the first of them appeared';
COMMENT ON COLUMN origins.last_published IS 'Day the last of them appeared';
COMMENT ON COLUMN origins.article_ids IS 'Their ids, the first published first';
COMMENT ON COLUMN origins.agency IS 'News agency credited by the first article that credits one';

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
       CASE WHEN e.part IS NULL THEN substring(a.text, 1 + e.sentence_start, e.sentence_end - e.sentence_start)
            ELSE a.title END AS sentence,
       a.publisher, a.url, a.title, i.incident_id, o.origin_id, e.rule, e.same_as, e.run_id, e.record
FROM event e
JOIN article a USING (article_id)
LEFT JOIN article_origin o USING (article_id)
LEFT JOIN incident_report i ON i.article_id = e.article_id AND i.event_id = e.event_id
WHERE e.current;
COMMENT ON VIEW reports IS 'Event reports of each article''s latest run, whatever their status: who did what to whom, when, where, according to whom. One row an event report.';
COMMENT ON COLUMN reports.event_id IS 'Id of the event report: a hash of its text, place in it and ordinal. Copies of one text share it: with article_id it is unique';
COMMENT ON COLUMN reports.article_id IS 'Article it was read in';
COMMENT ON COLUMN reports.published IS 'Day the article appeared';
COMMENT ON COLUMN reports.when_start IS 'First day of the event; null where open or not known';
COMMENT ON COLUMN reports.when_end IS 'Last day of the event; null where open or not known';
COMMENT ON COLUMN reports.when_precision IS 'How finely its time is told';
COMMENT ON COLUMN reports.when_by IS 'By what its time is known: expression, dateline or publication';
COMMENT ON COLUMN reports.actor_id IS 'Ids of who did it, joined by "; "';
COMMENT ON COLUMN reports.actor_name IS 'Their names, in the same order';
COMMENT ON COLUMN reports.actor_country IS 'Codes of their countries, in the same order: ISO 3166 alpha-3, or PLOVER''s for actors of no state';
COMMENT ON COLUMN reports.actor_sector IS 'Their PLOVER sectors, in the same order; several of one are joined by a comma';
COMMENT ON COLUMN reports.event_type IS 'PLOVER event type';
COMMENT ON COLUMN reports.mode IS 'PLOVER modes of the type';
COMMENT ON COLUMN reports.context IS 'PLOVER contexts';
COMMENT ON COLUMN reports.quad IS 'Quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict';
COMMENT ON COLUMN reports.score IS 'PLOVER score of type and mode, -10 to 10';
COMMENT ON COLUMN reports.cameo IS 'First-ranked CAMEO code of type and mode: text, with its leading zero';
COMMENT ON COLUMN reports.recipient_id IS 'Ids of whom it was done to, joined by "; "';
COMMENT ON COLUMN reports.recipient_name IS 'Their names, in the same order';
COMMENT ON COLUMN reports.recipient_country IS 'Codes of their countries, in the same order';
COMMENT ON COLUMN reports.recipient_sector IS 'Their PLOVER sectors, in the same order';
COMMENT ON COLUMN reports.status IS 'How the coded act stands to fact: actual, ongoing, habitual, future, hypothetical, negated';
COMMENT ON COLUMN reports.historical IS 'Whether it is told as background from before the news';
COMMENT ON COLUMN reports.voice IS 'report, or opinion: it exists only in the writer''s judgement';
COMMENT ON COLUMN reports.happened IS 'Whether it is told as having happened: actual or ongoing, reported, not historical, not many at once';
COMMENT ON COLUMN reports.counts IS 'Whether default counts take it: it happened, and the text names who did it';
COMMENT ON COLUMN reports.content_type IS 'Type of the act promised, demanded, refused or threatened';
COMMENT ON COLUMN reports.content_status IS 'Status of that act';
COMMENT ON COLUMN reports.source_kind IS 'Kind of the innermost source; author where nobody else is named';
COMMENT ON COLUMN reports.source_actor IS 'Ids of the actors that are that source';
COMMENT ON COLUMN reports.where_name IS 'Name of the place';
COMMENT ON COLUMN reports.where_country IS 'Code of the place''s country';
COMMENT ON COLUMN reports.where_precision IS 'How finely the place is told';
COMMENT ON COLUMN reports.lat IS 'Latitude, degrees (WGS 84)';
COMMENT ON COLUMN reports.lon IS 'Longitude, degrees (WGS 84)';
COMMENT ON COLUMN reports.count_min IS 'Least number of happenings that the words tell of at once; null for one';
COMMENT ON COLUMN reports.count_max IS 'Greatest number of happenings that the words tell of at once; null for one, or where open';
COMMENT ON COLUMN reports.trigger IS 'Word that tells the act; null where texts are not kept';
COMMENT ON COLUMN reports.sentence IS 'Sentence or title it stands in; null where texts are not kept';
COMMENT ON COLUMN reports.publisher IS 'Publisher of the article';
COMMENT ON COLUMN reports.url IS 'Address of the article';
COMMENT ON COLUMN reports.title IS 'Title of the article';
COMMENT ON COLUMN reports.incident_id IS 'Incident this report is one telling of; null where it is in none';
COMMENT ON COLUMN reports.origin_id IS 'Origin of the article';
COMMENT ON COLUMN reports.rule IS 'Rule of the lexicon that coded it';
COMMENT ON COLUMN reports.same_as IS 'Event report of the same article that this one tells again';
COMMENT ON COLUMN reports.run_id IS 'Run that coded it';
COMMENT ON COLUMN reports.record IS 'The whole event record with its spans, as JSON';

CREATE VIEW happenings AS SELECT * FROM reports WHERE counts;
COMMENT ON VIEW happenings IS 'Event reports of what is told as having happened, its doer named: the default of every count of reports. Columns as in reports.';

CREATE VIEW incidents AS
SELECT incident_id, event_type, mode, quad, score, cameo, day_first, day_last, precision,
       array_to_string(list_transform(actor, lambda side: side.id), '; ') AS actor_id,
       array_to_string(list_transform(actor, lambda side: side.name), '; ') AS actor_name,
       array_to_string(list_transform(actor, lambda side: side.country), '; ') AS actor_country,
       array_to_string(list_transform(recipient, lambda side: side.id), '; ') AS recipient_id,
       array_to_string(list_transform(recipient, lambda side: side.name), '; ') AS recipient_name,
       array_to_string(list_transform(recipient, lambda side: side.country), '; ') AS recipient_country,
       where_name, where_country, where_precision, lat, lon,
       reports, articles, origins, denied_by, publishers, counts, first_published, last_published, disagreements,
       article_id AS lead_article, event_id AS lead_event
FROM incident;
COMMENT ON VIEW incidents IS 'Incidents: event reports of one happening, told once, with how many reports and independent origins they rest on. One row an incident; for default counts take those that counts.';
COMMENT ON COLUMN incidents.incident_id IS 'Id of the incident: made of its first report, by day of publication, then ids';
COMMENT ON COLUMN incidents.event_type IS 'PLOVER event type, as the report that speaks for the incident has it';
COMMENT ON COLUMN incidents.mode IS 'PLOVER modes, of the same report';
COMMENT ON COLUMN incidents.quad IS 'Quad class, of the same report';
COMMENT ON COLUMN incidents.score IS 'PLOVER score, of the same report';
COMMENT ON COLUMN incidents.cameo IS 'CAMEO code, of the same report';
COMMENT ON COLUMN incidents.day_first IS 'First day of the happening, of the same report';
COMMENT ON COLUMN incidents.day_last IS 'Last day of the happening, of the same report';
COMMENT ON COLUMN incidents.precision IS 'How finely that time is told';
COMMENT ON COLUMN incidents.actor_id IS 'Ids of who did it, joined by "; ", of the same report';
COMMENT ON COLUMN incidents.actor_name IS 'Their names';
COMMENT ON COLUMN incidents.actor_country IS 'Codes of their countries';
COMMENT ON COLUMN incidents.recipient_id IS 'Ids of whom it was done to, of the same report';
COMMENT ON COLUMN incidents.recipient_name IS 'Their names';
COMMENT ON COLUMN incidents.recipient_country IS 'Codes of their countries';
COMMENT ON COLUMN incidents.where_name IS 'Name of the place, of the best report that tells one';
COMMENT ON COLUMN incidents.where_country IS 'Code of the place''s country';
COMMENT ON COLUMN incidents.where_precision IS 'How finely the place is told';
COMMENT ON COLUMN incidents.lat IS 'Latitude, degrees (WGS 84)';
COMMENT ON COLUMN incidents.lon IS 'Longitude, degrees (WGS 84)';
COMMENT ON COLUMN incidents.reports IS 'Number of event reports';
COMMENT ON COLUMN incidents.articles IS 'Number of articles these stand in';
COMMENT ON COLUMN incidents.origins IS 'Number of independent origins of these articles';
COMMENT ON COLUMN incidents.denied_by IS 'Number of these origins that only deny it: the others tell it';
COMMENT ON COLUMN incidents.publishers IS 'Number of publishers of these articles; those without a publisher are not counted';
COMMENT ON COLUMN incidents.counts IS 'Whether at least one report counts: it happened, and the text names who did it';
COMMENT ON COLUMN incidents.first_published IS 'Day the first article appeared';
COMMENT ON COLUMN incidents.last_published IS 'Day the last article appeared';
COMMENT ON COLUMN incidents.disagreements IS 'Fields on which the reports disagree, each value with the reports that tell it, as JSON';
COMMENT ON COLUMN incidents.lead_article IS 'Article of the report that speaks for the incident';
COMMENT ON COLUMN incidents.lead_event IS 'Event report that speaks for the incident';

CREATE VIEW claims AS
SELECT c.type, c.speaker, c.speaker_id, c.strength, c.words, c.about, a.published, a.publisher, a.url, a.title,
       c.article_id, c.number, c.cue, c.content, c.run_id
FROM claim c JOIN reading r USING (run_id, article_id) JOIN article a USING (article_id) WHERE r.current;
COMMENT ON VIEW claims IS 'Attributed claims, promises, threats, demands and denials of each article''s latest run. One row a saying.';
COMMENT ON COLUMN claims.type IS 'claim, promise, threat, demand or denial';
COMMENT ON COLUMN claims.speaker IS 'Who says it, in the words of the text; null where texts are not kept';
COMMENT ON COLUMN claims.speaker_id IS 'Ids of the actors that say it';
COMMENT ON COLUMN claims.strength IS 'How the word of saying stands to what is said: says, denies, promises, …';
COMMENT ON COLUMN claims.words IS 'What is said; null where texts are not kept';
COMMENT ON COLUMN claims.about IS 'Ids of the actors named in it';
COMMENT ON COLUMN claims.published IS 'Day the article appeared';
COMMENT ON COLUMN claims.publisher IS 'Publisher of the article';
COMMENT ON COLUMN claims.url IS 'Address of the article';
COMMENT ON COLUMN claims.title IS 'Title of the article';
COMMENT ON COLUMN claims.article_id IS 'Article it stands in';
COMMENT ON COLUMN claims.number IS 'Its place among the sayings of the article, from 0';
COMMENT ON COLUMN claims.cue IS 'Span of the word of saying, as JSON';
COMMENT ON COLUMN claims.content IS 'Spans of what is said, as JSON';
COMMENT ON COLUMN claims.run_id IS 'Run that read it';

CREATE VIEW actors AS
SELECT e.event_id, e.article_id, 'actor' AS side, who.id AS actor_id, who.name, who.country, who.sector, who.via, who.stale,
       e.event_type, e.counts, e.when_start, e.when_end
FROM event e, unnest(e.actor) AS sides(who) WHERE e.current
UNION ALL
SELECT e.event_id, e.article_id, 'recipient', who.id, who.name, who.country, who.sector, who.via, who.stale,
       e.event_type, e.counts, e.when_start, e.when_end
FROM event e, unnest(e.recipient) AS sides(who) WHERE e.current;
COMMENT ON VIEW actors IS 'Actors and recipients as they were resolved in each event report, on the day of its text. One row a party of an event report.';
COMMENT ON COLUMN actors.event_id IS 'Event report it is a party of';
COMMENT ON COLUMN actors.article_id IS 'Article of that report';
COMMENT ON COLUMN actors.side IS 'actor or recipient';
COMMENT ON COLUMN actors.actor_id IS 'Id of who it is';
COMMENT ON COLUMN actors.name IS 'Name';
COMMENT ON COLUMN actors.country IS 'Code of the country';
COMMENT ON COLUMN actors.sector IS 'PLOVER sectors';
COMMENT ON COLUMN actors.via IS 'By what it is known: name, noun, title, reference, place, implicit, …';
COMMENT ON COLUMN actors.stale IS 'Whether the title or name was not true on the day of the text';
COMMENT ON COLUMN actors.event_type IS 'PLOVER event type of the report';
COMMENT ON COLUMN actors.counts IS 'Whether default counts take the report';
COMMENT ON COLUMN actors.when_start IS 'First day of the event';
COMMENT ON COLUMN actors.when_end IS 'Last day of the event';

CREATE VIEW set_asides AS
SELECT s.text, s.reason, s.rule, a.published, a.publisher, s.article_id, s."start", s."end", s.part, s.run_id
FROM set_aside s JOIN reading r USING (run_id, article_id) JOIN article a USING (article_id) WHERE r.current;
COMMENT ON VIEW set_asides IS 'What looked like an event and was not coded, and why, of each article''s latest run. One row a clause.';
COMMENT ON COLUMN set_asides.text IS 'Words that looked like an event; null where texts are not kept';
COMMENT ON COLUMN set_asides.reason IS 'Why it was not coded';
COMMENT ON COLUMN set_asides.rule IS 'Rule of the lexicon that would have coded it';
COMMENT ON COLUMN set_asides.published IS 'Day the article appeared';
COMMENT ON COLUMN set_asides.publisher IS 'Publisher of the article';
COMMENT ON COLUMN set_asides.article_id IS 'Article it stands in';
COMMENT ON COLUMN set_asides."start" IS 'Offset where the words begin, in Unicode code points';
COMMENT ON COLUMN set_asides."end" IS 'Offset behind their end';
COMMENT ON COLUMN set_asides.part IS 'title where they stand in the title; null in the body';
COMMENT ON COLUMN set_asides.run_id IS 'Run that read it';

CREATE VIEW runs AS
SELECT r.*, (SELECT count(*) FROM reading d WHERE d.run_id = r.run_id) AS articles,
       (SELECT count(*) FROM event e WHERE e.run_id = r.run_id) AS reports
FROM run r;
COMMENT ON VIEW runs IS 'Runs: one row for each make of code, knowledge and options that ever coded here.';
COMMENT ON COLUMN runs.run_id IS 'Id of the run: a hash of what follows up to options, the same on every machine';
COMMENT ON COLUMN runs.number IS 'Its number on this desk, from 1';
COMMENT ON COLUMN runs.coder IS 'Program and version';
COMMENT ON COLUMN runs.codebook IS 'Codebook it codes in';
COMMENT ON COLUMN runs.code_digest IS 'Hash of the program''s parts that decide what is read';
COMMENT ON COLUMN runs.knowledge_digest IS 'Hash of the knowledge, shipped and own';
COMMENT ON COLUMN runs.options IS 'Options that decide what is read, as JSON';
COMMENT ON COLUMN runs.started IS 'When it first coded here (UTC)';
COMMENT ON COLUMN runs.articles IS 'Number of articles it read';
COMMENT ON COLUMN runs.reports IS 'Number of event reports it coded, current or not';

CREATE VIEW gaps AS SELECT * FROM gap;
COMMENT ON VIEW gaps IS 'Gaps in coverage: stretches in which a watched feed may have held what this desk has not. One row a gap.';
COMMENT ON COLUMN gaps.feed IS 'Address of the feed';
COMMENT ON COLUMN gaps.since IS 'Last good look before (UTC)';
COMMENT ON COLUMN gaps.until IS 'Look at which the gap was found, or the last that failed (UTC)';
COMMENT ON COLUMN gaps.reason IS 'Why something may be missing';
COMMENT ON COLUMN gaps.still IS 'Whether the feed has not been read again since';

CREATE VIEW feeds AS SELECT * FROM feed;
COMMENT ON VIEW feeds IS 'Watched feeds and what they answered last. One row a feed.';
COMMENT ON COLUMN feeds.url IS 'Address of the feed';
COMMENT ON COLUMN feeds.title IS 'Its title, from the list it was given in';
COMMENT ON COLUMN feeds.etag IS 'Mark that the feed answered with, to be asked with again';
COMMENT ON COLUMN feeds.modified IS 'Time of change that the feed answered with';
COMMENT ON COLUMN feeds.checked IS 'Last good look (UTC)';
COMMENT ON COLUMN feeds.status IS 'read, or why the last look failed';

CREATE VIEW faults AS SELECT * FROM fault;
COMMENT ON VIEW faults IS 'Inputs that could not be read. One row a fault, each time it was met.';
COMMENT ON COLUMN faults.place IS 'File, address or line';
COMMENT ON COLUMN faults.what IS 'What is wrong with it';
COMMENT ON COLUMN faults.seen IS 'When (UTC)';

CREATE VIEW foreign_events AS SELECT * EXCLUDE (file) FROM foreign_event;
COMMENT ON VIEW foreign_events IS 'Other coders'' events, under their coder''s name; in none of our counts. One row an event of theirs, of the unit it tells.';
COMMENT ON COLUMN foreign_events.coder IS 'Whose it is: icews, polecat, gdelt, phoenix, acled, ucdp-ged, or whom a PLOVER record names';
COMMENT ON COLUMN foreign_events.id IS 'Their id';
COMMENT ON COLUMN foreign_events.unit IS 'report: one telling of an act; incident: one happening, put together by people';
COMMENT ON COLUMN foreign_events.directed IS 'Whether actor did it to recipient; else they are first and second party';
COMMENT ON COLUMN foreign_events."start" IS 'First day, as they have it';
COMMENT ON COLUMN foreign_events."end" IS 'Last day, as they have it';
COMMENT ON COLUMN foreign_events.actor_name IS 'Their name of the actor';
COMMENT ON COLUMN foreign_events.actor_code IS 'Their code of the actor';
COMMENT ON COLUMN foreign_events.actor_country IS 'Code of the actor''s country, as of the day; null where their name or code does not tell it';
COMMENT ON COLUMN foreign_events.actor_sector IS 'PLOVER sectors, where theirs mean the same';
COMMENT ON COLUMN foreign_events.recipient_name IS 'Their name of the recipient';
COMMENT ON COLUMN foreign_events.recipient_code IS 'Their code of the recipient';
COMMENT ON COLUMN foreign_events.recipient_country IS 'Code of the recipient''s country';
COMMENT ON COLUMN foreign_events.recipient_sector IS 'PLOVER sectors, where theirs mean the same';
COMMENT ON COLUMN foreign_events.code IS 'Their code of what happened, as text';
COMMENT ON COLUMN foreign_events.codebook IS 'Codebook of that code: cameo, plover, acled, ucdp-ged';
COMMENT ON COLUMN foreign_events.event_type IS 'PLOVER event type of that code; null where it has none or several';
COMMENT ON COLUMN foreign_events.mode IS 'PLOVER mode of that code';
COMMENT ON COLUMN foreign_events.quad IS 'Quad class of event_type';
COMMENT ON COLUMN foreign_events.score IS 'Their score, on scale';
COMMENT ON COLUMN foreign_events.scale IS 'goldstein or plover: never average over both';
COMMENT ON COLUMN foreign_events.place IS 'Their name of the place';
COMMENT ON COLUMN foreign_events.country IS 'Code of the country it happened in';
COMMENT ON COLUMN foreign_events.lat IS 'Latitude, degrees (WGS 84)';
COMMENT ON COLUMN foreign_events.lon IS 'Longitude, degrees (WGS 84)';
COMMENT ON COLUMN foreign_events.precision IS 'How finely the place is told, as they have it';
COMMENT ON COLUMN foreign_events.fatalities_low IS 'Lowest number of dead';
COMMENT ON COLUMN foreign_events.fatalities IS 'Number of dead, in UCDP the best estimate';
COMMENT ON COLUMN foreign_events.fatalities_high IS 'Highest number of dead';
COMMENT ON COLUMN foreign_events.reports IS 'Number of articles or sources they count for it';
COMMENT ON COLUMN foreign_events.url IS 'Address of an article or source';
COMMENT ON COLUMN foreign_events.publisher IS 'Its publisher';
COMMENT ON COLUMN foreign_events.raw IS 'Columns of their row, as JSON; other people''s prose only where it was asked for';

CREATE VIEW foreign_mentions AS SELECT * EXCLUDE (file) FROM foreign_mention;
COMMENT ON VIEW foreign_mentions IS 'Which articles tell an event of another coder''s. One row a mention: it is no event, and counts as none.';
COMMENT ON COLUMN foreign_mentions.coder IS 'Whose it is';
COMMENT ON COLUMN foreign_mentions.event IS 'Id of their event';
COMMENT ON COLUMN foreign_mentions.published IS 'Day of the article';
COMMENT ON COLUMN foreign_mentions.url IS 'Address of the article';
COMMENT ON COLUMN foreign_mentions.publisher IS 'Its publisher';
COMMENT ON COLUMN foreign_mentions.sentence IS 'Number of the sentence, from 1';
COMMENT ON COLUMN foreign_mentions.confidence IS 'Their confidence, in per cent';

-- Whether one side of an event is who is asked for: a country or body by its code, or a part of it ("SYR.REB").
CREATE MACRO plays(side, who) AS
    side.id = who OR side.country = who
    OR (contains(who, '.') AND side.country = split_part(who, '.', 1) AND list_contains(side.sector, split_part(who, '.', 2)));
CREATE MACRO any_plays(sides, who) AS len(list_filter(coalesce(sides, []), lambda side: plays(side, who))) > 0;

-- What can be counted, in each of the three units: event reports, incidents, and what each origin tells of each incident;
-- and, with the coder's name for a unit, each event of another coder, on that coder's scale.
-- Only what is told as having happened, its doer named; `day` is the first day it is told for, else that of publication, and
-- never later: what has happened is not dated after its article, and the time told with a promise is the promised act's.
CREATE VIEW countable AS
SELECT 'report' AS unit, e.article_id || ':' || e.event_id AS id, least(coalesce(e.when_start, e.when_end), a.published) AS day,
       e.event_type, e.quad, e.score, e.actor, e.recipient, i.incident_id, e.article_id, e.event_id
FROM event e JOIN article a USING (article_id)
LEFT JOIN incident_report i ON i.article_id = e.article_id AND i.event_id = e.event_id
WHERE e.current AND e.counts
UNION ALL
SELECT 'incident', c.incident_id, least(coalesce(c.day_first, c.day_last), c.first_published), c.event_type, c.quad, c.score,
       c.actor, c.recipient, c.incident_id, c.article_id, c.event_id
FROM incident c WHERE c.counts
UNION ALL
SELECT 'origin', o.origin_id || ':' || i.incident_id, min(least(coalesce(e.when_start, e.when_end), a.published)),
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

COMMENT ON VIEW countable IS 'What can be counted: each event report, each incident, each origin''s telling of an incident that happened, and each event of other coders. One row a thing, of the unit it tells.';
COMMENT ON COLUMN countable.unit IS 'report, incident or origin; or the coder of an event of others';
COMMENT ON COLUMN countable.id IS 'Id of the thing that is counted';
COMMENT ON COLUMN countable.day IS 'First day it is told for, else the day of publication';
COMMENT ON COLUMN countable.event_type IS 'PLOVER event type; null where another coder''s has none';
COMMENT ON COLUMN countable.quad IS 'Quad class, 1 to 4';
COMMENT ON COLUMN countable.score IS 'PLOVER score; of another coder, on that coder''s scale';
COMMENT ON COLUMN countable.actor IS 'Who did it: a list of id, name, country, sectors';
COMMENT ON COLUMN countable.recipient IS 'To whom: a list of id, name, country, sectors';
COMMENT ON COLUMN countable.incident_id IS 'Incident it belongs to';
COMMENT ON COLUMN countable.article_id IS 'Article of the report that speaks for it';
COMMENT ON COLUMN countable.event_id IS 'Event report that speaks for it';

-- The same, once for each pair of countries or bodies: from each doer to each recipient, and of those who do a thing
-- together without a recipient, each pair once, in order of their codes (`mutual`).
-- Paired within each row, so that a million are paired without comparing one with another.
CREATE MACRO codes_of(sides) AS list_distinct(list_transform(coalesce(sides, []), lambda side: coalesce(nullif(side.country, ''), side.id)));
CREATE MACRO pairs_of(ones, others) AS
    flatten(list_transform(codes_of(ones), lambda one: list_transform(codes_of(others), lambda other: {'actor': one, 'recipient': other})));
CREATE VIEW pairs AS
SELECT unit, id, day, event_type, quad, score, incident_id, article_id, event_id, pair.actor, pair.recipient, mutual
FROM (
    SELECT *, unnest(pairs_of(actor, recipient)) AS pair, false AS mutual FROM countable
    UNION ALL
    SELECT *, unnest(list_filter(pairs_of(actor, actor), lambda pair: pair.actor < pair.recipient)), true FROM countable
    WHERE len(coalesce(recipient, [])) = 0 AND event_type IN ('AGREE', 'CONSULT', 'COOPERATE')
);
COMMENT ON VIEW pairs IS 'What can be counted, once for each pair of countries or bodies. One row a thing and pair.';
COMMENT ON COLUMN pairs.unit IS 'report, incident or origin; or the coder of an event of others';
COMMENT ON COLUMN pairs.id IS 'Id of the thing that is counted';
COMMENT ON COLUMN pairs.day IS 'First day it is told for, else the day of publication';
COMMENT ON COLUMN pairs.event_type IS 'PLOVER event type; null where another coder''s has none';
COMMENT ON COLUMN pairs.quad IS 'Quad class, 1 to 4';
COMMENT ON COLUMN pairs.score IS 'PLOVER score; of another coder, on that coder''s scale';
COMMENT ON COLUMN pairs.incident_id IS 'Incident it belongs to';
COMMENT ON COLUMN pairs.article_id IS 'Article of the report that speaks for it';
COMMENT ON COLUMN pairs.event_id IS 'Event report that speaks for it';
COMMENT ON COLUMN pairs.actor IS 'Country or body that did it';
COMMENT ON COLUMN pairs.recipient IS 'Country or body it was done to, or with whom';
COMMENT ON COLUMN pairs.mutual IS 'Whether both did it together: then the pair stands once, in order of the codes';
