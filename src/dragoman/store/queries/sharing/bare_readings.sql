-- Which words of the texts do readings hold? None: the layers keep their offsets and codes.
UPDATE reading SET layers = without_words(layers::VARCHAR, false)
