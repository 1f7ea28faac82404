"""The coder against hard texts: endless sentences, deep and broken quotation, days of no calendar, odd characters."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from dragoman.api import Coder
from dragoman.errors import InputError
from dragoman.model import Article, Document
from dragoman.reading.record import document_record
from dragoman.sources import read_sources

Read = Callable[..., Document]
DAY = date(2024, 5, 1)
NO_SUCH_DAY = "day that no calendar has"
# Twice the text is twice the work: a ratio of 2, and some air for what the parser does by the batch.
LINEAR = 2.3


def told(doc: Document) -> list[tuple[str, str]]:
    """The events of a text: type and trigger."""
    return [(event.event_type, event.trigger["text"]) for event in doc.events or ()]


def speakers(doc: Document, trigger: str) -> list[str]:
    """According to whom the event of a trigger is told, outermost first, without the author."""
    chain = next(event.attribution for event in doc.events or () if event.trigger["text"] == trigger)
    return [link["source"].get("text", link["source"]["kind"]) for link in chain[1:]]


# -- one sentence of 5,000 words


CALM = "the weather was mild and the river was calm and the fields were green"
LONG = "; ".join(["Norway condemned Chile", *[CALM] * 360, "Japan praised Kenya"]) + "."


def test_an_act_early_and_late_in_a_sentence_of_5000_words_is_read(read: Read) -> None:
    assert len(LONG.split()) > 5_000
    doc = read(LONG, DAY)
    assert told(doc) == [("ACCUSE", "condemned"), ("SUPPORT", "praised")]
    assert [reason for reason, _ in doc.unread] == ["cut within a long sentence"]
    assert doc.set_aside == ()


@pytest.mark.parametrize(
    ("joint", "cut"),
    [
        pytest.param("; ", ";", id="at a semicolon"),
        pytest.param(", and ", ",", id="else at a comma"),
        pytest.param(" and ", r"\w+", id="else anywhere"),
    ],
)
def test_a_long_sentence_is_cut_where_it_parts_and_each_cut_is_counted(joint: str, cut: str, read: Read) -> None:
    doc = read(joint.join([CALM] * 40) + ".", DAY)
    ends = [doc.tokens[sentence.last - 1].text for sentence in doc.sentences or ()]
    assert all(re.fullmatch(cut, end) for end in ends[:-1])
    assert dict(doc.unread) == {"cut within a long sentence": len(ends) - 1}
    assert len(ends) > 2


def test_a_sentence_of_150_words_is_read_whole(read: Read) -> None:
    doc = read("; ".join([CALM] * 10) + ".", DAY)
    assert len(doc.sentences or ()) == 1
    assert doc.unread == ()


def test_every_word_of_a_sentence_of_5000_words_lies_in_a_sentence(read: Read) -> None:
    doc = read(LONG, DAY)
    held = [token for sentence in doc.sentences or () for token in doc.tokens[sentence.first : sentence.last]]
    assert [token.text for token in held] == re.findall(r"\w+|[;.]", LONG)


# -- quotation

TEN = ("Norway", "Sweden", "Chile", "Peru", "Ghana", "Kenya", "Japan", "Spain", "Malta", "Fiji")


@pytest.mark.parametrize(("left", "right"), [pytest.param("“", "”", id="curly"), pytest.param('"', '"', id="straight")])
def test_quotation_ten_deep_keeps_all_ten_speakers_and_ends(left: str, right: str, read: Read) -> None:
    words = "Togo condemned Benin"
    for state in reversed(TEN):
        words = f"{state} said: {left}{words}{right}"
    doc = read(f"{words}. Later Cuba praised Gabon.", DAY)
    assert told(doc) == [("ACCUSE", "condemned"), ("SUPPORT", "praised")]
    assert speakers(doc, "condemned") == list(TEN)
    assert speakers(doc, "praised") == []
    assert doc.unread == ()


@pytest.mark.parametrize(
    "opened",
    [
        pytest.param("The foreign minister of Norway said: “We will build the road.", id="curly"),
        pytest.param('The foreign minister of Norway said: "We will build the road.', id="straight"),
        pytest.param("“We will build the road, the foreign minister of Norway said.", id="before its speaker"),
        pytest.param("The foreign minister of Norway said: “We will build the “long road.", id="opened twice"),
    ],
)
def test_a_quotation_never_closed_ends_with_its_paragraph(opened: str, read: Read) -> None:
    doc = read(f"{opened}\n\nSweden condemned Chile on Monday.\n\nPeru praised Ghana.\n\nTogo met Benin.", DAY)
    assert told(doc)[-3:] == [("ACCUSE", "condemned"), ("SUPPORT", "praised"), ("CONSULT", "met")]
    assert [speakers(doc, trigger) for trigger in ("condemned", "praised", "met")] == [[], [], []]
    assert doc.unread == (("unclosed quotation", 1),)


def test_each_paragraph_that_leaves_a_quotation_open_is_counted(read: Read) -> None:
    doc = read("Norway said: “We are calm.\n\nSweden condemned Chile.\n\nPeru said: “We are calm.\n\nTogo met Benin.", DAY)
    assert dict(doc.unread) == {"unclosed quotation": 2}
    assert speakers(doc, "condemned") == []
    assert speakers(doc, "met") == []


def test_a_quotation_closed_but_never_opened_is_no_quotation(read: Read) -> None:
    doc = read("We are calm,” Norway's foreign minister said.\n\nSweden condemned Chile.", DAY)
    assert told(doc) == [("ACCUSE", "condemned")]
    assert speakers(doc, "condemned") == []


# -- dates


@pytest.mark.parametrize(
    ("day", "unread"),
    [
        pytest.param("31 February", {NO_SUCH_DAY: 1}, id="day and month"),
        pytest.param("February 30, 2021", {NO_SUCH_DAY: 1}, id="month, day and year"),
        pytest.param("29 February 2023", {NO_SUCH_DAY: 1}, id="no leap year"),
        pytest.param("2023-02-30", {NO_SUCH_DAY: 1}, id="in figures"),
        pytest.param(
            "2023-13-45",
            {NO_SUCH_DAY: 1},
            id="no month either",
        ),
    ],
)
def test_a_day_that_no_calendar_has_is_counted(day: str, unread: dict[str, int], read: Read) -> None:
    assert dict(read(f"The foreign minister of Norway visited Sweden on {day}.", DAY).unread) == unread


@pytest.mark.parametrize("day", ["31 February", "February 30, 2021", "29 February 2023", "2023-02-30", "2023-13-45"])
def test_a_day_that_no_calendar_has_lends_no_value_and_the_rest_is_read(day: str, read: Read) -> None:
    doc = read(f"The foreign minister of Norway visited Sweden on {day}. Peru condemned Chile on 3 April 2024.", DAY)
    assert [(when.text, when.value) for when in doc.times or ()] == [("3 April 2024", "2024-04-03")]
    assert told(doc) == [("CONSULT", "visited"), ("ACCUSE", "condemned")]
    assert doc.quantities == ()


def from_lines(path: Path, *published: str) -> list[Article | InputError]:
    """Articles as the sources read them, one a date of publication."""
    rows = [{"text": "Norway condemned Chile on Monday.", "published": day} for day in published]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return list(read_sources([str(path)]))


def test_a_publication_date_that_is_no_day_is_an_error_and_the_next_article_is_read(tmp_path: Path) -> None:
    wrong, other, right = from_lines(tmp_path / "a.jsonl", "2024-02-31", "2024-13-45T10:00:00Z", "2024-05-01")
    assert isinstance(wrong, InputError)
    assert isinstance(other, InputError)
    assert "a.jsonl:1" in str(wrong)
    assert "no date '2024-02-31'" in str(wrong)
    assert "no date '2024-13-45T10:00:00Z'" in str(other)
    assert isinstance(right, Article)
    assert right.published == DAY


def test_a_header_with_a_publication_date_that_is_no_day_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Published: 2024-02-31\n\nNorway condemned Chile.", encoding="utf-8")
    (found,) = read_sources([str(path)], published=DAY)
    assert isinstance(found, InputError)
    assert "no date '2024-02-31'" in str(found)


def test_a_publication_date_in_the_future_anchors_what_is_relative(tmp_path: Path, coder: Coder) -> None:
    (article,) = from_lines(tmp_path / "a.jsonl", "2140-03-03")
    assert isinstance(article, Article)
    doc = coder.read(article)
    assert [when.value for when in doc.times or ()] == ["2140-02-29"]
    assert [event.when and event.when["value"] for event in doc.events or ()] == ["2140-02-29"]


@pytest.mark.parametrize(
    ("published", "words"),
    [
        pytest.param(date.max, "next month", id="after the last day"),
        pytest.param(date.min, "last month", id="before the first day"),
    ],
)
def test_a_time_beyond_the_calendar_is_counted(published: date, words: str, read: Read) -> None:
    doc = read(f"Norway condemned Chile. The foreign minister of Peru visited Ghana {words}.", published)
    assert doc.times == ()
    assert dict(doc.unread) == {NO_SUCH_DAY: 1}
    assert told(doc)[0] == ("ACCUSE", "condemned")


# -- quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Britain gave £2bn to Kenya.", ("£2bn", "money", 2e9, 2e9, "GBP"), id="pounds by their sign"),
        pytest.param("Japan lent $1.5bn to Chile.", ("$1.5bn", "money", 1.5e9, 1.5e9, "USD"), id="a fraction"),
        pytest.param("Spain paid up to $1.5bn to Malta.", ("$1.5bn", "money", None, 1.5e9, "USD"), id="up to"),
        pytest.param("Germany gave 2.5m euros to Kenya.", ("2.5m", "money", 2.5e6, 2.5e6, "EUR"), id="m"),
        pytest.param("Japan gave 2.5bn yen to Kenya.", ("2.5bn", "money", 2.5e9, 2.5e9, "JPY"), id="bn"),
        pytest.param("Spain sent over 40 trucks to Malta.", ("40", "count", 40, None, "truck"), id="over"),
        pytest.param("Spain sent at least a dozen trucks to Malta.", ("dozen", "count", 12, None, "truck"), id="at least a dozen"),
        pytest.param("Spain sent nearly a hundred vans to Malta.", ("hundred", "count", None, 100, "van"), id="nearly a hundred"),
        pytest.param("Hundreds fled Malta.", ("Hundreds", "count", 200, None, ""), id="hundreds alone"),
        pytest.param("Spain arrested hundreds of sailors.", ("hundreds", "arrested", 200, None, "sailor"), id="hundreds of"),
    ],
)  # fmt: skip
def test_how_many(text: str, expected: tuple[str, str, float | None, float | None, str], read: Read) -> None:
    doc = read(text, DAY)
    found = [(doc.text[q.start : q.end], q.kind, q.minimum, q.maximum, q.unit) for q in doc.quantities or ()]
    assert found == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Japan gave 1,5 million euros to Kenya.", id="by its currency's name"),
        pytest.param("Japan gave $1,5 million to Kenya.", id="by its sign"),
        pytest.param("Japan gave 1,5m dollars to Kenya.", id="m"),
        pytest.param("Kenya hosts 1,5 million refugees.", id="people"),
    ],
)
def test_an_unclear_figure_is_no_quantity_and_its_million_is_none_either(text: str, read: Read) -> None:
    assert read(text, DAY).quantities == ()


@pytest.mark.parametrize("day", ["3 May 2024", "May 3, 2024", "3 Feb 2024", "31 February 2024"])
def test_the_figures_of_a_date_count_nothing(day: str, read: Read) -> None:
    doc = read(f"The foreign minister of Norway visited Sweden on {day}.", DAY)
    assert doc.quantities == ()
    assert [event.quantity for event in doc.events or ()] == [()]


def test_aid_is_aid_however_its_amount_is_written(read: Read) -> None:
    assert (
        told(read("Britain gave £2bn to Kenya.", DAY)) == told(read("Britain gave £2 billion to Kenya.", DAY)) == [("AID", "gave")]
    )


# -- work


def calls(coder: Coder, text: str) -> int:
    """How many calls it takes to read a text: a unit of work that no machine's speed changes."""
    count = 0

    def see(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(see)
    try:
        coder.read(Article(text, published=DAY))
    finally:
        sys.setprofile(None)
    return count


def growth(coder: Coder, texts: list[str]) -> float:
    """How much more the second doubling of a text costs than the first: 2 where work is linear in length, 4 where quadratic."""
    calls(coder, texts[0])  # loads what is loaded on first use
    small, middle, large = (calls(coder, text) for text in texts)
    return (large - middle) / (middle - small)


PLAIN = "The foreign minister of Norway visited Kenya on Tuesday. The river was calm and the fields were green.\n\n"
SAID = (
    "Norway's foreign minister visited Kenya on Tuesday. He said the two countries would sign an agreement on fishing. "
    "“We welcome this step,” the minister told reporters in Nairobi.\n\n"
)
NESTED = (
    "Norway's foreign minister told the paper that Kenya had said: “Our police heard that Chile “will not wait”.” "
    "“We are told,” she added, “that according to Peru the two countries met, and that the police of Ghana denied it.”\n\n"
)
TURNS = (
    "QUESTION: Will the minister visit Kenya?\n\n"
    "SPOKESPERSON: The foreign minister of Norway visited Kenya on Tuesday. “We welcome this step,” he said.\n\n"
)
COUNTED = (
    "Norwegian police arrested 12 men in Kenya on 3 May. The police said that they had fired 40 times at two cars. "
    "“Nobody was hurt,” the minister said. He thanked both sides for their “calm”.\n\n"
)


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param("The river was calm and the fields were green on Tuesday.\n\n", id="nothing told"),
        pytest.param(PLAIN, id="acts"),
        pytest.param(SAID, id="acts and speech"),
        pytest.param(NESTED, id="quotation in quotation"),
        pytest.param(COUNTED, id="quantities and the police"),
        pytest.param(TURNS, id="a transcript"),
    ],
)
def test_work_is_linear_in_the_number_of_paragraphs(paragraph: str, coder: Coder) -> None:
    assert growth(coder, [paragraph * number for number in (10, 20, 40)]) <= LINEAR


