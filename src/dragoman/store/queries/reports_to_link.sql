-- Which current reports of these articles belong in an incident, and what are they compared by?
-- Looked up by row: of all reports only the ids are read, not their sides, words and records. What else is asked of a report
-- is asked within: beside a row's number DuckDB would read all rows for it.
SELECT e.article_id, e.event_id, e.event_type, e.mode, e.actor, e.recipient, e.day_first, e.day_last, e.trigger, e.words,
       e.where_name, e.where_precision, e.where_country, o.origin_id
FROM event e LEFT JOIN article_origin o USING (article_id)
WHERE e.rowid IN (
    SELECT f.rowid FROM event f WHERE f.article_id IN (SELECT unnest($articles)) AND f.current AND (f.linkable OR f.counts)
)
