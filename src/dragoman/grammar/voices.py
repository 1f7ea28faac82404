"""Say in whose words a place of the text stands: every source that speaks there, found without asking each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Generic, TypeVar

from dragoman.model import Attribution, Document, Span

T = TypeVar("T")


class Cover(Generic[T]):
    """Things by the stretches they cover: what lies over a place is looked up, not searched for."""

    def __init__(self, stretches: Iterable[tuple[Span, T]]) -> None:
        opens: dict[int, list[int]] = {}
        closes: dict[int, list[int]] = {}
        things: list[T] = []
        for span, thing in stretches:
            if span.start < span.end:
                opens.setdefault(span.start, []).append(len(things))
                closes.setdefault(span.end, []).append(len(things))
                things.append(thing)
        self.edges = sorted({*opens, *closes})
        self.over: list[tuple[T, ...]] = []
        active: dict[int, T] = {}
        for edge in self.edges:
            for number in closes.get(edge, ()):
                del active[number]
            for number in opens.get(edge, ()):
                active[number] = things[number]
            self.over.append(tuple(active.values()))

    def at(self, offset: int) -> tuple[T, ...]:
        """What covers a character, what begins first before what begins later."""
        index = bisect_right(self.edges, offset) - 1
        return self.over[index] if index >= 0 else ()

    def meeting(self, span: Span) -> tuple[T, ...]:
        """What shares at least one character with a stretch."""
        inside = self.over[bisect_right(self.edges, span.start) : bisect_left(self.edges, span.end)]
        return tuple(dict.fromkeys(thing for things in (self.at(span.start), *inside) for thing in things))


class Voices:
    """The attributions of a document by the places where their sources speak."""

    def __init__(self, doc: Document) -> None:
        items = doc.attributions or ()
        self._words = Cover((span, item) for item in items for span in item.content)
        self._papers = Cover((paper, item) for item in items if (paper := item.paper) is not None)

    def at(self, offset: int) -> list[Attribution]:
        """The attributions in whose content a character stands, in order of text."""
        return _in_order(self._words.at(offset))

    def vouching(self, offset: int) -> list[Attribution]:
        """The attributions that answer for a character: it is their content, or it names the paper that is their source."""
        return _in_order((*self._words.at(offset), *self._papers.at(offset)))


def _in_order(items: Iterable[Attribution]) -> list[Attribution]:
    return sorted({item.id: item for item in items}.values(), key=lambda item: item.id)


def length(item: Attribution) -> int:
    """How many characters of the text are a source's words: of two that nest, the inner is the shorter."""
    return sum(span.end - span.start for span in item.content)
