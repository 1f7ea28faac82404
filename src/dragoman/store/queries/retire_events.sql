-- What earlier runs coded in these articles is kept, but no longer current.
UPDATE event SET current = false WHERE current AND article_id IN (SELECT unnest($articles))
