-- In how many incidents did this actor do what to whom, and was what done to it by whom? A row without a type counts each once.
-- The other side is a country, and who acts for none (`apart` has the codes of no country) by an id; '' where nobody is named. Of
-- what is done together without a recipient it is the others who do it: who does not play the actor, as `plays` has it, without its
-- regular expression, which would take as long as all else.
WITH its AS (
    SELECT event_type, actor, recipient, did, had FROM party_told p JOIN incident_listed i ON i.rowid = p.place
    WHERE p.id = $who AND ($since IS NULL OR p.day >= $since::DATE) AND ($until IS NULL OR p.day <= $until::DATE)
), told AS (
    SELECT 'did' AS section, event_type,
           CASE WHEN len(recipient) = 0 AND event_type IN ('AGREE', 'CONSULT', 'COOPERATE')
                THEN list_filter(actor, lambda side: NOT coalesce(
                         side.id = $who OR side.country = $who OR (starts_with(side.id, $who || '.') AND upper(side.id) = side.id)
                         OR (contains($who, '.') AND side.country = split_part($who, '.', 1) AND list_contains(side.sector, split_part($who, '.', 2))), false))
                ELSE recipient END AS others
    FROM its WHERE did
    UNION ALL
    SELECT 'had', event_type, actor FROM its WHERE had
), named AS (
    SELECT section, event_type, list_distinct(list_transform(coalesce(others, []), lambda side:
               CASE WHEN coalesce(side.country, '') = '' OR list_contains($apart, side.country) THEN side.id ELSE side.country END)) AS names
    FROM told
)
SELECT section, NULL AS event_type, NULL AS counterpart, count(*) AS incidents FROM told GROUP BY section
UNION ALL
SELECT section, event_type, counterpart, count(*)
FROM (SELECT section, event_type, unnest(CASE WHEN len(names) = 0 THEN [''] ELSE names END) AS counterpart FROM named)
GROUP BY ALL ORDER BY incidents DESC, event_type, counterpart
