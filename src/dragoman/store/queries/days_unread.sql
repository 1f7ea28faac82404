-- On which of these days was no article published that was read?
SELECT day::DATE AS day FROM generate_series($since::DATE, $until::DATE, INTERVAL 1 DAY) AS days(day)
WHERE day::DATE NOT IN (SELECT published FROM article_listed WHERE coded AND published IS NOT NULL)
ORDER BY day
