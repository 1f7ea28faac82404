-- Which of our incidents and of another coder's events are likely the same happening, and which stand alone on either side?
-- Compared is only what both could have: days that both cover, countries and types that the other coder has.
-- The same: within so many days, in one country, of one type where theirs has one; and where both name a town or a point, there.
WITH foreign_span AS (
    SELECT min(coalesce("start", "end")) AS first, max(coalesce("end", "start")) AS last FROM foreign_event WHERE coder = $coder
),
own_span AS (
    SELECT min(a.published) AS first, max(a.published) AS last FROM article a JOIN reading r ON r.article_id = a.article_id AND r.current
),
span AS (
    SELECT greatest(f.first, o.first, $since::DATE) AS first, least(f.last, o.last, $until::DATE) AS last FROM foreign_span f, own_span o
),
theirs AS (
    SELECT f.* FROM foreign_event f, span
    WHERE coder = $coder AND coalesce("start", "end") BETWEEN span.first - $days::INTEGER AND span.last + $days::INTEGER
),
placed AS (
    SELECT incident_id, event_type, coalesce(day_first, day_last) AS first, coalesce(day_last, day_first) AS last, lat, lon, origins,
           array_to_string(list_transform(actor, lambda side: side.name), '; ') AS actor,
           array_to_string(list_transform(recipient, lambda side: side.name), '; ') AS recipient,
           where_name AS place, coalesce(where_precision, '') IN ('point', 'town') AS exact,
           -- Of an incident whose place no report tells, the country of whom it was done to.
           CASE WHEN coalesce(where_country, '') <> '' THEN [where_country] ELSE codes_of(recipient) END AS countries
    FROM incident WHERE counts
),
ours AS (
    SELECT p.* FROM placed p, span
    WHERE p.first <= span.last + $days::INTEGER AND p.last >= span.first - $days::INTEGER
      AND event_type IN (SELECT event_type FROM theirs) AND list_has_any(countries, (SELECT list(DISTINCT country) FROM theirs))
),
near AS (
    SELECT o.incident_id, t.id,
           o.exact AND (list_contains(string_split(lower(t.place), '; '), lower(o.place)) OR coalesce(
               12742 * asin(sqrt(sin(radians(t.lat - o.lat) / 2) ** 2
                                 + cos(radians(t.lat)) * cos(radians(o.lat)) * sin(radians(t.lon - o.lon) / 2) ** 2)) <= $km, false)) AS there,
           o.exact
    FROM ours o JOIN theirs t
      ON t.country <> '' AND list_contains(o.countries, t.country)
     AND coalesce(t."start", t."end") - $days::INTEGER <= o.last AND coalesce(t."end", t."start") + $days::INTEGER >= o.first
     AND (t.event_type IS NULL OR t.event_type = '' OR t.event_type = o.event_type)
),
shared AS (SELECT * FROM near WHERE there OR NOT exact)
SELECT 'both' AS side, coalesce(t."start", t."end") AS day, t.country, o.event_type, o.actor, o.recipient, o.place, o.origins, o.incident_id, t.id AS their_id,
       t.code AS their_code, t.actor_name AS their_actor, t.recipient_name AS their_recipient, t.place AS their_place,
       CASE WHEN b.there THEN 'day, country, place' ELSE 'day, country; no town told' END AS by_what
FROM shared b JOIN ours o USING (incident_id) JOIN theirs t ON t.id = b.id
UNION ALL
SELECT 'only ours', o.first, array_to_string(o.countries, '; '), o.event_type, o.actor, o.recipient, o.place, o.origins, o.incident_id, NULL,
       NULL, NULL, NULL, NULL, NULL
FROM ours o ANTI JOIN shared USING (incident_id)
UNION ALL
SELECT 'only theirs', coalesce(t."start", t."end"), t.country, t.event_type, NULL, NULL, NULL, NULL, NULL, t.id,
       t.code, t.actor_name, t.recipient_name, t.place, NULL
FROM theirs t ANTI JOIN shared USING (id)
ORDER BY side, day, incident_id, their_id
