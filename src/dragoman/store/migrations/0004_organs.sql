-- Whoever acts as an organ of a body ("NATO.MIL") plays that body, as who acts for a state plays the state.
CREATE OR REPLACE MACRO plays(side, who) AS
    side.id = who OR side.country = who OR regexp_extract(side.id, '^(.+)[.][A-Z]+$', 1) = who
    OR (contains(who, '.') AND side.country = split_part(who, '.', 1) AND list_contains(side.sector, split_part(who, '.', 2)));
CREATE OR REPLACE MACRO any_plays(sides, who) AS
    coalesce(list_contains(list_transform(sides, lambda side: side.country), who)
        OR list_contains(list_transform(sides, lambda side: side.id), who)
        OR list_contains(list_transform(sides, lambda side: regexp_extract(side.id, '^(.+)[.][A-Z]+$', 1)), who)
        OR CASE WHEN contains(who, '.') THEN len(list_filter(sides, lambda side: plays(side, who))) > 0 END, false);