def sentence_of(words: int, joint: str) -> str:
    """One sentence of coordinated clauses, at least so many words long."""
    clauses = (
        "Norway praised Kenya",
        "Japan met Chile",
        "the river was calm",
        "Peru told Ghana that it would send a team",
        "Spain opened talks with Malta",
    )
    length, found = 0, []
    while length < words:
        found.append(clauses[len(found) % len(clauses)])
        length += len(found[-1].split())
    return joint.join(found) + "."


@pytest.mark.parametrize(
    ("joint", "words"),
    [
        pytest.param(", while ", 500, id="while"),
        pytest.param(" and ", 500, id="and"),
        pytest.param("; ", 500, id="semicolons"),
        pytest.param(", who said that ", 500, id="one report in the other"),
    ],
)
def test_work_is_linear_in_the_length_of_a_sentence(joint: str, words: int, coder: Coder) -> None:
    assert growth(coder, [sentence_of(length, joint) for length in (words, 2 * words, 4 * words)]) <= LINEAR


# -- odd characters

ODD = {
    "control characters": "Norway\x07 praised\x1b[31m Kenya on 3 May 2024.\x0b Peru\x00 gave 5 million euros\x7f to Ghana.",
    "markup": "<p>Norway <b>praised</b> Kenya &amp; Ghana on 3&nbsp;May 2024.</p>\n\n<script>say('Peru met Chile')</script>",
    "right to left": "\u202bNorway\u202c praised \u200fKenya\u200f on 3 May 2024. مرحبا Peru said \u2067“we thank Japan”\u2069.",
    "emoji": "\U0001f1f3\U0001f1f4 Norway \U0001f91d praised Kenya\ufe0f on 3 May \U0001f469\u200d\U0001f680. Peru met Chile.",
    "odd blanks": "Norway\u00a0praised\u2003Kenya on 3\u202fMay 2024.\u2028Peru met\u200b Chile.\x85Togo\ufeff met Benin.",
    "combining": "Norwa\u0301y praised Ke\u0301nya. Peru met Chile o\u0308n 3 May 2024. Norway praised Kenya.",
}


