"""Organisations: who was a member when, and which of them are no country's."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from dragoman.knowledge import Knowledge
from dragoman.who import members

NATO_1998 = "BEL CAN DEU DNK ESP FRA GBR GRC ISL ITA LUX NLD NOR PRT TUR USA"
NATO_2004 = f"{NATO_1998} CZE HUN POL BGR EST LVA LTU ROU SVK SVN"
EU_2003 = "AUT BEL DEU DNK ESP FIN FRA GBR GRC IRL ITA LUX NLD PRT SWE"
EU_2004 = f"{EU_2003} CYP CZE EST HUN LTU LVA MLT POL SVK SVN"
SCO_2016 = "CHN KAZ KGZ RUS TJK UZB"
BRICS_2023 = "BRA CHN IND RUS ZAF"
OPEC_2019 = "AGO ARE COG DZA ECU GAB GNQ IRN IRQ KWT LBY NGA SAU VEN"


def states(organisation: str, day: str, knowledge: Knowledge, status: str = "member") -> set[str]:
    found = members(organisation, knowledge, date.fromisoformat(day))
    return {str(row["state"]) for row in found if row["status"] == status}


def without(text: str, *gone: str) -> str:
    return " ".join(state for state in text.split() if state not in gone)


@pytest.mark.parametrize(
    ("organisation", "day", "expected"),
    [
        pytest.param("NATO", "1998-07-01", NATO_1998, id="NATO before it grew east"),
        pytest.param("NATO", "1999-03-12", f"{NATO_1998} CZE HUN POL", id="NATO on the day three joined"),
        pytest.param("NATO", "2004-07-01", NATO_2004, id="NATO after seven joined"),
        pytest.param("NATO", "2024-07-01", f"{NATO_2004} ALB HRV MNE MKD FIN SWE", id="NATO with Finland and Sweden"),
        pytest.param("EU", "2003-07-01", EU_2003, id="the Union of fifteen"),
        pytest.param("EU", "2004-04-30", EU_2003, id="the Union on the eve of its growth"),
        pytest.param("EU", "2004-05-01", EU_2004, id="the Union of twenty-five"),
        pytest.param("EU", "2020-01-31", f"{EU_2004} BGR ROU HRV", id="the Union on Britain's last day"),
        pytest.param("EU", "2021-07-01", f"{without(EU_2004, 'GBR')} BGR ROU HRV", id="the Union without Britain"),
        pytest.param("SCO", "2016-07-01", SCO_2016, id="Shanghai's six"),
        pytest.param("SCO", "2018-07-01", f"{SCO_2016} IND PAK", id="with India and Pakistan"),
        pytest.param("SCO", "2024-08-01", f"{SCO_2016} IND PAK IRN BLR", id="with Iran and Belarus"),
        pytest.param("BRICS", "2023-07-01", BRICS_2023, id="BRICS of five"),
        pytest.param("BRICS", "2024-07-01", f"{BRICS_2023} ARE EGY ETH IRN", id="BRICS after four joined; Saudi Arabia did not"),
        pytest.param("OPEC", "1965-01-01", "IDN IRN IRQ KWT LBY QAT SAU VEN", id="OPEC before Abu Dhabi"),
        pytest.param("OPEC", "2018-12-01", f"{OPEC_2019} QAT", id="OPEC with Qatar"),
        pytest.param("OPEC", "2019-07-01", OPEC_2019, id="OPEC without Qatar"),
        pytest.param("OPEC", "2024-07-01", without(OPEC_2019, "ECU", "AGO"), id="OPEC without Ecuador and Angola"),
        pytest.param("WARSAW-PACT", "1985-01-01", "BGR CSK DDR HUN POL ROU SUN", id="a pact of states that are gone"),
        pytest.param("G8", "2010-01-01", "CAN DEU FRA GBR ITA JPN RUS USA", id="eight with Russia"),
        pytest.param("ECOWAS", "2025-07-01", "BEN CIV CPV GHA GMB GNB LBR NGA SEN SLE TGO", id="ECOWAS after three left"),
    ],
)  # fmt: skip
def test_members_on_a_day(organisation: str, day: str, expected: str, knowledge: Knowledge) -> None:
    assert states(organisation, day, knowledge) == set(expected.split())


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2005-12-01", "MRT", id="Mauritania after its coup"),
        pytest.param("2014-01-01", "CAF EGY GNB MDG", id="Egypt after its coup"),
        pytest.param("2018-01-01", "", id="nobody"),
        pytest.param("2022-06-01", "BFA GIN MLI SDN", id="four after their coups"),
        pytest.param("2024-06-01", "BFA GAB GIN MLI NER SDN", id="six after their coups"),
    ],
)
def test_suspended_from_the_african_union(day: str, expected: str, knowledge: Knowledge) -> None:
    suspended = states("AU", day, knowledge, "suspended")
    assert suspended == set(expected.split())
    assert not suspended & states("AU", day, knowledge)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("1970-01-01", "FRA GBR SUN TWN USA", id="China's seat is Taipei's"),
        pytest.param("1975-01-01", "CHN FRA GBR SUN USA", id="China's seat is Peking's"),
        pytest.param("1995-01-01", "CHN FRA GBR RUS USA", id="Russia's seat was the Soviet Union's"),
    ],
)
def test_permanent_members_of_the_security_council(day: str, expected: str, knowledge: Knowledge) -> None:
    assert states("UNSC", day, knowledge) >= set(expected.split())
    assert not states("UNSC", day, knowledge) & ({"CHN", "TWN", "RUS", "SUN"} - set(expected.split()))


@pytest.mark.parametrize(
    ("day", "elected"),
    [
        pytest.param("2003-03-01", "AGO BGR CHL CMR DEU ESP GIN MEX PAK SYR", id="before the war in Iraq"),
        pytest.param("2024-03-01", "CHE DZA ECU GUY JPN KOR MLT MOZ SLE SVN", id="in 2024"),
    ],
)
def test_elected_members_of_the_security_council(day: str, elected: str, knowledge: Knowledge) -> None:
    assert states("UNSC", day, knowledge) == {"CHN", "FRA", "GBR", "RUS", "USA", *elected.split()}


def test_a_candidate_is_no_member(knowledge: Knowledge) -> None:
    assert states("NATO", "2024-07-01", knowledge, "candidate") == {"BIH", "GEO", "UKR"}
    assert "UKR" not in states("NATO", "2024-07-01", knowledge)


def test_no_state_is_a_member_twice_at_once(knowledge: Knowledge) -> None:
    twice = []
    for organisation in knowledge.actors.organisations.values():
        for first, second in combinations(organisation.members, 2):
            starts = max(first.span[0] or date.min, second.span[0] or date.min)
            if first.state == second.state and starts < min(first.span[1] or date.max, second.span[1] or date.max):
                twice.append((organisation.id, first.state, starts))
    assert twice == []


def test_every_membership_lasts_a_day(knowledge: Knowledge) -> None:
    spans = [(row.id, member.state, *member.span) for row in knowledge.actors.organisations.values() for member in row.members]
    assert [span for span in spans if span[2] and span[3] and span[3] <= span[2]] == []


def test_there_are_enough_organisations_of_states(knowledge: Knowledge) -> None:
    rows = knowledge.actors.organisations.values()
    assert sum(row.class_ == "IGO" for row in rows) >= 150
    assert sum(bool(row.members) for row in rows) >= 120


def test_bloc_labels_have_no_country(knowledge: Knowledge) -> None:
    blocs = {row.id for row in knowledge.actors.organisations.values() if row.class_ == "BLOC"}
    named = [entry for entry in knowledge.actors.entries if entry.id in blocs]
    assert {entry.id for entry in named} == blocs >= {"THE-WEST", "GLOBAL-SOUTH", "INTERNATIONAL-COMMUNITY"}
    assert [entry for entry in named if entry.country] == []


@pytest.mark.parametrize(
    ("organisation", "code"),
    [("NATO", "IGO"), ("EU", "EUR"), ("UN", "UNO"), ("UNHCR", "UNO"), ("AMNESTY", "NGO"), ("BBC", "GBR")],
)
def test_an_organisation_stands_where_a_country_would(organisation: str, code: str, knowledge: Knowledge) -> None:
    assert {entry.country for entry in knowledge.actors.entries if entry.id == organisation} == {code}
