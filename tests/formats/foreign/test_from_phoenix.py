"""Phoenix rows, made up here and without a header, come in as reports in CAMEO."""

from __future__ import annotations

from typing import Any

import pytest
from foreign_lines import tabbed

from dragoman.formats.columns import PHOENIX
from dragoman.model import ForeignParty

PLAIN = {"EventID": "20150903-7-1_P", "Date": "20150903", "EventCode": "042", "EventRootCode": "04", "QuadClass": "1"}


def line(**values: str) -> str:
    return tabbed(PHOENIX, **(PLAIN | values))


def test_a_row_is_a_directed_report(take: Any) -> None:
    row = line(
        SourceActorFull="PERGOVMIL",
        SourceActorEntity="PER",
        SourceActorRole="GOV",
        SourceActorAttribute="MIL",
        TargetActorFull="CHLOPPHLH",
        TargetActorEntity="CHL",
        TargetActorRole="OPP",
        TargetActorAttribute="HLH",
        EventCode="138",
        EventRootCode="13",
        QuadClass="3",
        GoldsteinScore="-7.0",
        ActionLat="-12.05",
        ActionLong="-77.03",
        LocationName="Lima",
        URLs="https://example.org/a",
        NewsSources="test_post",
    )
    (event,), errors = take("phoenix", row)
    assert not errors
    assert (event.coder, event.id, event.unit, event.directed) == ("phoenix", "20150903-7-1_P", "report", True)
    assert event.actor == ForeignParty("", "PERGOVMIL", "PER", ("GOV", "MIL"))
    assert event.recipient == ForeignParty("", "CHLOPPHLH", "CHL", ("OPP", "MED"))
    assert (event.event_type, event.mode, event.quad, event.score, event.scale) == ("THREATEN", "violence", 3, -7.0, "goldstein")
    assert (event.place, event.lat, event.url, event.publisher) == ("Lima", -12.05, "https://example.org/a", "test_post")


def test_a_joined_code_alone_is_taken_apart(take: Any) -> None:
    (event,), _ = take("phoenix", line(SourceActorFull="PERINS", TargetActorFull="IGOUNO"))
    assert (event.actor.country, event.actor.sector, event.recipient.country) == ("PER", ("REB",), "UNO")


@pytest.mark.parametrize(
    ("first", "second", "country"),
    [
        pytest.param("Georgia", "USA", "USA", id="state, then code of the country"),
        pytest.param("United States", "Georgia", "USA", id="the country's name, then the state"),
        pytest.param("Georgia", "", "", id="a name alone may be a state's or a country's"),
        pytest.param("PER", "", "PER", id="a code alone"),
    ],
)
def test_either_order_of_state_and_country_is_read(take: Any, first: str, second: str, country: str) -> None:
    (event,), _ = take("phoenix", line(GeoCountryName=first, GeoStateName=second))
    assert event.country == country


@pytest.mark.parametrize(("quad", "kept"), [("0", None), ("4", 4)])
def test_a_neutral_class_is_no_quad(take: Any, quad: str, kept: int | None) -> None:
    (event,), _ = take("phoenix", line(QuadClass=quad))
    assert event.quad == kept


def test_bad_lines_are_told_and_the_rest_goes_on(take: Any) -> None:
    events, errors = take("phoenix", line(), line(Date="2015"), "a\tb", line())
    assert len(events) == 2
    assert errors == ["events.txt:2: Date: no date in '2015'", "events.txt:3: 2 cells, where this table has 26 columns"]
