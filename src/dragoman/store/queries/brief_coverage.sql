-- How much was read of these days, of how many origins and outlets, and how much has no date at all?
SELECT count(*) FILTER (a.published BETWEEN $since::DATE AND $until::DATE) AS articles,
       count(DISTINCT o.origin_id) FILTER (a.published BETWEEN $since::DATE AND $until::DATE) AS origins,
       count(DISTINCT nullif(a.publisher, '')) FILTER (a.published BETWEEN $since::DATE AND $until::DATE) AS outlets,
       count(*) FILTER (a.published IS NULL) AS undated
FROM article a JOIN reading r ON r.article_id = a.article_id AND r.current
LEFT JOIN article_origin o ON o.article_id = a.article_id
