-- When, within these days, could nothing be seen of a feed, and why?
SELECT feed, since, until, reason FROM gap
WHERE since::DATE <= $until::DATE AND until::DATE >= $since::DATE ORDER BY since, feed
