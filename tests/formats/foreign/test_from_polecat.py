"""POLECAT rows, made up here, come in as reports with PLOVER's types, modes and scores."""

from __future__ import annotations

from typing import Any

import pytest
from foreign_lines import tabbed

from dragoman.formats.columns import POLECAT
from dragoman.formats.foreign import Context
from dragoman.model import ForeignParty

HEAD = "\t".join(POLECAT)
PLAIN = {"Event_ID": "E1", "Event_Date": "2024-05-18", "Event_Type": "CONSULT", "Actor_Name": "A", "Recipient_Name": "None"}


def line(**values: str) -> str:
    return tabbed(POLECAT, **(PLAIN | values))


def test_a_row_is_a_report_on_plovers_scale(take: Any) -> None:
    row = line(
        Event_Type="ASSAULT",
        Event_Mode="drone",
        Intensity="-9.5",
        Quad_Code="MATERIAL CONFLICT",
        Contexts="military",
        Actor_Name="Army of Peru",
        Actor_Country="PER",
        Actor_Sectors="MIL",
        Recipient_Name="Unknown Villagers",
        Recipient_Country="CHL",
        Recipient_Sectors="CVL; AGR",
        Placename="Arica",
        Country="CHL",
        Latitude="-18.5",
        Longitude="-70.3",
        Feature_Type="PPLA",
        Source="The Test Post",
    )
    (event,), errors = take("polecat", HEAD, row)
    assert not errors
    assert (event.coder, event.unit, event.directed, event.codebook) == ("polecat", "report", True, "plover")
    assert event.actor == ForeignParty("Army of Peru", "PER; MIL", "PER", ("MIL",))
    assert event.recipient == ForeignParty("Unknown Villagers", "CHL; CVL; AGR", "CHL", ("CVL", "AGR"))
    assert (event.event_type, event.mode, event.quad, event.score, event.scale) == ("ASSAULT", "drone", 4, -9.5, "plover")
    assert (event.place, event.country, event.lat, event.precision) == ("Arica", "CHL", -18.5, "PPLA")
    assert event.raw["Contexts"] == "military"


def test_several_actors_are_one_party_never_several_events(take: Any) -> None:
    (event,), _ = take("polecat", HEAD, line(Actor_Name="A; B", Actor_Country="PER; CHL", Actor_Sectors="GOV; GOV"))
    assert event.actor == ForeignParty("A; B", "PER; CHL; GOV; GOV", "PER; CHL", ("GOV",))
    assert event.recipient == ForeignParty()


@pytest.mark.parametrize(
    ("theirs", "modes", "event_type", "mode"),
    [
        pytest.param("PROTEST", "riot, strike", "PROTEST", "riot; strike", id="two modes"),
        pytest.param("DEMAND", "meet", "REQUEST", "meet", id="an older name"),
        pytest.param("DISAPPROVE", "None", "ACCUSE", "disapprove", id="an older type that is a mode now"),
        pytest.param("YIELD", "", "", "", id="an older type that was parted"),
        pytest.param("COERCE", "confiscate", "COERCE", "seize", id="an older mode"),
        pytest.param("CONSULT", "drone", "CONSULT", "", id="a mode of another type"),
        pytest.param("BROADCAST", "", "", "", id="no type of PLOVER"),
    ],
)
def test_types_and_modes_of_every_year(take: Any, theirs: str, modes: str, event_type: str, mode: str) -> None:
    (event,), _ = take("polecat", HEAD, line(Event_Type=theirs, Event_Mode=modes))
    assert (event.code, event.event_type, event.mode) == (theirs, event_type, mode)


def test_what_was_left_out_is_told(take: Any, context: Context) -> None:
    take("polecat", HEAD, line(Event_Type="YIELD"), line(Event_Mode="drone"))
    assert set(context.told) == {"no one PLOVER type for 'YIELD': kept without a type", "no mode 'drone' of CONSULT: left out"}


def test_the_other_name_of_the_intensity_is_known(take: Any) -> None:
    (event,), errors = take("polecat", HEAD.replace("Intensity", "Event Intensity"), line(Intensity="2.5"))
    assert (event.score, errors) == (2.5, [])


def test_bad_lines_are_told_and_the_rest_goes_on(take: Any) -> None:
    events, errors = take("polecat", HEAD, line(Event_Date="18th"), line(Intensity="x"), "E4\t2024-05-18", line())
    assert len(events) == 1
    assert errors == [
        "events.txt:2: Event Date: no date in '18th'",
        "events.txt:3: Intensity: no number in 'x'",
        "events.txt:4: 2 cells, where this table has 40 columns",
    ]
