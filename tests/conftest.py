"""What all tests share: the shipped knowledge, and a coder that reads each sentence once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dragoman.api import Coder
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.model import Article, Document

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def coder(knowledge: Knowledge) -> Coder:
    return Coder(knowledge)


@pytest.fixture(scope="session")
def read(coder: Coder) -> Callable[..., Document]:
    """Read a text, once a session for each text and date."""
    seen: dict[tuple[str, date | None, str], Document] = {}

    def _read(text: str, published: date | None = None, title: str = "") -> Document:
        key = (text, published, title)
        if key not in seen:
            seen[key] = coder.read(Article(text, title=title, published=published))
        return seen[key]

    return _read
