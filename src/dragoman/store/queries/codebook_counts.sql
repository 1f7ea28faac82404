-- How many event reports has each rule coded as each type, how many of them happened, and in which modes and contexts?
-- `facet` is rule, mode or context; `value` its value, null where the event reports have none.
SELECT facet, event_type, value, reports, happenings FROM coded_told
