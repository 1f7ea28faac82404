"""dragoman keeps the record of world affairs: who did what to whom, when, where, and according to whom."""

from dragoman.version import VERSION as __version__

__all__ = ["__version__"]
