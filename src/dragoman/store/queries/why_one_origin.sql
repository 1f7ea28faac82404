-- Why are these articles of one origin?
SELECT why FROM copy WHERE article_id IN (SELECT unnest($articles)) AND other_id IN (SELECT unnest($articles)) ORDER BY why
