"""Readers that yield articles, and for each input that could not be read one line that says why."""

from dragoman.sources.files import read_sources

__all__ = ["read_sources"]
