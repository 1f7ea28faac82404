"""Who is known: states, organisations, groups, office holders and places, each name with its time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from dragoman.knowledge.places import Spot
from dragoman.knowledge.schemas import (
    Group,
    Holder,
    Name,
    Office,
    Organisation,
    PlaceRow,
    State,
    Surname,
    first_day,
)
from dragoman.knowledge.spelling import fold

# What an office says about its holder's sector; an office not listed is the government's.
ROLE_SECTORS = {
    "speaker": "LEG",
    "military-chief": "MIL",
    "intelligence-chief": "SPY",
    "opposition-leader": "OPP",
}
FORMER = "ELI"
NUMERAL = re.compile("[IVX]+")  # "Charles III" has no surname


class Entry(NamedTuple):
    """One name of one thing in one stretch of time (`start` inclusive, `end` exclusive, None where open)."""

    text: str
    id: str
    name: str
    kind: str
    country: str
    sector: tuple[str, ...]
    start: date | None
    end: date | None
    ambiguous: bool
    source: str
    checked: bool

    def holds(self, on: date | None) -> bool:
        """Whether the name was borne on a day; an unknown day contradicts nothing."""
        return on is None or ((self.start is None or self.start <= on) and (self.end is None or on < self.end))

    @property
    def plain(self) -> str:
        """The name as texts are searched for it: folded, without an article."""
        return fold(self.text).removeprefix("the ").removeprefix("The ")


class Origin(NamedTuple):
    """Where a row's facts come from, and whether they were compared with a source."""

    source: str
    checked: bool


class Term(NamedTuple):
    """An office and when it was held."""

    state: str
    country: str
    role: str
    title: str
    start: date | None
    end: date | None
    source: str
    checked: bool

    def holds(self, on: date | None) -> bool:
        """Whether the office was held on a day."""
        return on is None or ((self.start is None or self.start <= on) and (self.end is None or on < self.end))


@dataclass(frozen=True)
class Person:
    """A holder of public office and the terms served."""

    id: str
    name: str
    terms: tuple[Term, ...]

    def office(self, on: date | None) -> tuple[Term | None, bool]:
        """The office that counts on a day, and whether the title is stale then.

        In office: the term that began last. Otherwise the last one served before the day, stale. None
        before any office.
        """
        current = [term for term in self.terms if term.holds(on)]
        if current:
            return max(current, key=lambda term: term.start or date.min), False
        past = [term for term in self.terms if on is not None and term.end is not None and term.end <= on]
        return (max(past, key=lambda term: term.end or date.min), True) if past else (None, True)


@dataclass(frozen=True)
class Actors:
    """The gazetteer: entries, which of them bear a name, and the persons behind them."""

    entries: tuple[Entry, ...]
    by_name: dict[str, tuple[int, ...]]
    persons: dict[str, Person]
    states: dict[str, State]
    organisations: dict[str, Organisation]
    groups: dict[str, Origin]
    surnames: dict[str, str] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)

    @cached_property
    def terms(self) -> dict[str, tuple[tuple[Person, Term], ...]]:
        """All terms served in a state or organisation, by its id."""
        found: dict[str, list[tuple[Person, Term]]] = {}
        for person in self.persons.values():
            for term in person.terms:
                found.setdefault(term.state, []).append((person, term))
        return {state: tuple(served) for state, served in found.items()}

    def holder(self, noun: str, state: str, on: date | None) -> tuple[Person, Term] | None:
        """Who held an office of a state or organisation on a day; None where unknown, undated or not one person."""
        office = self.offices.get(noun)
        if office is None or on is None:
            return None
        for role in office.roles:  # the head of state before the head of a republic within it
            found = {
                person.id: (person, term)
                for person, term in self.terms.get(state, ())
                if term.role == role
                and term.holds(on)
                and (not office.titles or any(words in term.title for words in office.titles))
            }
            if len(found) > 1:  # a minister of state shares the role; the minister is who is called so
                called = {name for name, other in self.offices.items() if role in other.roles}
                plain = [held for held in found.values() if held[1].title.lower() in called]
                return plain[0] if len(plain) == 1 else None
            if found:
                return next(iter(found.values()))
        return None

    def has_office(self, noun: str, state: str, on: date | None) -> bool:
        """Whether a state may have an officer so called: false only where its offices are known and none is that one."""
        office = self.offices.get(noun)
        terms = [term for _, term in self.terms.get(state, ()) if on is None or term.holds(on)]
        if office is None or not office.titles or not terms:
            return True
        return any(term.role in office.roles and any(words in term.title for words in office.titles) for term in terms)

    @cached_property
    def entries_of(self) -> dict[str, tuple[Entry, ...]]:
        """All names of a thing, by its id."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.id, []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    @cached_property
    def patterns(self) -> list[str]:
        """All names, folded, in a fixed order."""
        return sorted(self.by_name)

    @cached_property
    def automaton(self) -> AhoCorasick:
        """The names as one Aho-Corasick automaton, built on first use."""
        return AhoCorasick(self.patterns)

    @cached_property
    def state_names(self) -> dict[str, str]:
        """The plain names of states by code."""
        return {code: state.name for code, state in self.states.items()}

    def country_name(self, code: str) -> str:
        """A country's plain name, or the code itself for international codes."""
        state = self.states.get(code)
        return state.name if state else code

    def __getstate__(self) -> dict[str, object]:
        made = ("patterns", "automaton", "terms", "state_names", "entries_of")
        return {key: value for key, value in self.__dict__.items() if key not in made}


