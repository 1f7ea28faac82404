-- How many articles does this desk hold?
SELECT count(*) FROM article
