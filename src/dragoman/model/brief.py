"""A brief as plain values: sections of lines, and no line without the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Note:
    """The words that a line rests on, and where they were read.

    `words` is the whole sentence as it stands there; where the desk keeps no texts it is "" and `span` says which
    characters they are. `by` is the event's rule, or "claim" or "judgement"; `also` are the other outlets that carry
    the same origin.
    """

    article_id: str
    publisher: str
    published: date | None
    title: str
    url: str
    words: str
    span: tuple[int, int] | None
    origin_id: str
    event_id: str = ""
    by: str = ""
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.words.strip() and self.span is None:
            raise ValueError(f"a note on {self.article_id} without words or a place of them")

    @property
    def place(self) -> tuple[str, str, tuple[int, int] | None]:
        """What makes two notes one footnote: the same words of the same article."""
        return self.article_id, self.words, None if self.words else self.span


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the brief with at least one note; `under` are sentences that belong to it.

    `day` is the day it is told for; `incident_id` the incident it tells, if it tells one. Raises ValueError for a
    line without a note: what rests on no words is not written.
    """

    text: str
    notes: tuple[Note, ...]
    day: date | None = None
    incident_id: str = ""
    under: tuple[Line, ...] = ()

    def __post_init__(self) -> None:
        if not self.notes:
            raise ValueError(f"a line without a note: {self.text!r}")

    @property
    def origins(self) -> int:
        """How many independent origins the notes are of."""
        return len({note.origin_id for note in self.notes})

    def all_notes(self) -> Iterator[Note]:
        """Its own notes and those of the lines under it, in order."""
        yield from self.notes
        for line in self.under:
            yield from line.all_notes()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief; `nothing` is what to say where it has no line."""

    title: str
    lines: tuple[Line, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What a desk tells of two sides, or of one, over some days.

    `counts` are figures about the desk, each with its unit; `coverage` what could not be seen; `way` which way the
    two go and what it was measured by, with `moved_by` the happenings that pull it there. Only these, which are about
    the desk and not the world, have no notes.
    """

    title: str
    sides: tuple[str, ...]
    first: date
    last: date
    counts: tuple[str, ...]
    coverage: tuple[str, ...]
    way: str
    moved_by: tuple[Line, ...]
    sections: tuple[Section, ...]
    coder: str

    def lines(self) -> Iterator[Line]:
        """Every line in the order of reading, the happenings behind the way first."""
        yield from self.moved_by
        for section in self.sections:
            yield from section.lines

    def notes(self) -> dict[tuple[str, str, tuple[int, int] | None], tuple[int, Note]]:
        """Each footnote by its place, with its number from 1 in the order of reading."""
        found: dict[tuple[str, str, tuple[int, int] | None], tuple[int, Note]] = {}
        for line in self.lines():
            for note in line.all_notes():
                found.setdefault(note.place, (len(found) + 1, note))
        return found


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of a brief as it is set: `kind` is title, heading, text, item, under or note.

    `refs` are the footnotes it carries; a note has its own `number` and the address it was read at.
    """

    kind: str
    text: str
    refs: tuple[int, ...] = ()
    number: int = 0
    url: str = ""
