-- Which reports of these articles tell again what an earlier one of the same text told?
-- Looked up by row, as in reports_to_link.
WITH own AS MATERIALIZED (
    SELECT article_id, event_id, same_as FROM event
    WHERE rowid IN (
        SELECT f.rowid FROM event f WHERE f.article_id IN (SELECT unnest($articles)) AND f.current AND (f.linkable OR f.counts)
    )
)
SELECT e.article_id, e.event_id, e.same_as FROM own e JOIN own f ON f.article_id = e.article_id AND f.event_id = e.same_as
