-- How much was read of these days, of how many origins and outlets, and how much has no date at all?
SELECT count(*) FILTER (published BETWEEN $since::DATE AND $until::DATE) AS articles,
       count(DISTINCT origin_id) FILTER (published BETWEEN $since::DATE AND $until::DATE) AS origins,
       count(DISTINCT nullif(publisher, '')) FILTER (published BETWEEN $since::DATE AND $until::DATE) AS outlets,
       count(*) FILTER (published IS NULL) AS undated
FROM article_listed WHERE coded
