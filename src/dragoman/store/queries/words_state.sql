-- Which desk is this, how many articles has it, and has anything come since?
-- The mark is the moment it was made; of a desk that does not know it, the moment its first article came.
SELECT coalesce((SELECT applied FROM migration WHERE number = 1), min(added))::VARCHAR AS mark, count(*) AS articles,
       concat_ws(' ', count(*), count(text), max(added)) AS seen
FROM article
