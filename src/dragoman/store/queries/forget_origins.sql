-- Take these articles out of their origins, to be put into others.
DELETE FROM article_origin WHERE article_id IN (SELECT unnest($articles))
