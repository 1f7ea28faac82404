"""Tell when what two sides do, or one side, passes a line: by rules of the user's own, each alert with the incidents behind it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from dragoman.desk.exporting import reports_out
from dragoman.desk.naming import actor_key, check_existed
from dragoman.errors import KnowledgeError, UsageError
from dragoman.knowledge import Knowledge
from dragoman.knowledge.files import DataFile, read_array
from dragoman.knowledge.schemas import Row
from dragoman.model import Report
from dragoman.relations.dyads import Happened, Period, bounds_of, check_counted, in_periods, read_dyad, read_volume
from dragoman.relations.units import after
from dragoman.store.file import Reader

# The quad classes of what is counted; scores are of all four.
QUADS: dict[str, tuple[int, ...]] = {
    "cooperation": (1, 2),
    "conflict": (3, 4),
    "verbal_cooperation": (1,),
    "material_cooperation": (2,),
    "verbal_conflict": (3,),
    "material_conflict": (4,),
}
SCORES = ("score", "mean_score")
CHANGE = re.compile(r"([+-]\d+%)?")
ATTENTION = "attention rose, incidents did not"


def _is_change(value: str) -> str:
    if not CHANGE.fullmatch(value):
        raise ValueError(f"{value!r} does not fit; write +50% or -20%")
    return value


class Alert(Row):
    """A rule of when to be told: of whom, what is measured, and the line it must pass.

    `change` is against the mean of the `over` periods before. `at_least` so many events must be behind it. With
    `guard = "attention"` it is held back where more was read and no more happened.
    """

    id: str = Field(min_length=1)
    dyad: Annotated[tuple[str, ...], Field(min_length=2, max_length=2)] | None = None
    actor: str = ""
    side: Literal["either", "actor", "recipient"] = "either"
    measure: Literal[
        "count", "cooperation", "conflict", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict",
        "score", "mean_score",
    ]  # fmt: skip
    counted: str = "incident"
    unit: Literal["week", "month", "quarter", "year"] = "week"
    above: float | None = None
    below: float | None = None
    change: Annotated[str, AfterValidator(_is_change)] = ""
    over: int = Field(4, ge=1)
    at_least: int = Field(1, ge=0)
    guard: Literal["", "attention"] = ""
    message: str = ""

    @model_validator(mode="after")
    def _one_of_each(self) -> Alert:
        if (self.dyad is None) == (not self.actor):
            raise ValueError('give either dyad = ["RUS", "UKR"] or actor = "ISR"')
        if self.dyad is not None and self.side != "either":
            raise ValueError("side belongs to actor, not to dyad")
        if sum((self.above is not None, self.below is not None, bool(self.change))) != 1:
            raise ValueError('give one of above, below and change = "+50%"')
        return self

    @property
    def factor(self) -> float:
        """The change asked for, as a share: .5 for "+50%"."""
        return int(self.change[:-1]) / 100

    @property
    def rises(self) -> bool:
        """Whether it waits for a rise, so that a period not yet over may already fire it."""
        return self.above is not None or (bool(self.change) and self.factor >= 0)


@dataclass(frozen=True, slots=True)
class Found:
    """What became of an alert: fired, held, quiet or unseen; `why` gives the figures, `rows` what is behind them."""

    alert: Alert
    state: str
    why: str
    period: str
    value: float | None = None
    rows: tuple[Happened, ...] = ()


def read_alerts(path: Path) -> list[Alert]:
    """The alerts of a file. Raises KnowledgeError with every finding, UsageError where it cannot be read."""
    try:
        file = DataFile(str(path.parent), path.name, path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    findings: list[str] = []
    alerts = [placed.row for placed in read_array(file, "alert", Alert, findings)]
    seen: set[str] = set()
    for alert in alerts:
        if alert.id in seen:
            findings.append(f"{file.shown}: alert {alert.id}: there are two of this id; name one anew")
        seen.add(alert.id)
    if not alerts and not findings:
        findings.append(f"{file.shown}: no alert in it; begin one with [[alert]]")
    if findings:
        raise KnowledgeError(findings)
    return alerts


def check_alerts(
    store: Reader, alerts: Iterable[Alert], knowledge: Knowledge, *, until: date | None = None, where: str = "alerts"
) -> list[Found]:
    """Each alert held against the record up to `until`. Raises UsageError for a side or unit that is not known."""
    found = []
    for alert in alerts:
        try:
            found.append(_check(store, alert, knowledge, until))
        except UsageError as error:
            raise UsageError(f"{where}: alert {alert.id}: {error}") from error
    return found


def _check(store: Reader, alert: Alert, knowledge: Knowledge, until: date | None) -> Found:
    check_counted(store, alert.counted)
    first, last = bounds_of(store, alert.counted, None, until)
    keys = [actor_key(name, knowledge, last) for name in alert.dyad or (alert.actor,)]
    for key in keys:
        check_existed(key, knowledge, first, last)
    series = _series(store, alert, keys, alert.counted, first, last)
    at = len(series) - 1
    if not alert.rises and alert.measure not in SCORES and after(series[at].begin, alert.unit) - timedelta(days=1) > last:
        at -= 1  # a count may still rise before the period is over
    if at < 0:
        return Found(alert, "unseen", f"no {alert.unit} is over yet", series[0].name)
    now, before = series[at], [period for period in series[:at] if period.seen][-alert.over :]
    if not now.seen:
        return Found(alert, "unseen", f"no coverage of {now.name}", now.name)
    rows = tuple(_behind(now, alert.measure))
    value = _value(now, alert.measure)
    mean = sum(_value(period, alert.measure) for period in before) / len(before) if before else None
    passed, why = _passed(alert, value, mean, len(before))
    why = f"{alert.measure} {value:g} in {now.name} ({len(rows)} {alert.counted}s), {why}"
    if mean is not None:
        why += f"; articles {_percent(_rise(now.articles, [period.articles for period in before]))}"
    if passed and len(rows) < alert.at_least:
        passed, why = False, f"{why}; fewer than {alert.at_least} are behind it"
    if passed and alert.guard and (held := _only_attention(store, alert, keys, series, at, first, last)):
        return Found(alert, "held", f"{ATTENTION}: {held}; {why}", now.name, value, rows)
    return Found(alert, "fired" if passed else "quiet", why, now.name, value, rows)


def _series(store: Reader, alert: Alert, keys: list[str], counted: str, first: date, last: date) -> tuple[Period, ...]:
    if alert.dyad is not None:
        return read_dyad(store, keys[0], keys[1], since=first, until=last, unit=alert.unit, counted=counted).periods
    found = store.rows("actor_rows", who=keys[0], side=alert.side, unit=counted, since=first.isoformat(), until=last.isoformat())
    volume = read_volume(store, alert.unit, counted, first, last)
    return in_periods((Happened(**row) for row in found), volume, first, last, alert.unit)


def _behind(period: Period, measure: str) -> Iterator[Happened]:
    quads = QUADS.get(measure)
    return (row for row in period.rows if quads is None or row.quad in quads)


def _value(period: Period, measure: str) -> float:
    if measure == "score":
        return period.score
    if measure == "mean_score":
        return period.score / len(period.rows) if period.rows else 0.0
    return sum(1 for _ in _behind(period, measure))


def _passed(alert: Alert, value: float, mean: float | None, periods: int) -> tuple[bool, str]:
    """Whether the line is passed, and the line with what it was before."""
    spell = f"{periods} {alert.unit}s" if periods != 1 else alert.unit
    before = f"a mean of {mean:.1f} in the {spell} before" if mean is not None else f"no {alert.unit} read before"
    if alert.above is not None:
        return value > alert.above, f"the line is above {alert.above:g}; {before}"
    if alert.below is not None:
        return value < alert.below, f"the line is below {alert.below:g}; {before}"
    line = f"the line is {alert.change}; {before}"
    if mean is None or periods < alert.over:
        return False, f"{line}, of {alert.over} that are needed"
    # A share of a net score below zero would turn its sign: the change is measured by the size of what was before.
    moved = value - mean
    enough = moved >= alert.factor * abs(mean) if alert.rises else moved <= alert.factor * abs(mean)
    return enough and moved != 0, line


def _rise(now: float, before: list[int]) -> float:
    mean = sum(before) / len(before)
    return now / mean - 1 if mean else (math.inf if now else 0.0)


def _percent(share: float) -> str:
    return "from none" if math.isinf(share) else f"{share:+.0%}"


def _only_attention(
    store: Reader, alert: Alert, keys: list[str], series: tuple[Period, ...], at: int, first: date, last: date
) -> str:
    """The figures of it, where as much more was read as was asked of the alert, and incidents did not rise so; else ""."""
    incidents = _series(store, alert, keys, "incident", first, last)
    before = [number for number in range(at) if series[number].seen][-alert.over :]
    if not before:
        return ""

    def rise_of(count: Callable[[int], int]) -> float:
        return _rise(count(at), [count(number) for number in before])

    counted = rise_of(lambda number: sum(1 for _ in _behind(series[number], alert.measure)))
    read = rise_of(lambda number: series[number].articles)
    happened = rise_of(lambda number: sum(1 for _ in _behind(incidents[number], alert.measure)))
    asked = abs(alert.factor) if alert.change else counted
    if read > 0 and read >= asked > happened:
        return f"articles {_percent(read)}, incidents {_percent(happened)}"
    return ""


def reports_behind(store: Reader, found: Iterable[Found]) -> Iterator[Report]:
    """The event reports that speak for what is behind fired alerts, each once, with all that the formats write."""
    keys = {(row.article_id, row.event_id) for one in found if one.state == "fired" for row in one.rows}
    return (report for report in reports_out(store) if (report.article.id, report.event["id"]) in keys)
