"""The public face in Python: load once, read articles, take rows into pandas and polars."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas
import polars
import pytest

import dragoman
from dragoman import Article, Coder, Document, Event, load
from dragoman.errors import DragomanError, KnowledgeError
from dragoman.formats.rows import COLUMNS

TEXTS = [
    "Russian forces shelled Ukrainian troops on Tuesday. Iran may attack Israel.",
    "China and Japan held talks in Seoul on 3 May 2024.",
    "The museum has a large collection of old clocks.",
]


def test_the_public_names_are_there() -> None:
    assert {"Article", "Coder", "Document", "Event", "load", "__version__"} <= set(dragoman.__all__)
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'lod'"):
        dragoman.lod  # noqa: B018


def test_load_and_read() -> None:
    coder = load()
    assert isinstance(coder, Coder)
    doc = coder.read(Article(TEXTS[0], published=date(2024, 5, 1), id="a1"))
    assert isinstance(doc, Document)
    assert doc.id == "a1"
    assert doc.events is not None
    assert all(isinstance(event, Event) for event in doc.events)
    assert [(event.event_type, event.status, event.happened) for event in doc.events] == [
        ("ASSAULT", "actual", True),
        ("ASSAULT", "hypothetical", False),
    ]


def test_an_article_without_an_id_is_called_by_its_text(coder: Coder) -> None:
    first, again, other = (coder.read(Article(text)) for text in (TEXTS[1], TEXTS[1], TEXTS[2]))
    assert first.id == again.id != other.id
    assert [event.id for event in first.events or ()] == [event.id for event in again.events or ()]


def test_read_many_keeps_the_order_and_reads_as_it_goes(coder: Coder) -> None:
    taken = itertools.count()

    def articles() -> Iterator[Article]:
        for number in range(500):
            next(taken)
            yield Article(TEXTS[1], id=str(number))

    docs = coder.read_many(articles())
    assert [doc.id for doc in itertools.islice(docs, 5)] == ["0", "1", "2", "3", "4"]
    assert next(taken) < 100


def test_read_many_of_nothing_is_nothing(coder: Coder) -> None:
    assert list(coder.read_many([])) == []
    assert coder.rows([]) == []


def test_documents_do_not_change(coder: Coder) -> None:
    doc = coder.read(Article(TEXTS[0]))
    with pytest.raises(AttributeError):
        doc.events = ()  # type: ignore[misc]


def test_rows_are_of_happenings_unless_all_are_asked(coder: Coder) -> None:
    docs = list(coder.read_many(Article(text, published=date(2024, 5, 1)) for text in TEXTS))
    assert [row["event_type"] for row in coder.rows(docs)] == ["ASSAULT", "CONSULT"]
    assert [row["status"] for row in coder.rows(docs, all_events=True)] == ["actual", "hypothetical", "actual"]
    assert all(list(row) == list(COLUMNS) for row in coder.rows(docs))


def test_a_row_holds_codes_and_names_side_by_side(coder: Coder) -> None:
    (row,) = coder.rows([coder.read(Article(TEXTS[0], published=date(2024, 5, 1)))])
    assert (row["actor_country"], row["actor_country_name"], row["actor_sector"]) == ("RUS", "Russia", "MIL")
    assert (row["recipient_country"], row["recipient_country_name"]) == ("UKR", "Ukraine")
    assert (row["published"], row["trigger"]) == ("2024-05-01", "shelled")
    assert TEXTS[0][row["trigger_start"] : row["trigger_end"]] == "shelled"
    assert isinstance(row["cameo"], str)


def test_rows_are_a_pandas_frame(coder: Coder) -> None:
    frame = pandas.DataFrame(coder.rows(coder.read_many(Article(text) for text in TEXTS), all_events=True))
    assert list(frame.columns) == list(COLUMNS)
    assert frame.groupby("event_type").size().to_dict() == {"ASSAULT": 2, "CONSULT": 1}
    assert frame["happened"].dtype == bool
    assert frame["quad"].dtype == "int64"


def test_rows_are_a_polars_frame(coder: Coder) -> None:
    frame = polars.DataFrame(coder.rows(coder.read_many(Article(text) for text in TEXTS), all_events=True))
    assert frame.columns == list(COLUMNS)
    assert frame.filter("happened")["event_type"].to_list() == ["ASSAULT", "CONSULT"]
    assert frame.schema["happened"] == polars.Boolean
    assert frame.schema["trigger_start"] == polars.Int64


@pytest.mark.xfail(
    strict=True, reason="polars takes a column's type from the first 100 rows: one that is empty there breaks the frame"
)
def test_many_rows_without_a_place_before_one_with(coder: Coder) -> None:
    without, placed = coder.rows(coder.read_many(Article(text) for text in TEXTS[:2]))
    placed |= {"lat": 37.56, "lon": 127.0, "where_name": "Seoul"}
    frame = polars.DataFrame([*[without] * 200, placed])
    assert frame["lat"].to_list()[-1] == 37.56


def test_knowledge_that_does_not_check_is_refused_with_every_finding(tmp_path: Path) -> None:
    folder = tmp_path / "actors" / "holders"
    folder.mkdir(parents=True)
    (folder / "a.csv").write_text("state,rolle\n")
    (folder / "b.csv").write_text("stat,role\n")
    with pytest.raises(KnowledgeError) as caught:
        load(knowledge=[tmp_path])
    assert len(caught.value.findings) == 2
    assert isinstance(caught.value, DragomanError)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\n\n \t", id="blank"),
        pytest.param("?!", id="no words"),
        pytest.param(
            "Russia " * 3000,
            id="one word without end",
        ),
        pytest.param("((((((" * 500, id="brackets"),
        pytest.param("\U0001f5de\ufe0f " * 50 + "Iran attacked Israel.", id="pictures"),
        pytest.param("Iran\u00a0attacked\u2028Israel.\u2029", id="other spaces"),
        pytest.param("Iran attacked Israel" + ", and Israel attacked Iran" * 300, id="no end"),
    ],
)
def test_no_text_is_too_odd_to_read(coder: Coder, text: str) -> None:
    doc = coder.read(Article(text, title="\n"))
    assert doc.events is not None
    for event in doc.events:
        assert text[event.trigger["start"] : event.trigger["end"]] == event.trigger["text"]
