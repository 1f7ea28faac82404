-- In which periods of these days did an article of any outlet appear?
SELECT DISTINCT date_trunc($period, published)::DATE AS begin FROM article_listed WHERE published BETWEEN $since::DATE AND $until::DATE ORDER BY begin
