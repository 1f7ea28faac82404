-- From which day to which has this coder events?
SELECT min(coalesce("start", "end")) AS first, max(coalesce("end", "start")) AS last FROM foreign_event WHERE coder = $coder
