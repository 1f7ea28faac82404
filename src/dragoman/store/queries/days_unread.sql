-- On which of these days was no article published that was read?
SELECT day::DATE AS day FROM generate_series($since::DATE, $until::DATE, INTERVAL 1 DAY) AS days(day)
WHERE day::DATE NOT IN (
    SELECT a.published FROM article a JOIN reading r ON r.article_id = a.article_id AND r.current WHERE a.published IS NOT NULL
)
ORDER BY day
