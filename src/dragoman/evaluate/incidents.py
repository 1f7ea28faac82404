"""Score incidents and origins on the demonstration corpus: which reports tell one happening, which texts are copies."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.errors import InputError
from dragoman.evaluate.scores import Tally, tally
from dragoman.incidents import alike
from dragoman.incidents.linking import link_incidents
from dragoman.model import Article, Span
from dragoman.store.file import Reader, Writer

TELLINGS = frozenset({"happened", "denied", "planned", "opinion", "history"})
# What is told as news, or denied: these are to be linked. A plan, a judgement and a memory are not.
JUDGED = frozenset({"happened", "denied"})
# What must not be coded as a happening of these days. A plan is left out: it is an AGREE of the day it was told.
NO_NEWS = frozenset({"denied", "opinion", "history"})
# What a sweep tries, one constant of incidents/alike.py at a time.
SWEPT = ("ENOUGH", "FOR_WORDS", "FOR_TRIGGER", "FOR_MODE", "FOR_PLACE", "FOR_RECIPIENT", "COPIED")
STEP, STEPS = 0.1, 6


class Label(NamedTuple):
    """That the `nth` of these words in an article's body tells an incident, and how it is told."""

    article: str
    event_type: str
    words: str
    nth: int
    incident: str
    telling: str


class Judged(NamedTuple):
    """A label and the report that was coded at its words: `said` is the incident that the report was put in."""

    label: Label
    event_type: str
    happened: bool
    said: str


