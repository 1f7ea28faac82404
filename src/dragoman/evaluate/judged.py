"""Score what a desk has coded now on the gold of its annotations: how many reports are right, by type and by field."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.evaluate.gold import GoldArticle, GoldEvent, gold_of, place_of
from dragoman.evaluate.scores import wilson
from dragoman.formats.writing import NOT_MEASURED
from dragoman.model.annotation import CODED, FIELDS, NOT_AN_EVENT, coded
from dragoman.reading.words import counted
from dragoman.store.annotations import Annotations
from dragoman.store.file import Reader

# The row of an event type that stands for all of them.
ALL = "all"
# Orders of the queue in which chance alone decides which report of a type is judged.
FAIR = frozenset({"random", "stratified"})


@dataclass(frozen=True, slots=True)
class JudgedReport:
    """An event report as it is coded now: whether it is right as a whole and in each field that the gold can tell.

    `right` is None where the gold does not tell of each field.
    """

    article_id: str
    event_id: str
    event_type: str
    fields: Mapping[str, bool]
    right: bool | None
    drawn: str = ""
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldScore:
    """The judged reports of a desk; and of the gold events in `complete` articles, how many are `there` and `found`.

    Those are the articles that a coder read to the end and whose every report was judged: where some were not, what is
    found would be counted short. `partly` read to the end are the others, `left_out` those not in the desk.
    """

    judged: tuple[JudgedReport, ...]
    found: int
    there: int
    complete: int
    partly: int = 0
    missed: tuple[str, ...] = ()
    left_out: int = 0

    @property
    def whole(self) -> list[JudgedReport]:
        """The reports of which the gold tells whether they are right as a whole."""
        return [item for item in self.judged if item.right is not None]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some judged things are wrong, with Wilson's 95 % interval of their share."""

    annotated: int
    wrong: int

    @property
    def share(self) -> float | None:
        """The share that is wrong; None where nothing was judged."""
        return self.wrong / self.annotated if self.annotated else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the share."""
        return wilson(self.wrong, self.annotated)

    def row(self) -> dict[str, Any]:
        """As plain values."""
        share, (low, high) = self.share, self.interval
        if share is None:
            return {"annotated": 0, "wrong": 0, "share": None, "low": None, "high": None}
        return {
            "annotated": self.annotated,
            "wrong": self.wrong,
            "share": round(share, 4),
            "low": round(low, 4),
            "high": round(high, 4),
        }


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """How many judged reports of an event type are wrong, as a whole and by field; `drawn` counts how they were chosen."""

    event_type: str
    whole: Share
    fields: Mapping[str, Share] = field(default_factory=dict)
    drawn: Mapping[str, int] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        """As plain values: event_type, annotated, wrong, share, low, high, fields, drawn."""
        fields = {name: share.row() for name, share in self.fields.items()}
        return {"event_type": self.event_type, **self.whole.row(), "fields": fields, "drawn": dict(self.drawn)}


def score_gold(gold: Iterable[GoldArticle], store: Reader) -> GoldScore:
    """Compare what the desk has coded now with the gold. An article that the desk has not, or with another text, is left out."""
    articles = list(gold)
    texts = {
        row["article_id"]: row["text_sha256"]
        for row in store.rows("annotations/articles_of", articles=[article.id for article in articles])
    }
    scored = [article for article in articles if texts.get(article.id) == article.text_sha256]
    keys = json.dumps([{"article_id": article.id, "run_id": None} for article in scored])
    now: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in store.rows("annotations/records_of", keys=keys) if scored else ():
        now[row["article_id"]].append(json.loads(row["record"]))
    judged: list[JudgedReport] = []
    missed: list[str] = []
    there = 0
    for article in scored:
        matched, surplus = _match(article, now[article.id])
        found = {id(gold): _judge(article.id, gold, event) for gold, event in matched}
        judged += found.values()
        if article.complete:
            judged += [_spurious(article.id, event) for event in surplus if _is_judged(event, article)]
        if article.complete and not article.unjudged:
            asked = [event for event in article.events if event.is_event]
            there += len(asked)
            for event in asked:
                if id(event) not in found or found[id(event)].fields.get("event_type") is False:
                    missed.append(f"{article.id}: missed {event.codes.get('event_type', 'an event')} at {_shown(event)}")
    read = [article for article in scored if article.complete]
    complete = sum(not article.unjudged for article in read)
    left_out = len(articles) - len(scored)
    return GoldScore(tuple(judged), there - len(missed), there, complete, len(read) - complete, tuple(missed), left_out)


def _match(
    article: GoldArticle, events: Sequence[Mapping[str, Any]]
) -> tuple[list[tuple[GoldEvent, Mapping[str, Any]]], list[Mapping[str, Any]]]:
    """Gold events with what is coded at their place, and what is coded elsewhere.

    The trigger's place must be the same. What a person marked as missing is found by any word that lies in it.
    """
    left, pairs, waiting = list(events), [], list(article.events)
    for fits in (_is_it, _same_place, _lies_in):
        for gold in list(waiting):
            if event := next((event for event in left if fits(gold, event)), None):
                pairs.append((gold, event))
                left.remove(event)
                waiting.remove(gold)
    return pairs, left


def _is_it(gold: GoldEvent, event: Mapping[str, Any]) -> bool:
    return gold.event_id == event["id"] and _same_place(gold, event)


def _same_place(gold: GoldEvent, event: Mapping[str, Any]) -> bool:
    return gold.place == place_of(event)


def _lies_in(gold: GoldEvent, event: Mapping[str, Any]) -> bool:
    return gold.by_hand and gold.place.meets(place_of(event))


def _is_judged(event: Mapping[str, Any], article: GoldArticle) -> bool:
    """Whether an event that is coded in a complete article, and in none of its gold, is known to be none."""
    place = place_of(event)
    return (
        place not in article.unjudged
        and place not in article.disputed
        and not any(_lies_in(gold, event) for gold in article.events)
    )


def _judge(article_id: str, gold: GoldEvent, event: Mapping[str, Any]) -> JudgedReport:
    if not gold.is_event:
        return _spurious(article_id, event, gold.drawn)
    codes = coded(event)
    fields = {NOT_AN_EVENT: True}
    for name in CODED:
        if name in gold.codes:
            fields[name] = codes[name] == gold.codes[name]
        elif gold.wrong.get(name) == codes[name]:
            fields[name] = False
    told = [
        f"{article_id}: {event['id']} {name}: gold {gold.codes.get(name, 'another')!r}, said {codes[name]!r}, by {event['rule']}"
        for name, right in fields.items()
        if not right
    ]
    right = not told if _tells_all(gold, fields) else None
    return JudgedReport(article_id, event["id"], event["event_type"], fields, right, gold.drawn, tuple(told))


def _tells_all(gold: GoldEvent, fields: Mapping[str, bool]) -> bool:
    """Whether the gold tells of the report as a whole: of each field that it is right, or that the coder judged it wrong.

    Where some fields are disputed or were never told, those that are could only show a report to be wrong, never right.
    """
    judged = all(name in gold.codes or name in gold.wrong for name in CODED)
    return judged and not gold.disputed and (all(name in fields for name in CODED) or not all(fields.values()))


def _spurious(article_id: str, event: Mapping[str, Any], drawn: str = "") -> JudgedReport:
    told = f"{article_id}: {event['id']} is no event, said {event['event_type']}, by {event['rule']}"
    return JudgedReport(article_id, event["id"], event["event_type"], {NOT_AN_EVENT: False}, False, drawn, (told,))


def _shown(event: GoldEvent) -> str:
    return f"{event.place.start} to {event.place.end}{' of the title' if event.place.part else ''}"


def rates_of(judged: Sequence[JudgedReport]) -> tuple[ErrorRate, ...]:
    """Error rates over all judged reports, and of each event type, the type being the one that is coded now."""
    kinds = sorted({item.event_type for item in judged})
    groups = [(ALL, list(judged)), *((kind, [item for item in judged if item.event_type == kind]) for kind in kinds)]
    return tuple(_rate(kind, group) for kind, group in groups if group)


def _rate(kind: str, group: Sequence[JudgedReport]) -> ErrorRate:
    whole = [item.right for item in group if item.right is not None]
    fields = {}
    for name in FIELDS:
        said = [item.fields[name] for item in group if name in item.fields]
        fields[name] = Share(len(said), said.count(False))
    drawn = Counter(item.drawn or "by hand" for item in group if item.right is not None)
    return ErrorRate(kind, Share(len(whole), whole.count(False)), fields, dict(sorted(drawn.items())))


def error_rates(store: Reader, annotations: Annotations) -> tuple[ErrorRate, ...]:
    """How often each event type is wrong as it is coded now, by all annotations that stand; first the row of all types.

    Where coders differ nothing is counted. Empty where nothing was annotated: not measured, which is not without errors.
    """
    return rates_of(score_gold(gold_of(store, annotations), store).judged)


def describe_rates(rates: Sequence[ErrorRate]) -> dict[str, Any]:
    """Error rates as they go out with a dataset: in words, and in figures by event type and field."""
    if not rates or not rates[0].whole.annotated:
        return dict(NOT_MEASURED)
    whole, drawn = rates[0].whole, rates[0].drawn
    low, high = whole.interval
    told = [
        f"{whole.wrong} of {counted(whole.annotated, 'event report')} that people judged are wrong in at least one field "
        f"({whole.share:.0%}, 95 % interval {low:.0%} to {high:.0%}).",
        "They were taken from the whole record that this dataset is a part of; what is not listed was not measured.",
    ]
    if chosen := [name for name in drawn if name not in FAIR]:
        number = sum(drawn[name] for name in chosen)
        told.append(f"{number} of them were not drawn by chance ({', '.join(chosen)}): shares may be higher or lower.")
    if "stratified" in drawn:
        told.append("Rare types were drawn as often as common ones: take the rates of single types, not that of all.")
    return {"measured": True, "told": " ".join(told), "rates": [rate.row() for rate in rates]}
