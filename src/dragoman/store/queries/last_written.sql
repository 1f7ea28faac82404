-- When was something last put into this desk (UTC)? An empty one tells when it was made.
SELECT greatest((SELECT max(added) FROM article), (SELECT max(started) FROM run), (SELECT min(applied) FROM migration))
