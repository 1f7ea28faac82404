"""Actors: who takes part in most, and all that the record has of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from dragoman.desk.naming import actor_key, name_of_actor
from dragoman.desk.profile import Profile, read_profile
from dragoman.errors import UnknownError
from dragoman.relations.dyads import bounds_of
from dragoman.web.asking import PAGED, STRETCH, Option
from dragoman.web.links import REPORT_LINKS
from dragoman.web.page import Page, Shape, Table, of_names, offset, paged
from dragoman.web.resource import Ask, Resource, address

ACTORS = Shape(
    "actors",
    "Who takes part in most incidents. What a part of a state does counts for the state too. One row a country, body, group, person or part of one.",
    of_names("name id incidents did had day_first day_last".split()),
)
LATEST = Shape(
    "latest",
    "The latest of each part of this page. One row an incident, an event report or a statement.",
    of_names(
        "section day published event_type by_it counterpart together status score type polarity holder words publisher title url "
        "incident_id article_id event_id".split()
    ),
)
HAPPENED = Shape(
    "happened",
    "One row an incident.",
    of_names("day event_type counterpart together score words publisher published incident_id article_id event_id".split()),
    of_names("day event_type counterpart words publisher".split()),
)
TOLD = Shape(
    "told",
    "One row an event report.",
    of_names("published event_type by_it counterpart status words publisher article_id event_id".split()),
    of_names("published event_type counterpart status words publisher".split()),
)
SAID = Shape(
    "said",
    "One row a statement.",
    of_names("published type speaker words publisher article_id".split()),
    of_names("published type speaker words publisher".split()),
)
JUDGED = Shape(
    "judged",
    "One row a word of judgement.",
    of_names("published polarity holder word words publisher article_id".split()),
    of_names("published polarity holder word words publisher".split()),
)
COUNTS = Shape(
    "counts",
    "How each part divides. One row an event type and other side, a type of statement or an attitude.",
    of_names("section event_type counterpart type polarity incidents reports statements".split()),
)
STANDING = Shape(
    "standing",
    "Offices, memberships and members by date. One row an office or a standing.",
    of_names("kind name of status start end source checked".split()),
)
# Rows of each kind that are shown, and of how each kind divides.
MOST, MOST_COUNTS = 12, 12
# The parts of the page: what each is called, which rows it has, and what is said of its unit.
PARTS = (
    ("did", "Did", HAPPENED, "incidents"),
    ("had", "Had done to it", HAPPENED, "incidents"),
    ("said", "Said", SAID, "statements"),
    ("said_of", "Was said of it", SAID, "statements"),
    ("planned", "Planned or promised", TOLD, "event reports"),
    ("opinion", "In opinion only", TOLD, "event reports"),
    ("judged", "Judged", JUDGED, "words of judgement"),
)


def actors(ask: Ask) -> Page:
    """The most active, or those with a name."""
    asked = {"since": ask["since"], "until": ask["until"]}
    ids = []
    if ask["name"]:
        with suppress(UnknownError):  # the record may know the words as a part of a name
            ids = [actor_key(ask["name"], ask.knowledge)]
    rows = ask.store.rows("actors_active", words=ask["name"], ids=ids, **asked, most=ask["per"], skip=offset(ask.options))
    total = rows[0]["found"] if rows else 0
    paged(rows, total, ask.options)
    for row in rows:
        known = name_of_actor(row["id"], ask.knowledge)
        row["name"] = known if known != row["id"] else row["name"] or row["id"]
    links = dict.fromkeys(("name", "id", "incidents", "did", "had"), lambda row: address("actor", row["id"], **asked))
    return Page("Actors", (Table(ACTORS, rows, links, total, nothing="No actor of that name does anything here."),))


def actor(ask: Ask) -> Page:
    """All that the record has of one actor."""
    days = {"since": ask["since"], "until": ask["until"]}
    _, last = bounds_of(ask.store, "incident", **days)
    key = actor_key(ask.parts["key"], ask.knowledge, last)
    found = read_profile(ask.store, ask.knowledge, key, **days, most=MOST)
    links = {
        "day": lambda row: REPORT_LINKS["incident_id"](row) if row.get("incident_id") else _report(row),
        "published": REPORT_LINKS["published"],
        "words": lambda row: _report(row) if row.get("event_id") else REPORT_LINKS["article_id"](row),
        "event_type": REPORT_LINKS["event_type"],
        "publisher": lambda row: address("articles", outlet=row["publisher"]),
    }
    parts = []
    for name, title, shape, unit in PARTS:
        section = getattr(found, name)
        if section.total:
            parts.append(
                {
                    "name": name,
                    "title": title,
                    "section": section,
                    "unit": unit,
                    "all": _all(name, key, days),
                    "counts": [_count(row, name, key, days) for row in section.counts[:MOST_COUNTS]],
                    "more": max(0, len(section.counts) - MOST_COUNTS),
                    "table": Table(shape, section.latest, links),
                }
            )
    latest = [{"section": part["name"], **row} for part in parts for row in part["section"].latest]
    counts = [{"section": part["name"], **row} for part in parts for row in part["section"].counts]
    for row in counts:
        row["counterpart"] = [row["counterpart"]] if row.get("counterpart") else []
    standing = list(_standing(found))
    to_standing = {"name": lambda row: row["to"], "of": lambda row: address("actor", row["of"])}
    return Page(
        found.name,
        (
            Table(LATEST, latest, links),
            Table(COUNTS, counts),
            Table(STANDING, standing, to_standing, title="Offices and memberships"),
        ),
        "actor.html",
        facts={
            "id": found.id,
            "kind": found.kind,
            "since": found.first.isoformat(),
            "until": found.last.isoformat(),
            "totals": {name: getattr(found, name).total for name, *_ in PARTS},
            "otherwise": found.otherwise,
        },
        shown={
            "found": found,
            "parts": parts,
            "brief": address("brief", key, **days),
            "map": address("map", actor=key, **days),
            "stance": address("stance", actor=key, **days),
            "pairs": address("dyads", side=key, **days),
            "bloc": address("bloc", key, **days) if found.members else "",
        },
    )


def _report(row: dict[str, Any]) -> str:
    return REPORT_LINKS["event_id"](row) if row.get("event_id") else ""


def _all(name: str, key: str, days: dict[str, Any]) -> str:
    """Where all of a part stands; empty where no page lists it."""
    return {
        "did": address("incidents", actor=key, **days),
        "had": address("incidents", recipient=key, **days),
        "said": address("claims", speaker=key, **days),
        "said_of": address("claims", about=key, **days),
        "judged": address("stance", actor=key, **days),
    }.get(name, "")


def _count(row: dict[str, Any], name: str, key: str, days: dict[str, Any]) -> dict[str, Any]:
    """How many of a kind there are, in words, and where they stand."""
    amount = next(row[unit] for unit in ("incidents", "reports", "statements") if unit in row)
    other = row.get("counterpart") or ""
    to = ""
    if name in ("did", "had"):
        side, far = ("actor", "recipient") if name == "did" else ("recipient", "actor")
        to = address("incidents", type=row["event_type"], **{side: key, far: other}, **days) if other else ""
        label = f"{row['event_type']} {'→' if name == 'did' else '←'} {other or 'no one named'}"
    elif name in ("said", "said_of"):
        to = address("claims", type=row["type"], **{"speaker" if name == "said" else "about": key}, **days)
        label = row["type"]
    elif name == "judged":
        label = "for" if row["polarity"] > 0 else "against"
    else:
        label = f"{row['event_type']}, {row['side']}"
    return {"label": label, "amount": amount, "to": to}


def _standing(found: Profile) -> Iterator[dict[str, Any]]:
    """Offices of a person, memberships of a state, members of a body, as rows alike."""
    for row in found.offices:
        yield {**row, "kind": "office", "name": row["title"], "of": row["of"], "to": ""}
    for row in found.memberships:
        yield {**row, "kind": "membership", "of": row["organisation"], "to": address("bloc", row["organisation"])}
    for row in found.members:
        yield {**row, "kind": "member", "name": row["state"], "of": found.id, "to": address("actor", row["state"])}


PAGES = (
    Resource(
        "/actors",
        "Who takes part in most incidents.",
        actors,
        (ACTORS,),
        (Option("name", "Only who is known by this name, id or code, or whose name has these words."), *STRETCH, *PAGED),
    ),
    Resource(
        "/actor/{key}",
        "All that the record has of one actor: what it did, had done to it, said, promised, what is said of it, and its offices.",
        actor,
        (LATEST, COUNTS, STANDING),
        STRETCH,
        {"key": "A code, an id or a name."},
    ),
)
