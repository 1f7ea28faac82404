-- What was read in this article by its latest run, or by the run that is named?
SELECT run_id, published, genre, genre_confidence, sentences, words, unread, layers
FROM reading WHERE article_id = $id AND (CASE WHEN $run IS NULL THEN current ELSE run_id = $run END)
