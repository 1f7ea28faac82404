-- Which words of the texts do judgements hold? None.
UPDATE judgement SET item = without_words(item::VARCHAR, false)
