"""PLOVER's JSON lines and our own event lines come in as reports under their coder's name."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from dragoman.formats.foreign import Context
from dragoman.knowledge import Knowledge
from dragoman.model import ForeignParty

PLAIN = {
    "id": "T-1",
    "date": "2024-05-18",
    "source": [{"code": "PER", "sector": "GOV"}],
    "recipient": [{"code": "CHL"}],
    "event": ["CONSULT"],
}
OWN = {
    "id": "ev-1",
    "document_id": "d1",
    "event_type": "CONSULT",
    "mode": ["visit"],
    "quad": 1,
    "score": 4.0,
    "actor": [{"id": "PER", "name": "Peru", "country": "PER", "sector": ["GOV"], "text": "Lima", "via": "name"}],
    "recipient": [],
    "status": "actual",
    "happened": True,
    "when": {"start": None, "end": "2024-05-17", "precision": "day"},
    "where": {"name": "Santiago", "country": "CHL", "lat": -33.4, "lon": -70.7, "precision": "city"},
    "trigger": {"text": "visit", "start": 1, "end": 6},
    "codebook": "plover-2021",
    "coder": "dragoman 0.1.0",
}


def line(**values: Any) -> str:
    return json.dumps(PLAIN | values)


def test_a_record_of_the_manual(take: Any) -> None:
    row = line(
        mode="visit",
        quad_code=1,
        event_scale=4.0,
        enddate="2024-05-19",
        event_loc={"name": "Lima", "cc3": "PER", "latitude": -12.05, "longitude": -77.03},
        event_text=["words of another"],
        cite_info={"url": "https://example.org/a", "publication": "Test Post", "title": "words of another"},
        coder="testcoder 1",
    )
    (event,), errors = take("plover", row)
    assert not errors
    assert (event.coder, event.id, event.unit, event.directed) == ("testcoder 1", "T-1", "report", True)
    assert (event.start, event.end) == (date(2024, 5, 18), date(2024, 5, 19))
    assert event.actor == ForeignParty("", "PER", "PER", ("GOV",))
    assert event.recipient == ForeignParty("", "CHL", "CHL", ())
    assert (event.event_type, event.mode, event.quad, event.score, event.scale) == ("CONSULT", "visit", 1, 4.0, "plover")
    assert (event.place, event.country, event.lat) == ("Lima", "PER", -12.05)
    assert (event.url, event.publisher) == ("https://example.org/a", "Test Post")
    assert "words of another" not in str(event.raw)


def test_other_peoples_words_are_kept_when_asked_for(take: Any, knowledge: Knowledge) -> None:
    (event,), _ = take("plover", line(event_text=["made up"]), context=Context(knowledge, notes=True))
    assert event.raw["event_text"] == '["made up"]'


def test_several_types_are_events_each_with_its_own_modes(take: Any) -> None:
    events, _ = take("plover", line(event=["CONSULT", "ASSAULT"], mode=["visit", "drone"]))
    assert [(event.id, event.event_type, event.mode) for event in events] == [
        ("T-1", "CONSULT", "visit"),
        ("T-1#2", "ASSAULT", "drone"),
    ]


def test_several_actors_are_one_party(take: Any) -> None:
    (event,), _ = take("plover", line(source=[{"code": "PER", "sector": "GOV"}, {"code": "UNO"}], recipient=None))
    assert event.actor == ForeignParty("", "PER; UNO", "PER; UNO", ("GOV",))
    assert event.recipient == ForeignParty()


def test_one_of_our_own_lines_keeps_its_coder_and_not_its_words(take: Any) -> None:
    (event,), errors = take("plover", json.dumps(OWN))
    assert not errors
    assert (event.coder, event.id, event.start, event.end) == ("dragoman 0.1.0", "ev-1", None, date(2024, 5, 17))
    assert event.actor == ForeignParty("Peru", "PER", "PER", ("GOV",))
    assert (event.event_type, event.mode, event.score, event.codebook) == ("CONSULT", "visit", 4.0, "plover-2021")
    assert (event.place, event.country, event.precision) == ("Santiago", "CHL", "city")
    assert "trigger" not in event.raw
    assert "Lima" not in event.raw["actor"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({"happened": False, "status": "future"}, "left out: events that did not happen (future)", id="a plan"),
        pytest.param(
            {"actor": [{"id": "UNK", "via": "implicit"}]}, "left out: events whose doer the text does not name", id="no doer"
        ),
    ],
)
def test_what_we_do_not_count_is_left_out_and_told(
    take: Any, context: Context, knowledge: Knowledge, changes: dict[str, Any], told: str
) -> None:
    assert take("plover", json.dumps(OWN | changes)) == ([], [])
    assert context.told == {told: 1}
    events, _ = take("plover", json.dumps(OWN | changes), context=Context(knowledge, everything=True))
    assert len(events) == 1


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        pytest.param("{not json", "not JSON: Expecting property name enclosed in double quotes", id="no JSON"),
        pytest.param("[1]", "not an event: a line holds one JSON object", id="a list"),
        pytest.param('{"id": "a", "headline": "b"}', "no field 'event'; there are: headline, id", id="another record"),
        pytest.param(line(id=""), "no field 'id'", id="no id"),
        pytest.param(line(date="May 18"), "date: no date in 'May 18'", id="no date"),
        pytest.param(line(event=[]), "no event type in 'event'", id="no type"),
        pytest.param(line(event_scale="low"), "event_scale: no number in 'low'", id="no number"),
        pytest.param(
            '{"id": "\\ud800", "event": "AGREE"}',
            "half a character written as an escape (\\ud800 to \\udfff)",
            id="half a character",
        ),
        pytest.param('{"id": ' + "9" * 5000 + "}", "not JSON: a number too long to read", id="endless number"),
        pytest.param("[" * 200_000, "not JSON: nested too deep", id="too deep"),
        pytest.param(b'{"id": "caf\xe9"}', "not UTF-8 text (byte 0xe9)", id="mixed encodings"),
    ],
)
def test_a_bad_line_is_told_and_the_rest_goes_on(take: Any, bad: str | bytes, message: str) -> None:
    events, errors = take("plover", line(), bad, line())
    assert (len(events), errors) == (2, [f"events.txt:2: {message}"])


def test_a_truncated_last_line_is_told(take: Any) -> None:
    events, errors = take("plover", line(), line()[:40], ended=False)
    assert (len(events), errors) == (1, ["events.txt:2: the file ends within this line"])
