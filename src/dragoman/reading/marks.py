"""Cut a text where its reading changes, so that every rendering shows the same marks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.model import Document

# What never reaches a terminal or a page as such: controls (but tab and line feed), and the characters
# that turn the direction of what follows.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
SHOWN = "\ufffd"


def safe(text: str) -> str:
    """The text with every control character shown as one, and none at work."""
    return UNSAFE.sub(SHOWN, text)


class Mark(NamedTuple):
    """A stretch that carries something: `kind` is actor, trigger, cue, time, source, stance or boilerplate.

    `events` are the numbers, from 1, of the events it belongs to.
    """

    start: int
    end: int
    kind: str
    events: tuple[int, ...] = ()


class Segment(NamedTuple):
    """A stretch in which nothing changes: its text, what it carries, and the events it belongs to."""

    start: int
    text: str
    kinds: tuple[str, ...]
    events: tuple[int, ...]
    begins: tuple[int, ...]


def _of_events(doc: Document) -> Iterator[Mark]:
    base = doc.article.body_start
    for number, event in enumerate(doc.events or (), 1):

        def at(span: dict[str, object] | None, kind: str, number: int = number) -> Iterator[Mark]:
            if span and span.get("start") is not None:
                shift = 0 if span.get("in") == "title" else base
                yield Mark(int(str(span["start"])) + shift, int(str(span["end"])) + shift, kind, (number,))

        yield from at(event.trigger, "trigger")
        for party in (*event.actor, *event.recipient):
            yield from at({"start": party.start, "end": party.end, "in": party.where}, "actor")
        for cue in event.cues:
            yield from at(cue, "cue")
        for link in event.attribution:
            yield from at(link.get("cue"), "cue")
            yield from at(link["source"] if "start" in link["source"] else None, "source")
        if event.when and event.when.get("span"):
            yield from at(event.when["span"], "time")
        if event.where and event.where.get("span"):
            yield from at(event.where["span"], "place")


def find_marks(doc: Document) -> list[Mark]:
    """All marks of a document's reading, in order of text."""
    found = list(_of_events(doc))
    found += [Mark(mention.start, mention.end, "actor") for mention in doc.mentions or () if doc.actors_at(mention.head)]
    found += [Mark(item.start, item.end, "stance") for item in doc.stance or ()]
    found += [Mark(item.start, item.end, "boilerplate") for item in doc.boilerplate]
    return sorted(found)


def segments(doc: Document, start: int, end: int, marks: list[Mark]) -> Iterator[Segment]:
    """The segments of one stretch of the text, all of it, in order."""
    near = [mark for mark in marks if mark.start < end and start < mark.end]
    edges = sorted({start, end, *(min(max(edge, start), end) for mark in near for edge in (mark.start, mark.end))})
    for left, right in itertools.pairwise(edges):
        over = [mark for mark in near if mark.start < right and left < mark.end]
        kinds = tuple(dict.fromkeys(mark.kind for mark in over))
        events = tuple(sorted({number for mark in over for number in mark.events}))
        begins = tuple(sorted({n for mark in over if mark.kind == "trigger" and mark.start == left for n in mark.events}))
        yield Segment(left, safe(doc.text[left:right]), kinds, events, begins)


def paragraphs(doc: Document) -> Iterator[tuple[bool, list[Segment]]]:
    """Each paragraph of the text as segments; the first value says whether it is the title."""
    marks = find_marks(doc)
    for match in re.finditer(r"[^\n]+", doc.text):
        yield match.end() <= len(doc.article.title), list(segments(doc, match.start(), match.end(), marks))
