-- The first form of a file of annotations: every one that was ever made, in order. Nothing is changed or taken out.
CREATE TABLE annotation (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE, made TEXT NOT NULL, coder TEXT NOT NULL,
    article_id TEXT NOT NULL, event_id TEXT, run_id TEXT, text_sha256 TEXT NOT NULL,
    verdict TEXT NOT NULL, fields TEXT NOT NULL,
    start INTEGER, "end" INTEGER, part TEXT, note TEXT NOT NULL, drawn TEXT NOT NULL
) STRICT;
CREATE INDEX by_article ON annotation (article_id, coder);
