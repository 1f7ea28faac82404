-- What did these actors say, and what was said of them: when, in which words, published where?
SELECT c.published, c.type, c.speaker, c.speaker_id, c.strength, c.words, c.about, c.publisher, c.title, c.url, c.article_id,
       c.number, o.origin_id
FROM claims c LEFT JOIN article_origin o USING (article_id)
WHERE list_has_any(coalesce(c.speaker_id, []) || coalesce(c.about, []), $ids)
  AND ($since IS NULL OR c.published >= $since::DATE) AND ($until IS NULL OR c.published <= $until::DATE)
ORDER BY c.published NULLS FIRST, c.article_id, c.number
