"""What a desk keeps of a reading is shown as the reading itself is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dragoman.api import Coder
from dragoman.desk.rows import rows_of
from dragoman.model import Article, Document
from dragoman.reading.page import render_page
from dragoman.reading.stored import stored_document

ARTICLES = [
    pytest.param(
        Article(
            "Kenya shelled two towns in Somalia on Tuesday, officials said. It would never attack again, its minister promised.",
            title="Kenya's brutal attack on Somalia",
            published=date(2024, 5, 18),
            id="a1",
        ),
        id="title, attribution, judgement, promise",
    ),
    pytest.param(Article("Peru will send aid to Chad next week.", id="a2"), id="no title, no date"),
    pytest.param(Article("The museum has old clocks.", id="a3", title="Clocks"), id="no event"),
]


def kept(doc: Document, *, words: bool = True) -> Document:
    """A document by way of the rows that a desk keeps of it."""
    rows: dict[str, Any] = json.loads(json.dumps(rows_of(doc, words=words), default=str))
    article = doc.article if words else replace(doc.article, text="", title="")
    return stored_document(article, rows["reading"][0]["layers"], [row["record"] for row in rows["event"]], rows["set_aside"])


@pytest.mark.parametrize("article", ARTICLES)
def test_a_stored_reading_makes_the_same_page(coder: Coder, article: Article) -> None:
    doc = coder.read(article)
    assert render_page([kept(doc)], coder.knowledge) == render_page([doc], coder.knowledge)


def test_without_texts_the_page_says_where_the_words_stand(coder: Coder) -> None:
    page = render_page([kept(coder.read(ARTICLES[0].values[0]), words=False)], coder.knowledge)
    assert "No words are kept of this text" in page
    assert "characters 6 to 13" in page
    assert "two towns" not in page
    assert "minister" not in page
    assert 'href="#d1t' not in page


def test_a_rule_that_is_no_longer_there_is_said_to_be_gone(coder: Coder) -> None:
    doc = coder.read(ARTICLES[0].values[0])
    gone = replace(doc, events=tuple(replace(event, rule="en.assault.gone") for event in doc.events or ()))
    assert "which this dragoman no longer has" in render_page([gone], coder.knowledge)
