-- When could nothing be seen of a watched feed, and why? The last first, those that touch these days.
SELECT feed, since AS gap_since, until AS gap_until, reason AS why, still, count(*) OVER () AS found FROM gap
WHERE ($until IS NULL OR since::DATE <= $until::DATE) AND ($since IS NULL OR until::DATE >= $since::DATE)
ORDER BY since DESC, feed LIMIT $most
