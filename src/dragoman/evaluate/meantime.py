"""Score dates and status on MEANTIME's article openings: time expressions with values, event words with polarity and time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.evaluate.gsr import read_records
from dragoman.evaluate.scores import Tally, total
from dragoman.knowledge import Knowledge
from dragoman.model import Article, Document, Span, When
from dragoman.pipeline import read_articles

SCORED = ("DATE", "TIME")
REPORTED = ("DURATION", "SET")
Pair = tuple[str, str]


@dataclass(slots=True)
class Opening:
    """One document's share: what was found by kind, values right, and the event words a clause covers."""

    found: dict[str, Tally] = field(default_factory=dict)
    values: int = 0
    gold: int = 0
    polarity: list[Pair] = field(default_factory=list)
    future: list[Pair] = field(default_factory=list)
    certainty: list[Pair] = field(default_factory=list)
    events: int = 0
    differences: list[str] = field(default_factory=list)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _score_times(doc: Document, row: dict[str, Any], opening: Opening) -> None:
    dateline = [Span(*span) for span in row["dateline"]]

    def counts(start: int, end: int) -> bool:
        return not any(Span(start, end).meets(span) for span in dateline)

    for kinds in (SCORED, REPORTED):
        gold = [item for item in row["times"] if item["type"] in kinds and counts(item["start"], item["end"])]
        said = [when for when in doc.times or () if when.type in kinds and counts(when.start, when.end)]
        met: set[int] = set()
        for item in gold:
            near: list[When] = [when for when in said if Span(when.start, when.end).meets(Span(item["start"], item["end"]))]
            met |= {when.start for when in near}
            if kinds is SCORED:
                opening.gold += 1
                right = any(when.value == item["value"] for when in near)
                opening.values += right
                if not right:
                    opening.differences.append(f"{item['text']!r}: gold {item['value']}, said {[when.value for when in near]}")
        hits = sum(any(Span(w.start, w.end).meets(Span(i["start"], i["end"])) for w in said) for i in gold)
        opening.found["/".join(kinds)] = Tally(hits, len(said) - len(met), len(gold) - hits)


def _score_events(doc: Document, row: dict[str, Any], opening: Opening) -> None:
    heads = {doc.tokens[clause.head].start: clause for clause in doc.clauses or ()}
    ends = {doc.tokens[clause.head].end: clause for clause in doc.clauses or ()}
    for item in row["events"]:
        opening.events += 1
        clause = heads.get(item["start"]) or ends.get(item["end"])
        if clause is None:
            continue
        judged = (doc.modality or ())[clause.id]
        if item["polarity"] in ("POS", "NEG"):
            opening.polarity.append((item["polarity"], "NEG" if judged.polarity == "negative" else "POS"))
        if item["time"] in ("FUTURE", "NON_FUTURE"):
            said = "FUTURE" if judged.ahead else "NON_FUTURE"
            opening.future.append((item["time"], said))
        if item["certainty"] in ("CERTAIN", "POSSIBLE", "PROBABLE"):
            gold = "CERTAIN" if item["certainty"] == "CERTAIN" else "POSSIBLE"
            opening.certainty.append((gold, judged.certainty.upper()))


def score_meantime(path: Path, knowledge: Knowledge) -> list[Opening]:
    """Read each opening with its publication date and score it."""
    rows = read_records(path)
    articles = (Article(row["text"], id=row["id"], published=_day(row["published"])) for row in rows)
    found = []
    for row, doc in zip(rows, read_articles(articles, knowledge), strict=True):
        opening = Opening()
        _score_times(doc, row, opening)
        _score_events(doc, row, opening)
        found.append(opening)
    return found


def times_found(openings: Iterable[Opening], kinds: str = "DATE/TIME") -> Tally:
    """Expressions found, by overlap."""
    return total(opening.found[kinds] for opening in openings)


def values_right(openings: Sequence[Opening]) -> float:
    """Share of all gold DATE and TIME expressions whose value is given exactly."""
    return sum(opening.values for opening in openings) / max(1, sum(opening.gold for opening in openings))


def pairs(openings: Iterable[Opening], what: str) -> list[Pair]:
    """The (gold, said) labels of one kind over some openings."""
    return [pair for opening in openings for pair in getattr(opening, what)]
