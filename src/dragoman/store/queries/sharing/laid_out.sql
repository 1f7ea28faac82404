-- Which event reports and incidents are there? Asked for once and laid out, so that a hundred thousand pages need not ask again.
CREATE TABLE laid_out AS SELECT * FROM reports ORDER BY article_id, event_id;
DROP VIEW reports;
ALTER TABLE laid_out RENAME TO reports;
CREATE INDEX report_by_article ON reports (article_id);
CREATE INDEX report_by_id ON reports (event_id);
CREATE INDEX report_by_incident ON reports (incident_id);
CREATE TABLE laid_out AS SELECT * FROM incidents ORDER BY incident_id;
DROP VIEW incidents;
ALTER TABLE laid_out RENAME TO incidents;
CREATE INDEX incident_by_id ON incidents (incident_id);
CREATE INDEX claim_by_article ON claim (article_id);
CREATE INDEX copy_by_origin ON article_origin (origin_id);
