-- How much was read and coded of what appeared within these days, and of how much is something missing?
SELECT count(*) AS articles,
       count(*) FILTER (published IS NULL) AS undated,
       count(*) FILTER (textless) AS textless,
       count(*) FILTER (coalesce(publisher, '') = '') AS unnamed,
       count(*) FILTER (coded) AS coded,
       coalesce(sum(sentences), 0)::BIGINT AS sentences,
       count(*) FILTER (reports > 0) AS telling,
       coalesce(sum(reports), 0)::BIGINT AS reports,
       coalesce(sum(happenings), 0)::BIGINT AS happenings,
       coalesce(sum(alone), 0)::BIGINT AS alone,
       coalesce(sum(undated_reports), 0)::BIGINT AS undated_reports,
       coalesce(sum(clauses), 0)::BIGINT AS clauses
FROM article_listed
WHERE ($since IS NULL OR published >= $since::DATE) AND ($until IS NULL OR published <= $until::DATE)
