-- Reports of these articles are no longer to be found by day.
DELETE FROM link_day WHERE article_id IN (SELECT unnest($articles))
