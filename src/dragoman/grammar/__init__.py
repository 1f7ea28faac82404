"""Walking a parse: who governs what, and who is the subject of a verb that has none of its own."""