def spans(value: Any) -> Iterator[tuple[int, int, str, str]]:
    """Each span in a record that carries its text: start, end, text, and whether title or body."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("text"), str):
            yield value["start"], value["end"], value["text"], value.get("in") or value.get("where") or "body"
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from spans(inner)


@pytest.mark.parametrize("name", ODD)
def test_every_span_of_the_record_cuts_its_text(name: str, read: Read) -> None:
    title = f"Sweden condemns Fiji \U0001f4f0 {ODD[name].splitlines()[0][:20]}"
    doc = read(ODD[name], DAY, title)
    found = [*spans(document_record(doc))]
    assert {"title", "body"} == {where for *_, where in found}
    assert [{"title": title, "body": ODD[name]}[where][start:end] for start, end, _, where in found] == [
        text for *_, text, _ in found
    ]


@pytest.mark.parametrize("name", ODD)
def test_every_span_of_the_layers_cuts_the_text(name: str, read: Read) -> None:
    doc = read(ODD[name], DAY)
    layers = [*doc.tokens, *(doc.times or ()), *doc.set_aside]
    assert [doc.text[item.start : item.end] for item in layers] == [item.text for item in layers]
    assert doc.tokens[0].start < doc.tokens[-1].end <= len(ODD[name])
    assert [token for token, after in zip(doc.tokens, doc.tokens[1:], strict=False) if token.end > after.start] == []


def test_a_rank_written_short_ends_no_sentence(read: Read) -> None:
    assert len(read("Police Sgt. John Doe was shot in Malta.", DAY).sentences or ()) == 1
