-- What does each coder say now, of each event report, stretch or article: the last word on it, unless that withdrew it?
-- Of one coder where :coder is given, of one article where :article_id is.
SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY coder, article_id, event_id, start, "end", part ORDER BY number DESC) AS place
    FROM annotation
    WHERE (:coder IS NULL OR coder = :coder) AND (:article_id IS NULL OR article_id = :article_id)
)
WHERE place = 1 AND verdict <> 'withdrawn'
ORDER BY number
