"""Reports of a few sentences, and what a format makes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from dragoman.formats.register import FORMATS
from dragoman.formats.writing import Context
from dragoman.knowledge import Knowledge
from dragoman.model import Document
from dragoman.model.report import Report

PUBLISHED = date(2024, 5, 17)
STORY = """Russian forces shelled Kharkiv on Tuesday, killing five civilians.

The leaders of France and Germany met in Berlin on Monday. The United States imposed sanctions on Iran and North Korea.
Romania and the European Union condemned Montenegro. Japan urged China to release a journalist.
Kenya's president visited Brussels on 3 May. Greek police arrested a smuggler near Athens on Wednesday."""

HEADLINE = "The governor counts the week's losses"

Reports = Callable[..., list[Report]]
Written = Callable[..., bytes]


@pytest.fixture(scope="session")
def reports(read: Callable[..., Document]) -> Reports:
    """Reports of a text, as the store would give them; only what happened unless `everything`."""

    def _reports(
        text: str = STORY,
        published: date | None = PUBLISHED,
        title: str | None = None,
        everything: bool = False,
        **article: Any,
    ) -> list[Report]:
        doc = read(text, published, HEADLINE if title is None and text == STORY else title or "")
        told = replace(doc.article, **{"url": "https://example.org/news/1", "publisher": "Example Wire", **article})
        return [Report(event.record(), told, told.digest, run="r1") for event in doc.events or () if everything or event.counts]

    return _reports


@pytest.fixture(scope="session")
def context(knowledge: Knowledge) -> Context:
    return Context(knowledge)


@pytest.fixture(scope="session")
def written(context: Context) -> Written:
    """The bytes a format makes of reports."""

    def _written(name: str, told: Sequence[Report], **options: Any) -> bytes:
        stream = BytesIO()
        FORMATS[name].write(told, stream, replace(context, **options))
        return stream.getvalue()

    return _written
