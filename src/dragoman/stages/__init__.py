"""The stages: each a pure function that reads earlier layers of a document and returns one new layer."""
