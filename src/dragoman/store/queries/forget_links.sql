-- Take the reports of these articles out of all pairs.
DELETE FROM same WHERE article_id IN (SELECT unnest($articles)) OR other_article IN (SELECT unnest($articles))
