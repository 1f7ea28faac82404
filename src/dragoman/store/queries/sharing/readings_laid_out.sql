-- What was read in each article? Laid out plainly: of packed ones, two thousand are unpacked to show one.
PRAGMA force_compression = 'uncompressed';
CREATE TABLE laid_out AS SELECT * FROM reading ORDER BY article_id, run_id;
DROP TABLE reading;
ALTER TABLE laid_out RENAME TO reading;
CREATE INDEX reading_by_article ON reading (article_id);
