-- Give an article the text back that was not kept.
UPDATE article SET text = $text WHERE article_id = $article_id
