"""Hold a lexicon rule against a clause: do its words fit, and who fills its roles."""
