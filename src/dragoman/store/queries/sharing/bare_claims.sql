-- Which words of the texts do claims hold? None: neither what is said nor how its speaker is called.
UPDATE claim SET words = NULL, speaker = NULL, cue = without_words(cue::VARCHAR, true), content = without_words(content::VARCHAR, true)
