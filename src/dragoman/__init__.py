"""dragoman keeps the record of world affairs: who did what to whom, when, where, and according to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"


if TYPE_CHECKING:
    from dragoman.api import Coder, Desk, connect, load
    from dragoman.model import Article, Document, Event

__all__ = ["Article", "Coder", "Desk", "Document", "Event", "__version__", "connect", "load"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: `import dragoman` stays instant."""
    if name in ("Coder", "Desk", "connect", "load"):
        from dragoman import api

        return getattr(api, name)
    if name in ("Article", "Document", "Event"):
        from dragoman import model

        return getattr(model, name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
