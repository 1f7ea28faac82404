-- What earlier runs read in these articles is kept, but no longer current.
UPDATE reading SET current = false WHERE current AND article_id IN (SELECT unnest($articles))
