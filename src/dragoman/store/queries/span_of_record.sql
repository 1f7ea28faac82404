-- From which day to which were articles read?
SELECT min(published) AS first, max(published) AS last FROM article_listed WHERE coded
