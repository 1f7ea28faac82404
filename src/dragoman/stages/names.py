"""Find every known name in the raw text: longest match, whole words, accents and quotes folded."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dragoman.knowledge import Actors
from dragoman.knowledge.spelling import fold
from dragoman.model import Document, NameHit

# Names that say beyond doubt which state a text is about.
OF_STATES = frozenset({"state", "adjective", "people", "capital"})
# Kinds whose ambiguous names need more than themselves.
GOVERNMENTS = frozenset({"administration", "government", "cabinet", "presidency", "regime", "doctrine"})
LONGEST_TITLE = 24
# A name before another is somebody's first name: "Scott C. Dayton", "Stephen Townsend"; but "Obama Tuesday".
FORENAME = re.compile(r" (?:[A-Z]\. ?)?[A-Z][a-z]+")
DAYS = re.compile(r" (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day| (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
DOUBTED = frozenset({"body", "seat", "organisation", "group"})


# A match in the text: where it begins, where it ends (negative, so that longer sorts first), which pattern.
Found = tuple[int, int, int]
# A name taken: its span, and the entries that bear it.
Chosen = tuple[int, int, tuple[int, ...]]


def _whole_word(text: str, start: int, end: int) -> bool:
    return not (start > 0 and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())


class _Told(NamedTuple):
    """Who a text names beyond doubt: ids by an unmistakable name, and countries."""

    ids: frozenset[str]
    countries: frozenset[str]


def _told(actors: Actors, chosen: list[Chosen]) -> _Told:
    sure = [actors.entries[index] for _, _, indexes in chosen for index in indexes]
    sure = [entry for entry in sure if not entry.ambiguous and entry.kind != "surname"]
    return _Told(frozenset(entry.id for entry in sure), frozenset(entry.country for entry in sure if entry.kind in OF_STATES))


def _titled(text: str, start: int, end: int, titles: frozenset[str]) -> bool:
    """Whether a name has an office before it or a government after it: "President Bush", "the Bush administration"."""
    before = text[max(0, start - LONGEST_TITLE) : start].lower().replace(".", "").split()
    after = text[end : end + LONGEST_TITLE].lower().split()
    return bool(before and before[-1] in titles) or bool(after and after[0].strip(".,;") in GOVERNMENTS)


def _spelt(actors: Actors, indexes: tuple[int, ...], told: _Told, titled: bool) -> tuple[int, ...]:
    """The entries that may stand here.

    A surname that is a common word too, or the name of a state, place or body ("Montenegro", "Jordan"),
    needs its bearer's full name in the text, or a title beside it. A body, organisation or group whose name means other things
    too ("Congress", "PAN") needs its full name or its state.
    """
    entries = [(index, actors.entries[index]) for index in indexes]
    shared = any(entry.kind not in ("surname", "person") for _, entry in entries)
    return tuple(
        index
        for index, entry in entries
        if entry.id in told.ids
        or (entry.kind == "surname" and (titled or not (shared or entry.text in actors.surnames)))
        or (entry.kind != "surname" and not (entry.ambiguous and entry.kind in DOUBTED and entry.country not in told.countries))
    )


def _forename(doc: Document, end: int, names: set[int]) -> bool:
    """Whether an unknown name follows: what stands before it is then a first name, not the bearer of that surname."""
    if end < doc.article.body_start or end + 1 in names or DAYS.match(doc.text, end):
        return False
    after = FORENAME.match(doc.text, end)
    return after is not None and after[0].strip().lower() not in GOVERNMENTS


def _longest(found: Iterable[Found], actors: Actors) -> Iterator[Chosen]:
    """Of names that overlap the first, and of those that begin together the longest; `found` is sorted."""
    reach = 0
    for start, minus_end, pattern in found:
        if start >= reach:
            reach = -minus_end
            yield start, reach, actors.by_name[actors.patterns[pattern]]


def find_names(doc: Document, actors: Actors, titles: frozenset[str]) -> tuple[NameHit, ...]:
    """Return one hit per known name, the longest where two overlap; each with all entries that bear the name.

    `titles` are the last words of offices, in lower case, that let a common surname name a person.
    """
    text = fold(doc.text)
    found: list[Found] = [
        (start, -end, pattern)
        for pattern, start, end in actors.automaton.find_matches_as_indexes(text, overlapping=True)
        if _whole_word(text, start, end)
    ]
    found.sort()
    chosen = list(_longest(found, actors))
    told = _told(actors, chosen)
    starts = {start for start, _, _ in chosen}

    def standing(start: int, end: int, indexes: tuple[int, ...]) -> tuple[int, ...]:
        if actors.entries[indexes[0]].kind == "surname" and _forename(doc, end, starts):
            return ()
        return _spelt(actors, indexes, told, _titled(text, start, end, titles))

    hits = []
    waiting = chosen[::-1]
    while waiting:
        start, end, indexes = waiting.pop()
        if kept := standing(start, end, indexes):
            hits.append(NameHit(start, end, actors.entries[kept[0]].kind, kept))
            continue
        # "Sudanese rebels" may name a group; where it does not, "Sudanese" is still of Sudan.
        inside = [item for item in found[bisect_left(found, (start,)) :] if item[0] < end]
        shorter = [item for item in inside if -item[1] <= end and (item[0], -item[1]) != (start, end)]
        waiting.extend(list(_longest(shorter, actors))[::-1])
    return tuple(hits)
