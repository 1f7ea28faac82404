-- How much was read and coded of what appeared within these days, and of how much is something missing?
WITH kept AS (
    SELECT article_id, published, publisher, text FROM article
    WHERE ($since IS NULL OR published >= $since::DATE) AND ($until IS NULL OR published <= $until::DATE)
), read AS (
    SELECT article_id, run_id, sentences FROM reading SEMI JOIN kept USING (article_id) WHERE current
), told AS (
    SELECT article_id, count(*) AS reports, count(*) FILTER (counts) AS happenings, count(*) FILTER (len(recipient) = 0) AS alone,
           count(*) FILTER (when_by IS NULL) AS undated
    FROM event SEMI JOIN kept USING (article_id) WHERE current GROUP BY article_id
)
SELECT (SELECT count(*) FROM kept) AS articles,
       (SELECT count(*) FROM kept WHERE published IS NULL) AS undated,
       (SELECT count(*) FROM kept WHERE text IS NULL) AS textless,
       (SELECT count(*) FROM kept WHERE coalesce(publisher, '') = '') AS unnamed,
       (SELECT count(*) FROM read) AS coded,
       (SELECT coalesce(sum(sentences), 0)::BIGINT FROM read) AS sentences,
       (SELECT count(*) FROM told) AS telling,
       (SELECT coalesce(sum(reports), 0)::BIGINT FROM told) AS reports,
       (SELECT coalesce(sum(happenings), 0)::BIGINT FROM told) AS happenings,
       (SELECT coalesce(sum(undated), 0)::BIGINT FROM told) AS undated_reports,
       (SELECT count(*) FROM set_aside SEMI JOIN read USING (article_id, run_id)) AS clauses
