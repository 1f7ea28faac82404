"""Score events on the PLOVER gold standard records: event types, and actor-type-recipient triples by country."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.evaluate.scores import Tally, tally, total
from dragoman.knowledge import Knowledge
from dragoman.model import Article, Document
from dragoman.pipeline import read_articles

Triple = tuple[str, str, str]
# The gold's own convention: the United Nations and the European Union count as organisations.
SAME = {"UNO": "IGO", "EUR": "IGO"}
FOLDS = 5


@dataclass(slots=True)
class GsrScore:
    """What a run over the records gave."""

    events: Tally = field(default_factory=Tally)
    triples: Tally = field(default_factory=Tally)
    by_type: dict[str, Tally] = field(default_factory=dict)
    rows: list[tuple[dict[str, Any], Document, set[Triple], set[Triple]]] = field(default_factory=list)


def _country(code: str) -> str:
    return SAME.get(code, code)


def triples(event_type: str, actors: Iterable[str], recipients: Iterable[str]) -> set[Triple]:
    """All (actor country, type, recipient country) of an event; several actors alone act on each other."""
    first = [_country(code) for code in actors] or [""]
    second = [_country(code) for code in recipients]
    if len(first) > 1 and not second:
        return {(a, event_type, b) for a in first for b in first if a != b}
    return {(a, event_type, b) for a, b in product(first, second or [""])}


def read_records(path: Path) -> list[dict[str, Any]]:
    """The records of a gold file, one JSON object a line. Raises InputError where it holds none or a line is no JSON."""
    records = []
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                try:
                    records.append(json.loads(line))
                except json.JSONDecodeError as error:
                    raise InputError(f"{path}:{number}", f"not JSON: {error.msg}") from error
    if not records:
        raise InputError(str(path), "no record in this file")
    return records


def coded(doc: Document, without: frozenset[str] = frozenset()) -> Iterator[tuple[str, set[Triple]]]:
    """Each event said of a sentence, of any status but negated, with its triples; `without` leaves rules out."""
    for event in doc.events or ():
        if event.status != "negated" and event.rule not in without:
            actors = [party.country for party in event.actor]
            yield event.event_type, triples(event.event_type, actors, [party.country for party in event.recipient])


def score_rows(rows: Iterable[tuple[dict[str, Any], Document]], without: frozenset[str] = frozenset()) -> GsrScore:
    """Score documents against their records."""
    score = GsrScore()
    by_type: dict[str, Tally] = defaultdict(Tally)
    for row, doc in rows:
        said = list(coded(doc, without))
        kinds = {kind for kind, _ in said}
        pairs = {triple for _, found in said for triple in found}
        gold = triples(row["event_type"], [a["country"] for a in row["actor"]], [r["country"] for r in row["recipient"]])
        score.events += tally({row["event_type"]}, kinds)
        score.triples += tally(gold, pairs)
        for kind in {row["event_type"], *kinds}:
            by_type[kind] += tally({row["event_type"]} & {kind}, kinds & {kind})
        score.rows.append((row, doc, gold, pairs))
    score.by_type = dict(sorted(by_type.items()))
    return score


def score_gsr(path: Path, knowledge: Knowledge) -> GsrScore:
    """Read each sentence alone, without a date, and score it."""
    records = read_records(path)
    docs = read_articles((Article(row["text"], id=row["id"]) for row in records), knowledge)
    return score_rows(zip(records, docs, strict=True))


def five_fold(score: GsrScore) -> tuple[float, float]:
    """Event and triple F1 when each sentence is read without the rules that no other fold's sentences use.

    Sentences are dealt into five folds by their order; for each fold the rules that fire on it alone are
    left out. What remains is what rules written for other sentences do on these: an estimate of how much
    of the score rests on rules made for single sentences. It is a lower bound for rules of a codebook,
    which would be there though no practice sentence used them.
    """
    pairs = [(row, doc) for row, doc, _, _ in score.rows]
    folds = [pairs[start::FOLDS] for start in range(FOLDS)]
    used = [{event.rule for _, doc in fold for event in doc.events or ()} for fold in folds]
    parts = []
    for index, fold in enumerate(folds):
        elsewhere = set().union(*(rules for other, rules in enumerate(used) if other != index))
        parts.append(score_rows(fold, frozenset(used[index] - elsewhere)))
    return total(part.events for part in parts).f1, total(part.triples for part in parts).f1
