"""Nouns that make an actor of a country: "troops" MIL, "lawmakers" LEG, "protesters" CVL."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dragoman.knowledge.schemas import SectorNoun


@dataclass(frozen=True)
class Nouns:
    """Sector nouns by the last word of their lemma sequence, longest first."""

    by_last: dict[str, tuple[tuple[tuple[str, ...], SectorNoun], ...]]

    @cached_property
    def titles(self) -> frozenset[str]:
        """The last words of nouns for persons: "president", "minister", "general"."""
        return frozenset(word for word, pairs in self.by_last.items() if any(row.kind == "person" for _, row in pairs))

    @cached_property
    def shortened(self) -> frozenset[str]:
        """Titles written short, as before a name: "Capt.", "Sen."."""
        return frozenset(word.capitalize() for word in self.by_last if word.endswith(".") and len(word) > 2)

    def find(self, words: list[str]) -> SectorNoun | None:
        """The longest sector noun that `words` (lower-case lemmas, head last) ends with."""
        for parts, row in self.by_last.get(words[-1], ()):
            if tuple(words[-len(parts) :]) == parts:
                return row
        return None


def index_nouns(rows: list[SectorNoun]) -> Nouns:
    """Index `data/actors/sectors.csv`."""
    found: dict[str, list[tuple[tuple[str, ...], SectorNoun]]] = {}
    for row in rows:
        parts = tuple(row.noun.replace("-", " - ").split())
        found.setdefault(parts[-1], []).append((parts, row))
    return Nouns({key: tuple(sorted(pairs, key=lambda pair: -len(pair[0]))) for key, pairs in found.items()})
