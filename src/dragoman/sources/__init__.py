"""Readers that yield articles, and for each input that could not be read one line that says why."""

from dragoman.sources.columns import read_columns
from dragoman.sources.files import read_sources
from dragoman.sources.limits import Limits, Options, read_limits

__all__ = ["Limits", "Options", "read_columns", "read_limits", "read_sources"]
