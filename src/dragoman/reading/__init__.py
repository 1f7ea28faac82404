"""A document's reading as terminal text, page and JSON: the one rendering for commands and explorer."""
