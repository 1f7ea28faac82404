"""Score mentions and actors on documents of re3d: is a political actor or place found, and in the right country.

The corpus has no country labels. Mentions are drawn with a fixed seed and ruled on by hand; the rulings are
kept as document ids, offsets and codes (tests/gold/re3d.csv), never words.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.evaluate.gsr import read_records
from dragoman.evaluate.scores import SEED
from dragoman.knowledge import Knowledge
from dragoman.model import Article, Document, Mention, Span
from dragoman.pipeline import read_articles

DRAWN = 300
KINDS = ("Person", "Organisation", "Nationality", "Location")
# A ruling counts as right where the country said is one of these: "SYR|IGO" leaves a matter of view open.
EITHER = "|"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a drawn mention is: `verdict` actor, place or nobody; its country, or "" where it has none."""

    document: str
    begin: int
    end: int
    verdict: str
    country: str

    @property
    def counts(self) -> bool:
        """Whether the mention is one that should be found."""
        return self.verdict in ("actor", "place")


@dataclass(frozen=True, slots=True)
class Judged:
    """A ruling held against a reading: whether the mention was found, and the countries said."""

    ruling: Ruling
    found: bool
    said: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the country said is the one ruled."""
        return self.found and any(country in self.ruling.country.split(EITHER) for country in self.said)


def draw_mentions(rows: Iterable[dict[str, Any]]) -> list[tuple[str, int, int]]:
    """DRAWN mentions of the scored kinds, by document id and offsets, the same at every call."""
    everything = sorted(
        {(row["id"], item["begin"], item["end"]) for row in rows for item in row["entities"] if item["type"] in KINDS}
    )
    return sorted(random.Random(SEED).sample(everything, DRAWN))


def read_rulings(path: Path) -> list[Ruling]:
    """The rulings of a CSV file: document, begin, end, verdict, country."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Ruling(row["document"], int(row["begin"]), int(row["end"]), row["verdict"], row["country"])
            for row in csv.DictReader(stream)
        ]


def _published(row: dict[str, Any]) -> date | None:
    found = re.search(r"\b(20\d{2})[-/](\d{2})[-/](\d{2})\b", str(row.get("published") or row.get("url") or ""))
    return date(*map(int, found.groups())) if found else None


def _best(doc: Document, span: Span) -> Mention | None:
    """The mention whose words match a span best: the most overlap, the least beside it."""
    near = [
        mention for mention in doc.mentions or () if Span(mention.start, mention.end).meets(span) and doc.actors_at(mention.head)
    ]

    def fit(mention: Mention) -> tuple[int, int]:
        shared = min(mention.end, span.end) - max(mention.start, span.start)
        return shared - abs(mention.start - span.start) - abs(mention.end - span.end), -mention.start

    return max(near, key=fit, default=None)


def judge(doc: Document, rulings: Iterable[Ruling]) -> Iterator[Judged]:
    """Hold the rulings on one document against its reading."""
    for ruling in rulings:
        shift = doc.article.body_start
        mention = _best(doc, Span(ruling.begin + shift, ruling.end + shift))
        said = tuple(actor.country for actor in doc.actors_at(mention.head)) if mention is not None else ()
        yield Judged(ruling, mention is not None, said)


def score_re3d(path: Path, rulings: Path, knowledge: Knowledge) -> list[Judged]:
    """Read the documents that hold drawn mentions and judge each."""
    rows = {row["id"]: row for row in read_records(path)}
    by_document: dict[str, list[Ruling]] = {}
    for ruling in read_rulings(rulings):
        by_document.setdefault(ruling.document, []).append(ruling)
    articles = [
        Article(rows[key]["text"], id=key, published=_published(rows[key]), publisher=rows[key].get("publisher", ""))
        for key in by_document
    ]
    docs = read_articles(articles, knowledge)
    return [judged for doc in docs for judged in judge(doc, by_document[doc.id])]
