"""Who is who: whom a name or title stands for on a day, and all that is known of each, with its source."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date
from typing import Any

from dragoman.errors import UnknownError, UsageError
from dragoman.knowledge import Knowledge, Person, Term
from dragoman.knowledge.files import near
from dragoman.knowledge.schemas import first_day
from dragoman.web.asking import PAGED, Option
from dragoman.web.page import Link, Page, Row, Shape, Table, of_names, offset, paged
from dragoman.web.resource import Ask, Resource, address
from dragoman.who import Answer, named, who

KNOWN = Shape(
    "known",
    "Who is known. One row a state, organisation, group or person.",
    of_names("name kind country sector offices why stale source checked known_id".split()),
    of_names("name kind country sector offices why source checked".split()),
)
NEAR = Shape("near", "Who bears a name that holds these words. One row a name.", of_names("name kind country known_id".split()))
NAMES = Shape(
    "names",
    "What it is called, and when it bore the name. One row a name and time.",
    of_names("name kind sector from_day to_day ambiguous source checked".split()),
)
OFFICES = Shape(
    "offices",
    "Offices and who held them, the last first. One row a term.",
    of_names("office name from_day to_day of_name role source checked known_id of_id".split()),
    of_names("office name from_day to_day source checked".split()),
)
HELD = Shape(
    OFFICES.name,
    "Offices held, the last first. One row a term.",
    OFFICES.columns,
    of_names("office of_name from_day to_day source checked".split()),
)
MEMBERSHIPS = Shape(
    "memberships",
    "Memberships and their times. One row a membership.",
    of_names("name standing from_day to_day note source checked known_id".split()),
    of_names("name standing from_day to_day note source checked".split()),
)
CODES = Shape(
    "codes", "Codes of other schemes, and when each was valid. One row a code.", of_names("scheme code from_day to_day".split())
)
RELATED = Shape("related", "Before, after, above and below. One row a relation.", of_names("relation name known_id".split()))
KINDS = ("state", "organisation", "group", "person")
# Letters of a name that is asked for, and names shown that hold it.
LONGEST, MOST = 200, 30
# How the schemes are called.
SCHEMES = {
    "iso3": "ISO 3166 alpha-3",
    "iso2": "ISO 3166 alpha-2",
    "cow": "Correlates of War",
    "gw": "Gleditsch and Ward",
    "fips": "FIPS 10-4",
    "cameo": "CAMEO",
}


def known(ask: Ask) -> Page:
    """Whom a name stands for on a day; without a name, all who are known."""
    on, of_desk = _day(ask)
    name = " ".join((ask["name"] or "").split())
    if len(name) > LONGEST:
        raise UsageError(f"name: at most {LONGEST} characters")
    ask.notes.append(f"As of {on}{of_desk}.")
    holding: list[Row] = []
    if name:
        found = named(name, ask.knowledge, on)
        if not found:
            found = who(name, ask.knowledge, on)
            if found:
                ask.notes.append("Nobody bears this as a name: it was read as a phrase in a text of that day.")
        rows = [_answer(item, ask.knowledge) for item in found]
        rows = [row for row in rows if not ask["kind"] or row["kind"] == ask["kind"]]
        holding = list(_holding(name, ask.knowledge))
        nothing = f"Nobody is known as {name!r}{near(name, ask.knowledge.actors.by_name)}."
        total = len(rows)
    else:
        whole = sorted((label.lower(), key, kind) for key, label, kind in _all(ask.knowledge) if ask["kind"] in (None, kind))
        total = len(whole)
        rows = [_row(key, kind, ask.knowledge, on) for _, key, kind in whole[offset(ask.options) :][: ask["per"]]]
        nothing = "Nobody."
        paged(rows, total, ask.options)
    return Page(
        "Who is who",
        (
            Table(
                KNOWN,
                rows,
                {"name": _to_known, "country": _to_country(ask.knowledge)},
                total,
                title=name or "All who are known",
                nothing=nothing,
            ),
            Table(NEAR, holding, {"name": _to_known}, title="Names that hold these words", nothing="No other."),
        ),
        "known.html",
        notes=ask.notes,
        facts={"on": on.isoformat()},
        shown={"name": name},
    )


def _day(ask: Ask) -> tuple[date, str]:
    """The day that counts: as asked, else the last that the desk has read, else today."""
    if ask["on"]:
        return ask["on"], ""
    last = ask.store.value("last_published")
    return (last, ", the last day that this desk has read") if last else (date.today(), "")


def kind_of(key: str, knowledge: Knowledge) -> str:
    """What an id is of: state, organisation, group or person; empty for one that nobody bears."""
    actors = knowledge.actors
    kinds: tuple[Container[str], ...] = (actors.states, actors.organisations, actors.groups, actors.persons)
    return next((kind for kind, found in zip(KINDS, kinds, strict=True) if key in found), "")


def _all(knowledge: Knowledge) -> Iterator[tuple[str, str, str]]:
    actors = knowledge.actors
    yield from ((key, row.name, "state") for key, row in actors.states.items())
    yield from ((key, row.name, "organisation") for key, row in actors.organisations.items() if key not in actors.states)
    yield from ((key, row.name, "person") for key, row in actors.persons.items())
    yield from ((key, actors.entries_of[key][0].name, "group") for key in actors.groups)


def _name(key: str, knowledge: Knowledge) -> str:
    actors = knowledge.actors
    found = actors.states.get(key) or actors.organisations.get(key) or actors.persons.get(key)
    if found:
        return found.name
    entries = actors.entries_of.get(key)
    return entries[0].name if entries else key


def _home(key: str, knowledge: Knowledge) -> str:
    """The id that has a page: its own, or that of the state it is a part of."""
    return key if kind_of(key, knowledge) else key.split(".")[0]


def _answer(item: Answer, knowledge: Knowledge) -> Row:
    key = _home(item.id, knowledge)
    return {
        "known_id": key,
        "name": item.name,
        "kind": kind_of(item.id, knowledge) or f"part of {_name(key, knowledge)}",
        "country": item.country,
        "sector": list(item.sector),
        "offices": [_office(office["title"], office["of"], knowledge) for office in item.offices],
        "why": item.why,
        "stale": item.stale,
        "source": item.source,
        "checked": item.checked,
    }


def _office(title: str, of: str, knowledge: Knowledge) -> str:
    return f"{title}, {_name(of, knowledge)}"


def _row(key: str, kind: str, knowledge: Knowledge, on: date) -> Row:
    actors = knowledge.actors
    row: Row = {"known_id": key, "kind": kind, "name": _name(key, knowledge), "offices": []}
    if kind == "person":
        person = actors.persons[key]
        held = [term for term in person.terms if term.holds(on)]
        last = held[-1] if held else person.terms[-1]
        row |= {"country": last.country, "sector": [], "source": last.source, "checked": last.checked}
        row |= {"offices": [_office(term.title, term.state, knowledge) for term in held], "stale": not held}
    elif kind == "group":
        entries = actors.entries_of[key]
        entry = next((entry for entry in entries if entry.holds(on)), entries[-1])
        row |= {"country": entry.country, "sector": list(entry.sector), "stale": not entry.holds(on)}
        row |= {"source": entry.source, "checked": entry.checked}
    else:
        body: Any = actors.states.get(key) or actors.organisations[key]
        sector = (body.sector,) if isinstance(body.sector, str) else body.sector
        country = (body.folds_into or key) if kind == "state" else body.country or body.class_
        row |= {"country": country, "sector": [part for part in sector if part], "stale": not _holds(body.start, body.end, on)}
        row |= {"source": body.source, "checked": body.checked}
    return row


def _holds(start: str, end: str, on: date | None) -> bool:
    first, last = first_day(start), first_day(end)
    return on is None or ((first is None or first <= on) and (last is None or on < last))


def _holding(name: str, knowledge: Knowledge) -> Iterator[Row]:
    """Names that hold these words, in any capitals, the shortest first; not those that are these words."""
    asked = name.lower()
    names = sorted((len(key), key) for key in knowledge.actors.by_name if asked in key.lower() and len(key) > len(asked))
    shown: set[tuple[str, str]] = set()
    for _, key in names:
        for index in knowledge.actors.by_name[key]:
            entry = knowledge.actors.entries[index]
            if entry.kind != "place" and (entry.text, entry.id) not in shown and len(shown) < MOST:
                shown.add((entry.text, entry.id))
                yield {"name": entry.text, "kind": entry.kind, "country": entry.country, "known_id": entry.id}


def _to_known(row: Row) -> str:
    return address("knowledge", row["known_id"]) if row["known_id"] else ""


def _to_country(knowledge: Knowledge) -> Link:
    return lambda row: address("knowledge", row["country"]) if kind_of(row["country"], knowledge) else ""


def one_known(ask: Ask) -> Page:
    """All that is known of one state, organisation, group or person."""
    asked = ask.parts["id"]
    key = _home(asked, ask.knowledge)
    kind = kind_of(key, ask.knowledge)
    if not kind:
        raise UnknownError(f"nobody is known by the id {asked!r}")
    on = ask["on"]
    notes = []
    if key != asked:
        sectors = ask.knowledge.ontology.sectors
        part = [sectors[code].name if code in sectors else code for code in asked.split(".")[1:]]
        notes.append(f"{asked} is a part of {_name(key, ask.knowledge)}: {', '.join(part)}.")
    if on:
        notes.append(f"Names, offices and memberships of {on}.")
    facts = _facts(key, kind, ask.knowledge)
    to_of: Link = lambda row: address("knowledge", row["of_id"]) if kind_of(row["of_id"], ask.knowledge) else ""  # noqa: E731
    return Page(
        facts["name"],
        (
            Table(NAMES, list(_names(key, ask.knowledge, on)), title="Names", nothing="No name is known for that day."),
            Table(
                HELD if kind == "person" else OFFICES,
                list(_offices(key, ask.knowledge, on)),
                {"name": _to_known, "of_name": to_of},
                title="Offices",
                nothing="None known.",
            ),
            Table(
                MEMBERSHIPS,
                list(_memberships(key, ask.knowledge, on)),
                {"name": _to_known},
                title="Memberships",
                nothing="None known.",
            ),
            Table(CODES, list(_codes(key, ask.knowledge)), title="Codes", nothing="None known."),
            Table(
                RELATED,
                list(_related(key, ask.knowledge)),
                {"name": _to_known},
                title="Before, after, above, below",
                nothing="None known.",
            ),
        ),
        "one_known.html",
        facts=facts,
        notes=notes,
        shown={
            "key": key,
            "facts": facts,
            "asked": asked,
            "kind": kind,
            "home": _to_country(ask.knowledge)(facts) if facts["country"] != key else "",
        },
    )


def _facts(key: str, kind: str, knowledge: Knowledge) -> Row:
    """What is said of the thing itself, without its lists."""
    actors = knowledge.actors
    row = _row(key, kind, knowledge, date.max)
    facts: Row = {"known_id": key, "kind": kind, "name": row["name"], "country": row["country"], "sector": row["sector"]}
    body: Any = actors.states.get(key) or actors.organisations.get(key)
    if body is not None:
        facts |= {"from_day": body.start, "to_day": body.end, "note": body.note}
    if kind == "state":
        facts |= {"recognition": body.recognition, "adjectives": list(body.adjectives), "people": list(body.people)}
        facts |= {"capitals": [_timed(name.text, name.start, name.end) for name in body.capitals]}
        facts |= {"territories": [part.text for part in body.dependencies], "regions": list(body.regions)}
    if kind == "organisation":
        facts |= {"class": body.class_, "seat": body.seat, "adjectives": list(body.adjectives)}
    return {**facts, "source": row["source"], "checked": row["checked"]}


def _timed(text: str, start: str, end: str) -> str:
    return f"{text} ({start or '…'} to {end or 'now'})" if start or end else text


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _names(key: str, knowledge: Knowledge, on: date | None) -> Iterator[Row]:
    for entry in knowledge.actors.entries_of.get(key, ()):
        if entry.holds(on):
            yield {
                "name": entry.text,
                "kind": entry.kind,
                "sector": list(entry.sector),
                "from_day": _iso(entry.start),
                "to_day": _iso(entry.end),
                "ambiguous": entry.ambiguous,
                "source": entry.source,
                "checked": entry.checked,
            }


def _offices(key: str, knowledge: Knowledge, on: date | None) -> Iterator[Row]:
    person = knowledge.actors.persons.get(key)
    held: Iterable[tuple[Person, Term]] = (
        [(person, term) for term in person.terms] if person else knowledge.actors.terms.get(key, ())
    )
    kept = [(who, term) for who, term in held if term.holds(on)]
    if person is None:  # each office by itself, in the order in which its first holder is known
        roles = list(dict.fromkeys(term.role for _, term in kept))
        kept.sort(key=lambda pair: (roles.index(pair[1].role), -(pair[1].start or date.min).toordinal()))
    else:
        kept.sort(key=lambda pair: -(pair[1].start or date.min).toordinal())
    for holder, term in kept:
        yield {
            "office": term.title,
            "role": term.role.replace("-", " "),
            "name": holder.name,
            "known_id": holder.id,
            "of_id": term.state,
            "of_name": _name(term.state, knowledge),
            "from_day": _iso(term.start),
            "to_day": _iso(term.end),
            "source": term.source,
            "checked": term.checked,
        }


def _memberships(key: str, knowledge: Knowledge, on: date | None) -> Iterator[Row]:
    """The members of an organisation, and the organisations that a state is in."""
    for body in knowledge.actors.organisations.values():
        for member in body.members:
            if key not in (body.id, member.state) or not _holds(member.start, member.end, on):
                continue
            other = member.state if key == body.id else body.id
            yield {
                "name": _name(other, knowledge),
                "known_id": other,
                "standing": member.status,
                "from_day": member.start or None,
                "to_day": member.end or None,
                "note": member.note or None,
                "source": body.source,
                "checked": body.checked,
            }


def _codes(key: str, knowledge: Knowledge) -> Iterator[Row]:
    state = knowledge.actors.states.get(key)
    for code in state.codes if state else ():
        yield {"scheme": SCHEMES[code.scheme], "code": code.code, "from_day": code.start or None, "to_day": code.end or None}


def _related(key: str, knowledge: Knowledge) -> Iterator[Row]:
    actors = knowledge.actors

    def row(relation: str, other: str) -> Row:
        return {"relation": relation, "name": _name(other, knowledge), "known_id": other}

    state, body = actors.states.get(key), actors.organisations.get(key)
    if state:
        yield from (row("came before", other) for other in state.predecessors)
        yield from (row("came after", other) for other in state.successors)
        yield from (row("counted with", other) for other in (state.folds_into,) if other)
        yield from (row("counts with it", other.id) for other in actors.states.values() if other.folds_into == key)
    if body and body.parent:
        yield row("part of", body.parent)
    yield from (row("has the part", other.id) for other in actors.organisations.values() if other.parent == key)


ON = Option("on", "The day that counts: 2024-05-17; the last that this desk has read without.", "time")
PAGES = (
    Resource(
        "/knowledge",
        "Whom a name or title stands for on a day, with its source.",
        known,
        (KNOWN, NEAR),
        (
            Option("name", "A name, a title, or any phrase for an actor."),
            ON,
            Option("kind", "Only of this kind.", "choice", None, KINDS),
            *PAGED,
        ),
    ),
    Resource(
        "/knowledge/{id}",
        "All that is known of one state, organisation, group or person: names, offices, memberships, codes, each with its source.",
        one_known,
        (NAMES, OFFICES, MEMBERSHIPS, CODES, RELATED),
        (Option("on", "Only what held on this day; all without.", "time"),),
        {"id": "Id of who is known, such as RUS, NATO or RUS.vladimir-putin."},
    ),
)