# Letters that Unicode does not take apart into a plain one and its mark.
STROKED = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae"}
)


def slug(name: str) -> str:
    """A person's name as part of an id: "Recep Tayyip Erdoğan" is recep-tayyip-erdogan."""
    plain = unicodedata.normalize("NFKD", name.translate(STROKED)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _state_entries(state: State) -> Iterable[Entry]:
    country = state.folds_into or state.id
    sector = (state.sector,) if state.sector else ()

    def entry(text: str, kind: str, sectors: tuple[str, ...], start: str = "", end: str = "", ambiguous: bool = False) -> Entry:
        return Entry(
            text,
            state.id,
            state.name,
            kind,
            country,
            sectors,
            first_day(start),
            first_day(end),
            ambiguous,
            state.source,
            state.checked,
        )

    end = state.end
    for name in state.names:
        yield entry(name.text, "state", sector, name.start, name.end or end, name.ambiguous)
    for word in state.adjectives:
        yield entry(word, "adjective", sector, "", end)
    for word in state.people:
        yield entry(word, "people", sector, "", end)
    for name in state.capitals:
        yield entry(name.text, "capital", sector, name.start, name.end or end, name.ambiguous)
    for body in state.seats:
        yield entry(body.text, "seat", (body.sector,), body.start, body.end or end, body.ambiguous)
    for body in state.bodies:
        yield entry(body.text, "body", (body.sector,), body.start, body.end or end, body.ambiguous)
    for territory in state.dependencies:
        yield entry(territory.text, "state", sector)
        for word in territory.adjectives:
            yield entry(word, "adjective", sector)
    for region in state.regions:
        yield entry(region, "place", ())


def _organisation_entries(row: Organisation) -> Iterable[Entry]:
    kind = "label" if row.class_ == "BLOC" else "organisation"
    country = row.country or ("" if row.class_ == "BLOC" else row.class_)
    for name in row.names:
        yield Entry(
            name.text,
            row.id,
            row.name,
            kind,
            country,
            row.sector,
            first_day(name.start),
            first_day(name.end or row.end),
            name.ambiguous,
            row.source,
            row.checked,
        )
    for word in row.adjectives:
        yield Entry(word, row.id, row.name, "adjective", country, row.sector, None, None, False, row.source, row.checked)


def _borne(name: Name, row: Group) -> tuple[date | None, date | None]:
    """When a group bore a name: as the name says, else while the group was; a forerunner's name ended before."""
    start, end = first_day(name.start or row.start), first_day(name.end or row.end)
    forerunner = not name.start and start is not None and end is not None and end <= start
    return (None if forerunner else start), end


def _group_entries(row: Group) -> Iterable[Entry]:
    spans = row.periods or (None,)
    for name in row.names:
        for period in spans:
            borne, left = _borne(name, row)
            start = max(filter(None, (borne, first_day(period.start) if period else None)), default=None)
            end = min(filter(None, (left, first_day(period.end) if period else None)), default=None)
            if start is not None and end is not None and end <= start:
                continue
            sector = period.sector if period else row.sector
            country = (period.country if period else "") or row.country or ("IMG" if "REB" in sector else "ISM")
            yield Entry(name.text, row.id, row.name, "group", country, sector, start, end, name.ambiguous, row.source, row.checked)
    span = (first_day(row.start), first_day(row.end))
    for word in row.adjectives:
        yield Entry(word, row.id, row.name, "adjective", row.country or "IMG", row.sector, *span, False, row.source, row.checked)


def names_of(row: State | Organisation | Group) -> Iterable[Entry]:
    """All names of a state, organisation or group, each with its time."""
    if isinstance(row, State):
        return _state_entries(row)
    return _organisation_entries(row) if isinstance(row, Organisation) else _group_entries(row)


def _lineage(states: dict[str, State]) -> dict[str, frozenset[str]]:
    """For each state itself, the states it came from, however far back, and those it became."""

    def reach(start: str, step: str) -> set[str]:
        found: set[str] = set()
        open_ends = [start]
        while open_ends:
            ahead = getattr(states[open_ends.pop()], step)
            open_ends.extend(other for other in ahead if other not in found)
            found.update(ahead)
        return found

    return {
        key: frozenset({key, state.folds_into, *reach(key, "predecessors"), *reach(key, "successors")})
        for key, state in states.items()
    }


def _people(
    holders: Iterable[Holder], country_of: dict[str, str], lineage: dict[str, frozenset[str]]
) -> list[tuple[Person, set[str]]]:
    """Persons with the names they go by: rows of one name are one person, unless they serve unrelated states."""
    by_slug: dict[str, list[list[Holder]]] = {}
    for row in holders:
        groups = by_slug.setdefault(slug(row.person), [])
        for group in groups:
            states = {other.state for other in group if other.state in lineage}
            if row.state not in lineage or not states or states & lineage[row.state]:
                group.append(row)
                break
        else:
            groups.append([row])
    people = []
    for key, groups in by_slug.items():
        for group in groups:
            served = sorted(group, key=lambda row: (row.start or "", row.state, row.role))
            terms = tuple(
                Term(
                    row.state,
                    country_of.get(row.state, row.state),
                    row.role,
                    row.title,
                    first_day(row.start),
                    first_day(row.end),
                    row.source,
                    row.checked,
                )
                for row in served
            )
            names = {row.person for row in group}.union(*(row.aliases for row in group))
            people.append((Person(f"{terms[0].state}.{key}", group[0].person, terms), names))
    return people


def _person_entries(person: Person, names: Iterable[str]) -> Iterable[Entry]:
    last = person.terms[-1]
    for text in sorted(names):
        single = " " not in text
        yield Entry(
            text,
            person.id,
            person.name,
            "surname" if single else "person",
            last.country,
            ("GOV",),
            None,
            None,
            False,
            last.source,
            last.checked,
        )
        surname = text.split()[-1]
        if (
            not single
            and len(surname) > 2
            and surname[0].isupper()
            and not surname.endswith(".")
            and not NUMERAL.fullmatch(surname)
        ):
            yield Entry(
                surname,
                person.id,
                person.name,
                "surname",
                last.country,
                ("GOV",),
                None,
                None,
                False,
                last.source,
                last.checked,
            )


def _city_entry(spot: Spot) -> Entry:
    return Entry(
        spot.name, f"place.{slug(spot.name)}.{spot.state}", spot.name, "place", spot.state, (), None, None, True, "GeoNames", True
    )


def _names_first(entry: Entry) -> tuple[int, str]:
    order = ("state", "adjective", "people", "organisation", "group", "body", "seat", "capital", "label", "place")
    return (order.index(entry.kind) if entry.kind in order else len(order), entry.id)


def index_actors(
    states: list[State],
    organisations: list[Organisation],
    groups: list[Group],
    holders: list[Holder],
    places: list[PlaceRow],
    surnames: list[Surname],
    offices: list[Office],
    cities: dict[str, tuple[Spot, ...]],
) -> Actors:
    """Index the rows of `data/actors/` by every name they go by."""
    named: list[State | Organisation | Group] = [*states, *organisations, *groups]
    entries = [entry for row in named for entry in names_of(row)]
    for place in places:
        entries.append(
            Entry(
                place.name,
                f"place.{slug(place.name)}",
                place.name,
                "place",
                place.state,
                (),
                None,
                None,
                False,
                place.source,
                True,
            )
        )
    taken = {fold(entry.text) for entry in entries} | {row.name for row in surnames}
    for name, spots in cities.items():
        if name not in taken:
            entries.extend(_city_entry(spot) for spot in spots)
    country_of = {state.id: state.folds_into or state.id for state in states}
    country_of.update({row.id: row.country or row.class_ for row in organisations})
    country_of.update({row.id: row.country for row in groups})
    lineage = _lineage({state.id: state for state in states})
    people = _people(holders, country_of, lineage)
    for person, names in people:
        entries.extend(_person_entries(person, names))
    entries = sorted(set(entries), key=lambda entry: (_names_first(entry), entry.text, entry.start or date.min, str(entry)))
    by_name: dict[str, list[int]] = {}
    for index, entry in enumerate(entries):
        by_name.setdefault(entry.plain, []).append(index)
    return Actors(
        entries=tuple(entries),
        by_name={name: tuple(indexes) for name, indexes in by_name.items()},
        persons={person.id: person for person, _ in people},
        states={state.id: state for state in states},
        organisations={row.id: row for row in organisations},
        groups={row.id: Origin(row.source, row.checked) for row in groups},
        surnames={row.name: row.why for row in surnames},
        offices={row.noun: row for row in offices},
    )
