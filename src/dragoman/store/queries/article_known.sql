-- Is there an article of this id?
SELECT count(*) FROM article WHERE article_id = $id
