"""Briefs: what the desk tells of one side or two, each sentence with the words it rests on."""

from __future__ import annotations

from typing import Any

from dragoman.desk.brief import read_brief
from dragoman.desk.naming import actor_key
from dragoman.model.brief import Brief, Note
from dragoman.reading.brief import brief_parts
from dragoman.relations.dyads import bounds_of
from dragoman.web.asking import STRETCH
from dragoman.web.page import Page, Shape, Table, of_names
from dragoman.web.resource import Ask, Resource, address

LINES = Shape(
    "lines",
    "The sentences in the order of reading, each with the numbers of its footnotes. One row a sentence.",
    of_names("section text day origins notes incident_id".split()),
)
NOTES = Shape(
    "notes",
    "The footnotes: exact words, and where they stand. One row a footnote.",
    of_names("footnote words publisher published title url rule origin_id event_id article_id".split()),
)


def brief(ask: Ask) -> Page:
    """The brief of one side, or of two."""
    days = {"since": ask["since"], "until": ask["until"]}
    _, last = bounds_of(ask.store, "incident", **days)
    sides = [actor_key(ask.parts[side], ask.knowledge, last) for side in ("one", "other") if side in ask.parts]
    found = read_brief(ask.store, ask.knowledge, sides, **days)
    numbers = found.notes()
    parts = brief_parts(found)
    for note, (_, said) in zip(parts["notes"], numbers.values(), strict=True):
        note["to"] = _to(said)
    pair = len(sides) == 2
    return Page(
        found.title,
        (
            Table(LINES, list(_lines(found))),
            Table(
                NOTES,
                [
                    {
                        **{name: getattr(said, name) for name in ("words", "publisher", "published", "title", "url")},
                        **{name: getattr(said, name) for name in ("origin_id", "event_id", "article_id")},
                        "footnote": number,
                        "rule": said.by,
                    }
                    for number, said in numbers.values()
                ],
            ),
        ),
        "brief_of.html",
        facts={
            "sides": sides,
            "since": found.first.isoformat(),
            "until": found.last.isoformat(),
            "counts": list(found.counts),
            "coverage": list(found.coverage),
            "way": found.way,
        },
        shown={
            "parts": parts,
            "back": [(key, address("actor", key, **days)) for key in sides],
            "dyad": address("dyad", *sides, **days) if pair else "",
        },
    )


def _to(note: Note) -> str:
    """The event report that a footnote is, else its article."""
    return address("event", note.article_id, note.event_id) if note.event_id else address("article", note.article_id)


def _lines(found: Brief) -> list[dict[str, Any]]:
    numbers = found.notes()
    sections = [("Which way it goes", found.moved_by), *((section.title, section.lines) for section in found.sections)]
    return [
        {
            "section": title,
            "text": each.text,
            "day": line.day,
            "origins": each.origins,
            "notes": sorted({numbers[note.place][0] for note in each.notes}),
            "incident_id": each.incident_id or line.incident_id or None,
        }
        for title, lines in sections
        for line in lines
        for each in (line, *line.under)
    ]


ONE = "A side: a code, an id or a name."
PAGES = (
    Resource("/brief/{one}", "The brief of one side.", brief, (LINES, NOTES), STRETCH, {"one": ONE}),
    Resource(
        "/brief/{one}/{other}", "The brief of two sides.", brief, (LINES, NOTES), STRETCH, {"one": ONE, "other": "The other side."}
    ),
)
