"""Who held which office when: in every state, and never before the term began."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations

import pytest

from dragoman.knowledge import Knowledge, Person, Term
from dragoman.knowledge.schemas import first_day
from dragoman.who import who

HEADS = frozenset({"head-of-state", "head-of-government"})
# Half-years from 2000 to 2024: a state counts as known where nine in ten of them have a foreign minister.
HALF_YEARS = [date(year, month, 1) for year in range(2000, 2025) for month in (1, 7)]
# Terms by source in November 2026: REIGN 1,144, factbook 255; each look-up has its own; the rest not compared with any.
LEAST_BY_SOURCE = {"REIGN 2021-03": 1_100, "factbook 2026-05": 250}
# Offices that two hold at once by law, and those that two held in a dispute or for one who could not.
TOGETHER = {("SMR", "Captain Regent"), ("BIH", "Co-Prime Minister")}
DISPUTED = {
    ("AFG", "Acting Prime Minister"): "Kabir stood in for Akhund, who was ill, in 2023",
    ("CIV", "Prime Minister"): "Gbagbo's and Ouattara's governments after the election of 2010",
    ("MDG", "President"): "Ratsiraka and Ravalomanana both claimed the election of 2001",
    ("MDG", "Prime Minister"): "the governments of the two",
    ("NGA", "President"): "Jonathan acted for Yar'Adua, who was ill, in 2010",
    ("ZMB", "President"): "Banda acted for Mwanawasa, who was ill, in 2008",
}


def terms(knowledge: Knowledge) -> Iterator[tuple[Person, Term]]:
    for person in knowledge.actors.persons.values():
        for term in person.terms:
            yield person, term


def days_shared(first: Term, second: Term) -> int:
    starts = max(first.start or date.min, second.start or date.min)
    return (min(first.end or date.max, second.end or date.max) - starts).days


@pytest.mark.parametrize("year", [1995, 2005, 2015, 2024])
def test_every_member_of_the_un_has_a_head(year: int, knowledge: Knowledge) -> None:
    day = date(year, 7, 1)
    actors = knowledge.actors
    there = [
        state.id
        for state in actors.states.values()
        if state.recognition == "un-member" and (first_day(state.start) or date.min) <= day
    ]
    headed = {term.state for _, term in terms(knowledge) if term.role in HEADS and term.holds(day)}
    assert len(there) >= 180
    assert [state for state in there if state not in headed] == []


def test_states_with_foreign_ministers_since_2000(knowledge: Knowledge) -> None:
    days = {
        (term.state, day)
        for _, term in terms(knowledge)
        if term.role == "foreign-minister" and term.state in knowledge.actors.states
        for day in HALF_YEARS
        if term.holds(day)
    }
    covered = Counter(state for state, _ in days)
    assert sum(count >= 0.9 * len(HALF_YEARS) for count in covered.values()) >= 60


def test_great_powers_have_a_foreign_minister_on_every_day(knowledge: Knowledge) -> None:
    found = [term for _, term in terms(knowledge) if term.role == "foreign-minister"]
    for state in ("CHN", "FRA", "GBR", "RUS", "USA", "DEU", "JPN", "IND"):
        missing = [day for day in HALF_YEARS if not any(term.state == state and term.holds(day) for term in found)]
        # Between two ministers an office may stand empty for some days, as America's does on a new president's first.
        assert len(missing) <= 1, (state, missing)


@pytest.mark.parametrize(
    ("name", "day", "title", "sector"),
    [
        pytest.param("Boris Johnson", "2010-05-01", "", (), id="Johnson before he held office of the state"),
        pytest.param("Boris Johnson", "2017-05-01", "Foreign Secretary", ("GOV",), id="Johnson at the Foreign Office"),
        pytest.param("Boris Johnson", "2020-05-01", "Prime Minister", ("GOV",), id="Johnson at Downing Street"),
        pytest.param("Boris Johnson", "2023-05-01", "", ("ELI",), id="Johnson out of office"),
        pytest.param("Joe Biden", "2010-05-01", "Vice President", ("GOV",), id="Biden under Obama"),
        pytest.param("Joe Biden", "2019-05-01", "", ("ELI",), id="Biden between two offices"),
        pytest.param("Joe Biden", "2022-05-01", "President", ("GOV",), id="Biden as president"),
        pytest.param("Vladimir Putin", "1998-12-01", "Director of the Federal Security Service", ("SPY",), id="Putin at the FSB"),
        pytest.param("Vladimir Putin", "2004-05-01", "President", ("GOV",), id="Putin's first presidency"),
        pytest.param("Vladimir Putin", "2009-05-01", "Prime Minister", ("GOV",), id="Putin under Medvedev"),
        pytest.param("Vladimir Putin", "2015-05-01", "President", ("GOV",), id="Putin's second presidency"),
        pytest.param("Donald Trump", "2010-05-01", "", (), id="Trump before politics"),
        pytest.param("Donald Trump", "2022-05-01", "", ("ELI",), id="Trump between two terms"),
        pytest.param("Emmanuel Macron", "2010-05-01", "", (), id="Macron as a banker"),
        pytest.param("Volodymyr Zelensky", "2015-05-01", "", (), id="Zelensky as a comedian"),

    ],
)  # fmt: skip
def test_no_later_office_leaks_back(name: str, day: str, title: str, sector: tuple[str, ...], knowledge: Knowledge) -> None:
    found = who(name, knowledge, date.fromisoformat(day))[0]
    assert [office["title"] for office in found.offices] == ([title] if title else [])
    assert found.sector == sector


@pytest.mark.parametrize(
    ("phrase", "day", "name"),
    [
        pytest.param("the British prime minister", "2010-04-01", "Gordon Brown", id="Brown and no later one"),
        pytest.param("the Russian prime minister", "2010-06-01", "Vladimir Putin", id="Putin in the second chair"),
        pytest.param("the American vice president", "2010-05-01", "Joe Biden", id="Biden in his first office"),
        pytest.param("the French president", "2010-05-01", "Nicolas Sarkozy", id="Sarkozy and not Macron"),
        pytest.param("the German chancellor", "2000-05-01", "Gerhard Schröder", id="Schröder and not Merkel"),
        pytest.param("the British foreign secretary", "2017-05-01", "Boris Johnson", id="Johnson at the Foreign Office"),
        pytest.param("America's top diplomat", "2010-05-01", "Hillary Clinton", id="an office by its nickname"),
        pytest.param("the UN secretary-general", "2003-05-01", "Kofi Annan", id="an organisation's office"),
        pytest.param("the WHO director general", "2020-05-01", "Tedros Adhanom Ghebreyesus", id="an agency's office"),
        pytest.param("the EU foreign policy chief", "2023-05-01", "Josep Borrell", id="the Union's office"),
    ],
)  # fmt: skip
def test_an_office_is_its_holders_of_the_day(phrase: str, day: str, name: str, knowledge: Knowledge) -> None:
    assert who(phrase, knowledge, date.fromisoformat(day))[0].name == name


@pytest.mark.parametrize(
    ("phrase", "day", "name"),
    [
        pytest.param("the Russian president", "2010-06-01", "Dmitry Medvedev", id="and the President of Tatarstan"),
        pytest.param("the Indian president", "2010-06-01", "Pratibha Patil", id="and the President of the Congress Party"),
        pytest.param("the Sudanese president", "2010-06-01", "Omar al-Bashir", id="and the President of Southern Sudan"),
        pytest.param("the Chinese foreign minister", "2015-06-01", "Wang Yi", id="and a State Councillor"),
        pytest.param("the Saudi foreign minister", "2024-06-01", "Faisal bin Farhan", id="and a Minister of State"),
        pytest.param("the Emirati foreign minister", "2015-06-01", "Abdullah bin Zayed", id="and two of them"),
    ],
)  # fmt: skip
def test_an_office_is_its_states_before_a_lesser_one(phrase: str, day: str, name: str, knowledge: Knowledge) -> None:
    assert who(phrase, knowledge, date.fromisoformat(day))[0].name == name


@pytest.mark.parametrize(
    ("phrase", "day", "name"),
    [
        pytest.param("the American secretary of state", "2010-05-01", "Hillary Clinton", id="secretary of state"),
        pytest.param("Norway's minister of foreign affairs", "2015-05-01", "Børge Brende", id="minister of foreign affairs"),
        pytest.param("the secretary-general of the United Nations", "2003-05-01", "Kofi Annan", id="cut at its hyphen"),
    ],
)  # fmt: skip
def test_an_office_of_several_words(phrase: str, day: str, name: str, knowledge: Knowledge) -> None:
    assert who(phrase, knowledge, date.fromisoformat(day))[0].name == name


def test_an_office_noun_is_a_sector_noun(knowledge: Knowledge) -> None:
    """Else it is never found: "vice president" was read as "president", and Biden as Obama."""
    plain = [noun for noun in knowledge.actors.offices if not {"of", "to"} & set(noun.split())]
    found = {noun: knowledge.nouns.find(noun.replace("-", " - ").split()) for noun in plain}
    assert [noun for noun, row in found.items() if row is None or row.noun != noun] == []


def test_nobody_is_in_office_before_the_first_term(knowledge: Knowledge) -> None:
    early = date(1900, 1, 1)
    assert [person.id for person in knowledge.actors.persons.values() if person.office(early)[0] is not None] == []


def test_every_term_has_a_beginning(knowledge: Knowledge) -> None:
    assert [(person.id, term.title) for person, term in terms(knowledge) if term.start is None] == []


def test_two_heads_at_once_are_known_by_reason(knowledge: Knowledge) -> None:
    held: dict[tuple[str, str, str], list[tuple[Person, Term]]] = {}
    for person, term in terms(knowledge):
        if term.role in HEADS:
            held.setdefault((term.state, term.role, term.title), []).append((person, term))
    found = {
        (state, title)
        for (state, _, title), served in held.items()
        for (one, first), (other, second) in combinations(served, 2)
        if one.id != other.id and days_shared(first, second) > 31  # a month of handing over is no second head
    }
    assert found == {*TOGETHER, *DISPUTED}


def test_terms_are_counted_by_source(knowledge: Knowledge) -> None:
    count = Counter((term.source, term.checked) for _, term in terms(knowledge))
    assert {checked for source, checked in count if source == "recall"} == {False}
    assert {source for source, checked in count if not checked} == {"recall"}
    assert {source: count[source, True] for source, least in LEAST_BY_SOURCE.items() if count[source, True] < least} == {}
    assert sum(count.values()) >= 12_000
