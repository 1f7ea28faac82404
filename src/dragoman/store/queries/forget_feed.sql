-- What this feed answered before is no longer needed.
DELETE FROM feed WHERE url = $url
