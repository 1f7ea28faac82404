-- From which day to which were articles read?
SELECT min(a.published) AS first, max(a.published) AS last
FROM article a JOIN reading r ON r.article_id = a.article_id AND r.current
