-- On which day did the last article appear?
SELECT max(published) FROM article
