"""UCDP GED rows, made up here, come in as incidents with low, best and high counts of the dead."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from foreign_lines import comma

from dragoman.formats.foreign import Context
from dragoman.formats.foreign.ucdp import LAYOUT
from dragoman.knowledge import Knowledge
from dragoman.model import ForeignParty

HEAD = ",".join(LAYOUT.columns)
PLAIN = {
    "id": "9000001",
    "type_of_violence": "1",
    "side_a": "Government of Myanmar (Burma)",
    "side_a_new_id": "144",
    "gwnoa": "775",
    "side_b": "Sons of the Test",
    "side_b_new_id": "9999",
    "date_start": "2021-03-02 00:00:00.000",
    "date_end": "2021-03-04 00:00:00.000",
    "country": "Myanmar (Burma)",
    "country_id": "775",
    "best": "5",
    "low": "4",
    "high": "9",
}


def line(**values: str) -> str:
    return comma(LAYOUT.columns, **(PLAIN | values))


def test_a_row_is_an_incident(take: Any) -> None:
    row = line(
        number_of_sources="3",
        source_article="made up, for this test",
        source_office="Test Post",
        where_prec="3",
        where_coordinates="Testville",
        latitude="21.9",
        longitude="96.1",
    )
    (event,), errors = take("ucdp-ged", HEAD, row)
    assert not errors
    assert (event.coder, event.id, event.unit, event.codebook, event.code) == ("ucdp-ged", "9000001", "incident", "ucdp-ged", "1")
    assert (event.start, event.end) == (date(2021, 3, 2), date(2021, 3, 4))
    assert event.actor == ForeignParty("Government of Myanmar (Burma)", "144", "MMR", ("GOV",))
    assert event.recipient == ForeignParty("Sons of the Test", "9999", "", ())
    assert (event.event_type, event.quad, event.score, event.scale) == ("ASSAULT", 4, None, "")
    assert (event.fatalities_low, event.fatalities, event.fatalities_high, event.reports) == (4, 5, 9, 3)
    assert (event.place, event.country, event.precision) == ("Testville", "MMR", "second-order division")
    assert "source_article" not in event.raw
    assert event.raw["where_prec"] == "3"


def test_headlines_are_kept_when_asked_for(take: Any, knowledge: Knowledge) -> None:
    (event,), _ = take("ucdp-ged", HEAD, line(source_headline="made up"), context=Context(knowledge, notes=True))
    assert event.raw["source_headline"] == "made up"


@pytest.mark.parametrize(("violence", "directed"), [("1", False), ("2", False), ("3", True)])
def test_only_one_sided_violence_has_a_direction(take: Any, violence: str, directed: bool) -> None:
    (event,), _ = take("ucdp-ged", HEAD, line(type_of_violence=violence))
    assert event.directed is directed


@pytest.mark.parametrize(
    ("side", "number", "country", "sector"),
    [
        pytest.param("Civilians", "", "", ("CVL",), id="civilians have no country of their own"),
        pytest.param("Government of Russia (Soviet Union)", "365", "RUS", ("GOV",), id="by its number"),
        pytest.param("Government of DR Congo (Zaire)", "", "COD", ("GOV",), id="by its name"),
        pytest.param("Government of Congo", "", "COG", ("GOV",), id="by this format's name"),
        pytest.param("Government of Peru, Government of Chile", "", "PER; CHL", ("GOV",), id="two governments"),
        pytest.param("Boko Haram", "", "NGA", ("REB",), id="a group we know"),
    ],
)
def test_sides(take: Any, side: str, number: str, country: str, sector: tuple[str, ...]) -> None:
    (event,), _ = take("ucdp-ged", HEAD, line(side_b=side, gwnob=number, side_b_new_id="1"))
    assert event.recipient == ForeignParty(side, "1", country, sector)


def test_a_number_meant_another_state_before(take: Any) -> None:
    row = line(side_a="Government of Russia (Soviet Union)", gwnoa="365", date_start="1990-01-20", date_end="1990-01-20")
    (event,), _ = take("ucdp-ged", HEAD, row)
    assert event.actor.country == "SUN"


def test_unknown_numbers_of_sources_are_none(take: Any) -> None:
    (event,), _ = take("ucdp-ged", HEAD, line(number_of_sources="-1"))
    assert event.reports is None


def test_bad_lines_are_told_and_the_rest_goes_on(take: Any) -> None:
    events, errors = take(
        "ucdp-ged",
        HEAD,
        line(date_end="2021-03-01"),
        line(type_of_violence="7"),
        line(best="some"),
        line(country="a,b") + ",x",
        line(),
    )
    assert len(events) == 1
    assert errors == [
        "events.txt:2: date_end 2021-03-01 is before date_start 2021-03-02",
        "events.txt:3: type_of_violence: '7' is none of 1, 2, 3",
        "events.txt:4: best: no number in 'some'",
        "events.txt:5: 50 cells, where this table has 49 columns",
    ]
