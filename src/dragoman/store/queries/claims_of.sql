-- What do these speakers say, or their states, or of a state ($whole) anybody of it?
SELECT c.type, c.strength, c.speaker, c.speaker_id, c.about, c.words, c.cue, c.content, c.article_id, c.number,
       c.published, c.publisher, c.title, c.url, a.origin_id, a.text
FROM claims c JOIN articles a USING (article_id)
WHERE c.words IS NOT NULL
  AND len(list_filter(c.speaker_id, lambda id: list_contains($speakers, id) OR list_contains($whole, split_part(id, '.', 1)))) > 0
ORDER BY c.published, c.article_id, c.number
