-- Which other articles share a band with these, those that share most first?
WITH met AS (
    SELECT new.article_id, old.article_id AS other_id, count(*) AS shared
    FROM band new JOIN band old USING (band, hash)
    WHERE new.article_id IN (SELECT unnest($articles)) AND old.article_id <> new.article_id
    GROUP BY ALL
)
SELECT article_id, other_id FROM met
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY shared DESC, other_id) <= $most
ORDER BY article_id, other_id
