-- Who says anything, or is spoken of in what is said?
SELECT DISTINCT unnest(speaker_id || about) AS id FROM claims ORDER BY id
