-- Which event reports have all that is asked, the latest published first, on one page of them?
-- `articles` are those whose words were asked for; null for any.
SELECT article_id, event_id FROM report_listed
WHERE ($articles IS NULL OR article_id IN (SELECT unnest($articles::VARCHAR[])))
  AND ($type IS NULL OR event_type = $type)
  AND ($status IS NULL OR status = $status)
  AND ($voice IS NULL OR voice = $voice)
  AND ($happened IS NULL OR happened = $happened)
  AND ($quad IS NULL OR quad = $quad)
  AND ($actor IS NULL OR list_contains(actor_keys, $actor))
  AND ($recipient IS NULL OR list_contains(recipient_keys, $recipient))
  AND ($rule IS NULL OR rule = $rule)
  AND ($country IS NULL OR where_country = $country)
  AND ($place IS NULL OR where_name = $place)
  AND ($outlet IS NULL OR publisher = $outlet)
  AND ($since IS NULL OR published >= $since::DATE)
  AND ($until IS NULL OR published <= $until::DATE)
ORDER BY published DESC NULLS LAST, article_id, sentence_start, event_id
LIMIT $most OFFSET $skip
