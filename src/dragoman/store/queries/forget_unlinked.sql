-- These articles are linked.
DELETE FROM unlinked WHERE article_id IN (SELECT unnest($articles))
