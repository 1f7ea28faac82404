-- Which feeds are watched, and how did the last look at each go? Those that could not be read first.
SELECT url AS feed, title AS feed_title, status AS answer, checked AS looked, count(*) OVER () AS found FROM feed
ORDER BY status = 'read', url LIMIT $most
