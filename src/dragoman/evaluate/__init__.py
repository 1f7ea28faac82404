"""Scores of each stage and of the whole against gold files, and the floors they must hold."""
