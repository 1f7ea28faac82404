"""ACLED rows, made up here, come in as undirected incidents; notes stay out unless asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from foreign_lines import comma

from dragoman.formats.foreign import Context
from dragoman.formats.foreign.acled import LAYOUT
from dragoman.knowledge import Knowledge
from dragoman.model import ForeignParty

NEW = LAYOUT.columns[:31]
HEAD = ",".join(NEW)
PLAIN = {
    "event_id_cnty": "XYZ1",
    "event_date": "2023-01-31",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Mali (2021-)",
    "country": "Mali",
}


def line(**values: str) -> str:
    return comma(NEW, **(PLAIN | values))


def test_a_row_is_an_undirected_incident(take: Any) -> None:
    row = line(
        inter1="State forces",
        actor2="Civilians (Niger)",
        inter2="Civilians",
        location="Testville",
        admin1="Somewhere",
        latitude="13.5",
        longitude="2.1",
        geo_precision="2",
        source="Test Post; Another Paper",
        fatalities="3",
        notes='On 31 January, "somebody" did something, made up for this test.',
    )
    (event,), errors = take("acled", HEAD, row)
    assert not errors
    assert (event.coder, event.id, event.unit, event.directed) == ("acled", "XYZ1", "incident", False)
    assert event.actor == ForeignParty("Military Forces of Mali (2021-)", "State forces", "MLI", ("MIL",))
    assert event.recipient == ForeignParty("Civilians (Niger)", "Civilians", "NER", ("CVL",))
    assert (event.code, event.codebook, event.event_type, event.mode) == ("Battles: Armed clash", "acled", "ASSAULT", "")
    assert (event.score, event.scale) == (None, "")
    assert (event.fatalities_low, event.fatalities, event.fatalities_high) == (None, 3, None)
    assert (event.place, event.country, event.precision) == ("Testville; Somewhere", "MLI", "near")
    assert event.publisher == "Test Post; Another Paper"
    assert "notes" not in event.raw


def test_notes_are_kept_when_asked_for(take: Any, knowledge: Knowledge) -> None:
    (event,), _ = take("acled", HEAD, line(notes="made up"), context=Context(knowledge, notes=True))
    assert event.raw["notes"] == "made up"


@pytest.mark.parametrize(
    ("main", "sub", "event_type", "mode"),
    [
        ("Protests", "Peaceful protest", "PROTEST", "demo"),
        ("Riots", "Violent demonstration", "PROTEST", "riot"),
        ("Riots", "Mob violence", "", ""),
        ("Explosions/Remote violence", "Suicide bomb", "ASSAULT", "suicide-attack"),
        ("Explosions/Remote violence", "Air/drone strike", "ASSAULT", ""),
        ("Violence against civilians", "Abduction/forced disappearance", "ASSAULT", "abduct"),
        ("Strategic developments", "Arrests", "COERCE", "arrest"),
        ("Strategic developments", "Agreement", "", ""),
        ("Battles", "A new kind of clash", "ASSAULT", ""),
        ("Weather", "", "", ""),
    ],
)
def test_types_are_ours_where_one_type_holds_them(take: Any, main: str, sub: str, event_type: str, mode: str) -> None:
    (event,), _ = take("acled", HEAD, line(event_type=main, sub_event_type=sub))
    assert (event.event_type, event.mode) == (event_type, mode)


@pytest.mark.parametrize(
    ("name", "inter", "country", "sector"),
    [
        pytest.param("Police Forces of Kenya (2022-)", "1", "KEN", ("COP",), id="police"),
        pytest.param("Military Forces of Iran (1989-) Border Guard", "1", "IRN", ("MIL",), id="a part of an army"),
        pytest.param("Military Forces of the United States", "8", "USA", ("MIL",), id="a foreign army"),
        pytest.param("Unidentified Armed Group (Mali)", "3", "MLI", ("UAF",), id="unidentified"),
        pytest.param("Boko Haram", "2", "NGA", ("REB",), id="a group we know, in Mali: not Malian"),
        pytest.param("XBH: Boko Haram", "2", "NGA", ("REB",), id="a short form before it"),
        pytest.param("Boko Haram (Testville)", "2", "", ("REB",), id="brackets make it another"),
        pytest.param("Sons of the Test", "2", "", ("REB",), id="a rebel group we do not know"),
        pytest.param("Testville Communal Militia", "4", "", (), id="a militia: no one sector"),
    ],
)
def test_actors_say_themselves_whose_they_are(take: Any, name: str, inter: str, country: str, sector: tuple[str, ...]) -> None:
    (event,), _ = take("acled", HEAD, line(actor1=name, inter1=inter))
    assert event.actor == ForeignParty(name, inter, country, sector)


@pytest.mark.parametrize(
    ("written", "on"),
    [
        ("2023-01-31", date(2023, 1, 31)),
        ("31 January 2023", date(2023, 1, 31)),
        ("31-Jan-2023", date(2023, 1, 31)),
        ("31/01/2023", date(2023, 1, 31)),
        ("01/31/2023", date(2023, 1, 31)),
        ("03/03/2023", date(2023, 3, 3)),
    ],
)
def test_dates_of_every_export(take: Any, written: str, on: date) -> None:
    (event,), _ = take("acled", HEAD, line(event_date=written))
    assert (event.start, event.end) == (on, on)


def test_an_old_export_in_capitals(take: Any) -> None:
    head = "GWNO,EVENT_ID_CNTY,EVENT_DATE,EVENT_TYPE,ACTOR1,ALLY_ACTOR_1,INTER1,ACTOR2,COUNTRY,FATALITIES"
    (event,), errors = take("acled", head, "432,1XX,18/04/2001,Battle-No change of territory,A,,2,B,Mali,0")
    assert not errors
    assert (event.id, event.start, event.event_type, event.country, event.fatalities) == (
        "1XX",
        date(2001, 4, 18),
        "ASSAULT",
        "MLI",
        0,
    )


def test_an_export_parted_by_semicolons(take: Any) -> None:
    (event,), errors = take("acled", HEAD.replace(",", ";"), line().replace(",", ";"))
    assert (event.id, errors) == ("XYZ1", [])


def test_a_note_of_several_lines_is_one_row_and_later_lines_keep_their_numbers(take: Any) -> None:
    events, errors = take("acled", HEAD, line(notes="one\ntwo"), line(event_date="2023-02-30"))
    assert len(events) == 1
    assert errors == ["events.txt:4: event_date: no such day as '2023-02-30'"]


def test_bad_lines_are_told_and_the_rest_goes_on(take: Any) -> None:
    events, errors = take(
        "acled",
        HEAD,
        line(event_date="03/04/2023"),
        line(fatalities="many"),
        line(actor1="?").encode().replace(b"?", b"Caf\xe9"),
        line(),
        "XYZ9,2023-01-31,20",
        ended=False,
    )
    assert len(events) == 1
    assert errors == [
        "events.txt:2: event_date: '03/04/2023' may be two days; write 2023-04-03, or the other",
        "events.txt:3: fatalities: no number in 'many'",
        "events.txt:4: not UTF-8 text (byte 0xe9)",
        "events.txt:6: the file ends within this line (3 of 31 cells)",
    ]


def test_a_quote_left_open_costs_no_more_than_its_cell(take: Any) -> None:
    events, errors = take("acled", HEAD, 'XYZ1,"open', *(["x" * 1000] * 140), line())
    assert errors[0] == ("events.txt:2: not CSV: field larger than field limit (131072); is a quote left open from this line on?")
    assert [event.id for event in events] == ["XYZ1"]


def test_tabs_are_no_acled_file(take: Any) -> None:
    assert take("acled", HEAD.replace(",", "\t")) == (
        [],
        ["events.txt:1: columns parted by tabs, where ACLED has commas or semicolons; save it so"],
    )
