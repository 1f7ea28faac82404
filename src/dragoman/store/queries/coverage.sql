-- How many articles of each of these outlets appeared in each period, how many of them were coded, on how many days did one appear?
SELECT publisher, date_trunc($period, published)::DATE AS begin, count(*) AS articles, count(*) FILTER (coded) AS coded,
       count(DISTINCT published) AS days
FROM article_listed
WHERE published BETWEEN $since::DATE AND $until::DATE
  AND list_contains($outlets::VARCHAR[], coalesce(publisher, ''))
GROUP BY ALL ORDER BY publisher, begin LIMIT $most
