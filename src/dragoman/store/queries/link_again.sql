-- Articles that were coded and have another origin now are to be linked anew.
INSERT INTO unlinked SELECT article_id FROM reading
WHERE current AND article_id IN (SELECT unnest($articles)) AND article_id NOT IN (SELECT article_id FROM unlinked)
