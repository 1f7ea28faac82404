"""An article is read as one text, and what is found in it keeps its place in title or body."""

from __future__ import annotations

import pytest

from dragoman.model import Article, Document, Span
from dragoman.model.article import normalise_text
from dragoman.pipeline import open_document


@pytest.mark.parametrize(
    ("outer", "inner", "holds", "meets"),
    [
        pytest.param(Span(0, 9), Span(2, 5), True, True, id="inside"),
        pytest.param(Span(2, 5), Span(2, 5), True, True, id="the same"),
        pytest.param(Span(0, 4), Span(2, 5), False, True, id="reaching out"),
        pytest.param(Span(2, 5), Span(0, 9), False, True, id="around"),
        pytest.param(Span(0, 2), Span(2, 5), False, False, id="only touching"),
        pytest.param(Span(6, 9), Span(2, 5), False, False, id="apart"),
    ],
)
def test_spans(outer: Span, inner: Span, holds: bool, meets: bool) -> None:
    assert outer.holds(inner) is holds
    assert outer.meets(inner) is meets
    assert inner.meets(outer) is meets


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param("\ufeffTalks began.", "Talks began.", id="byte-order mark"),
        pytest.param("One.\r\nTwo.", "One.\nTwo.", id="Windows line ends"),
        pytest.param("One.\rTwo.", "One.\nTwo.", id="old Mac line ends"),
        pytest.param("One.\r\n\r\nTwo.", "One.\n\nTwo.", id="a blank line stays one"),
        pytest.param("  “Façade”\u00a0— no. \n", "  “Façade”\u00a0— no. \n", id="nothing else is changed"),
        pytest.param("Talks \ufeffbegan.", "Talks \ufeffbegan.", id="a mark inside stays, so offsets do"),
    ],
)
def test_normalise_text(raw: str, text: str) -> None:
    assert normalise_text(raw) == text


def test_title_and_body_are_read_as_one_text() -> None:
    article = Article("Talks began.", title="Envoys meet")
    assert article.reading == "Envoys meet\n\nTalks began."
    assert article.reading[article.body_start :] == "Talks began."


def test_without_a_title_the_body_is_all() -> None:
    article = Article("Talks began.")
    assert (article.reading, article.body_start) == ("Talks began.", 0)


def test_the_digest_is_of_title_and_body_alone() -> None:
    article = Article("Talks began.", title="Envoys meet", id="a", url="u", publisher="p", path="x")
    assert article.digest == Article("Talks began.", title="Envoys meet").digest
    assert article.digest != Article("Talks began.").digest
    assert article.digest != Article("meet\n\nTalks began.", title="Envoys").digest


def test_the_digest_of_a_broken_character_is_no_error() -> None:
    assert Article("half a pair: \ud83d").digest != Article("half a pair: ").digest


def open_text(text: str, title: str = "") -> Document:
    return open_document(Article(text, title=title))


@pytest.mark.parametrize(
    ("title", "start", "end", "cited"),
    [
        pytest.param("", 0, 5, {"start": 0, "end": 5, "text": "Talks"}, id="a body without a title"),
        pytest.param("Envoys meet", 13, 18, {"start": 0, "end": 5, "text": "Talks"}, id="the body does not count the title"),
        pytest.param("Envoys meet", 7, 11, {"start": 7, "end": 11, "text": "meet", "in": "title"}, id="a word of the title"),
    ],
)
def test_cite(title: str, start: int, end: int, cited: dict[str, object]) -> None:
    assert open_text("Talks began.", title).cite(start, end) == cited


def test_a_document_takes_its_id_from_the_article_or_its_text() -> None:
    article = Article("Talks began.")
    assert open_document(Article("Talks began.", id="a-1")).id == "a-1"
    assert open_document(article).id == article.digest[:16]
