-- On which days did the first and the last article appear?
SELECT min(published) AS first, max(published) AS last FROM article
