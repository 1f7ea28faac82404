-- How many articles of each of these outlets appeared in each period, how many of them were coded, on how many days did one appear?
SELECT a.publisher, date_trunc($period, a.published)::DATE AS begin, count(*) AS articles, count(r.article_id) AS coded,
       count(DISTINCT a.published) AS days
FROM article a LEFT JOIN reading r ON r.article_id = a.article_id AND r.current
WHERE a.published BETWEEN $since::DATE AND $until::DATE
  AND list_contains($outlets::VARCHAR[], coalesce(a.publisher, ''))
GROUP BY ALL ORDER BY a.publisher, begin LIMIT $most
