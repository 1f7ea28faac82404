"""Groups below and across states: what they were on a day, rebels or rulers."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from dragoman.knowledge import Knowledge
from dragoman.who import who


def test_there_are_enough_groups(knowledge: Knowledge) -> None:
    groups = {entry.id: entry.sector for entry in knowledge.actors.entries if entry.kind == "group"}
    assert len(groups) >= 400
    assert groups.keys() == knowledge.actors.groups.keys()
    count = Counter(sector for sectors in groups.values() for sector in sectors)
    assert all(count[sector] >= 50 for sector in ("REB", "PTY", "PRM")), count


@pytest.mark.parametrize(
    ("name", "day", "country", "sector"),
    [
        pytest.param("the Taliban", "1995-05-01", "AFG", "REB", id="the Taliban before they took Kabul"),
        pytest.param("the Taliban", "1998-05-01", "AFG", "GOV", id="the Taliban as rulers"),
        pytest.param("the Taliban", "2002-05-01", "AFG", "REB", id="the Taliban driven out"),
        pytest.param("the Taliban", "2021-08-14", "AFG", "REB", id="the Taliban on the eve"),
        pytest.param("the Taliban", "2022-05-01", "AFG", "GOV", id="the Taliban back in Kabul"),
        pytest.param("Hamas", "2001-05-01", "PSE", "REB", id="Hamas before its election"),
        pytest.param("Hamas", "2006-12-01", "PSE", "GOV", id="Hamas in government"),
        pytest.param("Hamas", "2023-10-08", "PSE", "REB", id="Hamas in Gaza alone"),
        pytest.param("Hezbollah", "2006-07-20", "LBN", "REB", id="Hezbollah at war"),
        pytest.param("Hizbullah", "2024-10-01", "LBN", "REB", id="Hezbollah by another spelling"),
        pytest.param("RSF", "2020-05-01", "SDN", "PRM", id="the RSF under the state"),
        pytest.param("Rapid Support Forces", "2023-04-14", "SDN", "PRM", id="the RSF on the eve"),
        pytest.param("Rapid Support Forces", "2023-04-15", "SDN", "REB", id="the RSF against the army"),
        pytest.param("RSF", "2024-05-01", "SDN", "REB", id="the RSF by its letters"),
    ],
)
def test_what_a_group_was_on_a_day(name: str, day: str, country: str, sector: str, knowledge: Knowledge) -> None:
    found = who(name, knowledge, date.fromisoformat(day))[0]
    assert (found.country, found.sector[0], found.stale) == (country, sector, False)


@pytest.mark.parametrize(
    ("name", "day", "stale"),
    [
        pytest.param("LTTE", "2005-05-01", False, id="the Tigers while they fought"),
        pytest.param("LTTE", "2020-05-01", True, id="the Tigers long after their end"),
        pytest.param("Tamil New Tigers", "1975-05-01", False, id="a forerunner's name"),
        pytest.param("Tamil New Tigers", "2005-05-01", True, id="a forerunner's name, given up"),
        pytest.param("Khmer Rouge", "1990-05-01", False, id="the Khmer Rouge in the jungle"),
        pytest.param("Khmer Rouge", "2020-05-01", True, id="the Khmer Rouge gone"),
    ],
)
def test_a_group_is_of_its_time(name: str, day: str, stale: bool, knowledge: Knowledge) -> None:
    found = who(name, knowledge, date.fromisoformat(day))[0]
    assert found.stale is stale


def test_a_group_that_is_gone_was_last_what_it_was_at_its_end(knowledge: Knowledge) -> None:
    """The Eritrean front had governed for three years when it became a party in 1994."""
    assert who("EPLF", knowledge, date(2000, 1, 1))[0].sector == ("GOV",)


def test_periods_of_a_group_leave_no_day_to_two(knowledge: Knowledge) -> None:
    """A name holds once on the first day of each of its periods."""
    spans: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for entry in knowledge.actors.entries:
        if entry.kind == "group" and (entry.start is None or entry.end is None or entry.start < entry.end):
            spans.setdefault((entry.id, entry.text), []).append((entry.start or date.min, entry.end or date.max))
    twice = [
        (name, start) for name, periods in spans.items() for start, _ in periods if sum(a <= start < b for a, b in periods) > 1
    ]
    assert twice == []


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        pytest.param("Sudanese rebels", "SDN", id="of Sudan"),
        pytest.param("former Colombian rebels", "COL", id="of Colombia"),
        pytest.param("Pakistani militants", "PAK", id="of Pakistan"),
        pytest.param("Russian mercenaries", "RUS", id="of Russia"),
    ],
)
def test_a_nations_rebels_keep_their_country_where_no_group_is_named(phrase: str, country: str, knowledge: Knowledge) -> None:
    assert who(f"the {phrase}", knowledge, date(2010, 5, 1))[0].country == country
