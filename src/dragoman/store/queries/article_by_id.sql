-- What is known of one article?
SELECT article_id, published, publisher, title, url, author, language, path, fetched, added, extractor, agency, characters, origin_id
FROM articles WHERE article_id = $id