@dataclass(frozen=True, slots=True)
class IncidentScore:
    """How well the judged reports were grouped: by pairs of two articles, and by report (B-cubed).

    `no_news` are the reports at labels of a denial, a judgement or a memory: none is news that happened.
    """

    asked: int
    judged: tuple[Judged, ...]
    no_news: tuple[Judged, ...]
    pairs: Tally
    apart: Tally
    precision: float
    recall: float
    together: tuple[tuple[Judged, Judged], ...]
    missed: tuple[tuple[Judged, Judged], ...]

    @property
    def f1(self) -> float:
        """Harmonic mean of B-cubed precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_labels(path: Path) -> list[Label]:
    """The labels of a CSV file: article, event_type, words, nth (empty for the first), incident, telling."""
    with path.open(encoding="utf-8", newline="") as stream:
        labels = [
            Label(row["article"], row["event_type"], row["words"], int(row["nth"] or 1), row["incident"], row["telling"])
            for row in csv.DictReader(stream)
        ]
    for label in labels:
        if label.telling not in TELLINGS:
            raise InputError(str(path), f"{label.article}: no telling {label.telling!r}; one of {', '.join(sorted(TELLINGS))}")
    return labels


def read_origins(path: Path) -> dict[str, str]:
    """The origin of each article; copies share one."""
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["article"]: row["origin"] for row in csv.DictReader(stream)}


def label_span(label: Label, article: Article) -> Span:
    """Where a label's words stand in the article's body. Raises InputError where they do not."""
    found = [match.span() for match in re.finditer(re.escape(label.words), article.text)]
    if len(found) < label.nth:
        raise InputError(label.article, f"{label.words!r} does not stand {label.nth} times in the text")
    return Span(*found[label.nth - 1])


def judge_labels(labels: Iterable[Label], articles: Iterable[Article], store: Reader) -> list[Judged]:
    """The labels whose words were coded, each with its report: one of the label's type where there are several.

    A report that was put in no incident is one of its own.
    """
    texts = {article.id: article for article in articles}
    reports: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in store.rows("reports_placed"):
        if row["part"] != "title":
            reports[row["article_id"]].append(row)
    found = []
    for label in labels:
        span = label_span(label, texts[label.article])
        near = [row for row in reports[label.article] if span.meets(Span(row["first"], row["last"]))]
        if near:
            best = min(near, key=lambda row: row["event_type"] != label.event_type)
            said = best["incident_id"] or f"{label.article} {best['event_id']}"
            found.append(Judged(label, best["event_type"], best["happened"], said))
    return found


def score_incidents(
    labels: Sequence[Label], articles: Iterable[Article], origins: Mapping[str, str], store: Reader
) -> IncidentScore:
    """Compare the incidents of a desk with the labels, over the reports that were coded and told as news or denied."""
    coded = judge_labels(labels, articles, store)
    judged = [item for item in coded if item.label.telling in JUDGED]
    pairs = [(a, b) for a, b in combinations(judged, 2) if a.label.article != b.label.article]
    apart = [(a, b) for a, b in pairs if origins[a.label.article] != origins[b.label.article]]
    precision, recall = b_cubed([(item.label.incident, item.said) for item in judged])
    return IncidentScore(
        sum(label.telling in JUDGED for label in labels),
        tuple(judged),
        tuple(item for item in coded if item.label.telling in NO_NEWS),
        _tally(pairs),
        _tally(apart),
        precision,
        recall,
        tuple((a, b) for a, b in pairs if a.said == b.said and a.label.incident != b.label.incident),
        tuple((a, b) for a, b in pairs if a.said != b.said and a.label.incident == b.label.incident),
    )


def _tally(pairs: Iterable[tuple[Judged, Judged]]) -> Tally:
    numbered = list(enumerate(pairs))
    return tally(
        (number for number, (a, b) in numbered if a.label.incident == b.label.incident),
        (number for number, (a, b) in numbered if a.said == b.said),
    )


def b_cubed(items: Sequence[tuple[Hashable, Hashable]]) -> tuple[float, float]:
    """Precision and recall of the group that each (gold, said) item was put in, averaged over the items."""
    if not items:
        return 0.0, 0.0
    gold: dict[Hashable, int] = defaultdict(int)
    said: dict[Hashable, int] = defaultdict(int)
    both: dict[tuple[Hashable, Hashable], int] = defaultdict(int)
    for item in items:
        gold[item[0]] += 1
        said[item[1]] += 1
        both[item] += 1
    return (
        sum(both[item] / said[item[1]] for item in items) / len(items),
        sum(both[item] / gold[item[0]] for item in items) / len(items),
    )


def score_origins(origins: Mapping[str, str], store: Reader) -> Tally:
    """Pairs of articles that are copies of one text, as labelled and as found."""
    found = {row["article_id"]: row["origin_id"] for row in store.rows("origin_members", articles=sorted(origins))}
    return tally(_same(origins), _same(found))


def _same(groups: Mapping[str, str]) -> set[tuple[str, str]]:
    return {(a, b) for a, b in combinations(sorted(groups), 2) if groups[a] == groups[b]}


@contextmanager
def weighed(**constants: float) -> Iterator[None]:
    """Compare reports by other constants of incidents/alike.py meanwhile."""
    standing = {name: getattr(alike, name) for name in constants}
    try:
        for name, value in constants.items():
            setattr(alike, name, value)
        yield
    finally:
        for name, value in standing.items():
            setattr(alike, name, value)


def relink(store: Writer, articles: Iterable[Article], families: Mapping[str, str], **constants: float) -> None:
    """Link all reports of a desk anew, by other constants where any are given."""
    with weighed(**constants):
        link_incidents(store, [article.id for article in articles], families)


def sweep(
    store: Writer,
    labels: Sequence[Label],
    articles: Sequence[Article],
    origins: Mapping[str, str],
    families: Mapping[str, str],
) -> Iterator[tuple[str, float, IncidentScore]]:
    """Each constant below and above where it stands, the others as they stand: its name, value and score.

    What the desk held is linked again as it stands at the end.
    """
    try:
        for name in SWEPT:
            stands = getattr(alike, name)
            for step in range(-STEPS, STEPS + 1):
                value = round(stands + step * STEP, 2)
                if value >= 0:
                    relink(store, articles, families, **{name: value})
                    yield name, value, score_incidents(labels, articles, origins, store)
    finally:
        relink(store, articles, families)
