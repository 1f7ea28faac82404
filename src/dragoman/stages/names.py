"""Find every known name in the raw text: longest match, whole words, accents and quotes folded."""

from __future__ import annotations

from dragoman.knowledge import Actors
from dragoman.knowledge.spelling import fold
from dragoman.model import Document, NameHit

# An adjective may open a hyphenated word ("Russian-backed") and close one ("Sino-Russian").
WORD_EDGE = "-"


def _whole_word(text: str, start: int, end: int) -> bool:
    return not (start > 0 and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())


def _spelt(actors: Actors, indexes: tuple[int, ...], full: set[str]) -> tuple[int, ...]:
    """The entries that may stand here.

    A surname that is a common word too, or the name of a state, place or body ("Montenegro", "Jordan"),
    needs its bearer's full name in the text.
    """
    entries = [(index, actors.entries[index]) for index in indexes]
    shared = any(entry.kind not in ("surname", "person") for _, entry in entries)
    return tuple(
        index
        for index, entry in entries
        if entry.kind != "surname" or entry.id in full or not (shared or entry.text in actors.surnames)
    )


def find_names(doc: Document, actors: Actors) -> tuple[NameHit, ...]:
    """Return one hit per known name, the longest where two overlap; each with all entries that bear the name."""
    text = fold(doc.text)
    found: list[tuple[int, int, int]] = [
        (start, -end, pattern)
        for pattern, start, end in actors.automaton.find_matches_as_indexes(text, overlapping=True)
        if _whole_word(text, start, end)
    ]
    found.sort()
    chosen: list[tuple[int, int, tuple[int, ...]]] = []
    reach = 0
    for start, minus_end, pattern in found:
        if start >= reach:
            reach = -minus_end
            chosen.append((start, reach, actors.by_name[actors.patterns[pattern]]))
    full = {actors.entries[index].id for _, _, indexes in chosen for index in indexes if actors.entries[index].kind == "person"}
    hits = []
    for start, end, indexes in chosen:
        kept = _spelt(actors, indexes, full)
        if kept:
            hits.append(NameHit(start, end, actors.entries[kept[0]].kind, kept))
    return tuple(hits)
