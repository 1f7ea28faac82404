-- Which reports of these articles tell again what an earlier one of the same text told?
-- Looked up by row: of all reports only the ids are read, not their sides, words and records.
WITH own AS MATERIALIZED (
    SELECT article_id, event_id, same_as FROM event
    WHERE current AND (linkable OR counts)
      AND rowid IN (SELECT e.rowid FROM event e WHERE e.article_id IN (SELECT unnest($articles)))
)
SELECT e.article_id, e.event_id, e.same_as FROM own e JOIN own f ON f.article_id = e.article_id AND f.event_id = e.same_as
