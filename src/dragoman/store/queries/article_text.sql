-- What is the text of this article, and where does it come from?
SELECT article_id, published, publisher, title, url, author, language, path, fetched, added, extractor, agency, characters,
       text_sha256, raw_sha256, text
FROM article WHERE article_id = $id
