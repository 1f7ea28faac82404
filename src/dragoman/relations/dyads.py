"""How two sides stand with each other, period by period, and what moved it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dragoman.errors import UsageError
from dragoman.knowledge.files import near
from dragoman.relations.chance import count_interval, permutation
from dragoman.relations.units import UNITS, begin_of, name_of, periods
from dragoman.store.file import Reader

COUNTED = ("incident", "origin", "report")
DIRECTIONS = ("out", "back", "mutual")
QUADS = {1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict"}
# A turn is sought where at least so many periods lie on either side, and shown where chance does it once in twenty.
LEAST_SIDE, SURE = 4, 0.05
# An arrow compares the last so many periods with as many before, and is drawn where there are events enough.
ARROW_SPAN, LEAST_EVENTS = 3, 6
ARROW_SURE = 0.1
# Rows that a turn or an arrow names.
NAMED_ROWS = 5


@dataclass(frozen=True, slots=True)
class Happened:
    """One countable thing between two sides: a row that can be listed, with the report that tells it.

    Another coder's event has no report of ours, and may have no type, quad class or score.
    """

    day: date
    id: str
    event_type: str | None
    quad: int | None
    score: float | None
    direction: str
    incident_id: str | None
    article_id: str | None
    event_id: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """A period of a dyad: what happened in it, and how much was read for it.

    `articles` is the number of articles read that appeared in it; where it is 0 nothing could be seen, and the
    figures are None, not zero.
    """

    begin: date
    name: str
    articles: int
    rows: tuple[Happened, ...]

    @property
    def seen(self) -> bool:
        """Whether anything was read for the period, or is known of it from later articles."""
        return bool(self.articles or self.rows)

    @property
    def score(self) -> float:
        """Net cooperation: the sum of scores, PLOVER's or of another coder's events that coder's."""
        return sum(row.score or 0 for row in self.rows)

    def record(self) -> dict[str, Any]:
        """The period as a row of a frame: counts by direction, quad class and the score, with the interval of the count."""
        if not self.seen:
            return {"period": self.name, "begin": self.begin, "articles": 0, **dict.fromkeys(FIGURES)}
        low, high = count_interval(len(self.rows))
        scored = sum(row.score is not None for row in self.rows)
        directions, quads = Counter(row.direction for row in self.rows), Counter(row.quad for row in self.rows)
        return {
            "period": self.name,
            "begin": self.begin,
            "articles": self.articles,
            "count": len(self.rows),
            "low": round(low, 2),
            "high": round(high, 2),
            "per_1000_articles": round(1000 * len(self.rows) / self.articles, 2) if self.articles else None,
            **{name: directions[name] for name in DIRECTIONS},
            **{name: quads[quad] for quad, name in QUADS.items()},
            "score": round(self.score, 3) if scored or not self.rows else None,
            "mean_score": round(self.score / scored, 3) if scored else None,
        }


FIGURES = (
    "count", "low", "high", "per_1000_articles", *DIRECTIONS, *QUADS.values(), "score", "mean_score",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the level of a series changed: the first period of the new level, the two levels, and what made it.

    Found by halving: the point where the means of net cooperation on both sides differ most, kept if a permutation
    test gives it less than SURE; then each side is halved in the same way (Vostrikova 1981).
    """

    period: str
    begin: date
    before: float
    after: float
    chance: float
    rows: tuple[Happened, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """Which way it goes: warmer, cooler, unchanged or too little to tell; the stretches compared and the rows that made it."""

    way: str
    why: str
    rows: tuple[Happened, ...] = ()


@dataclass(frozen=True)
class Dyad:
    """Two sides over a time: `one` and `other` are codes as `dragoman who` gives them; `unit` and `counted` as asked."""

    one: str
    other: str
    unit: str
    counted: str
    periods: tuple[Period, ...] = field(repr=False)

    @property
    def rows(self) -> list[Happened]:
        """Everything that was counted, in order of day."""
        return [row for period in self.periods for row in period.rows]

    @property
    def things(self) -> str:
        """What is counted, in words: incidents, or "events of icews"."""
        return f"{self.counted}s" if self.counted in COUNTED else f"events of {self.counted}"

    def records(self) -> list[dict[str, Any]]:
        """One row a period, as pandas and polars take them."""
        return [period.record() for period in self.periods]

    def types(self) -> list[dict[str, Any]]:
        """How many of each event type, by direction."""
        found = Counter((row.event_type, row.direction) for row in self.rows)
        names = sorted({name for name, _ in found}, key=str)
        return [{"event_type": name, **{way: found[name, way] for way in DIRECTIONS}} for name in names]

    def turns(self) -> list[Turn]:
        """Where the level changed, in order of time."""
        seen = [period for period in self.periods if period.seen]
        return sorted(_halved(seen), key=lambda turn: turn.begin)

    def arrow(self) -> Arrow:
        """Which way the last periods go, against as many before."""
        seen = [period for period in self.periods if period.seen]
        now, then = seen[-ARROW_SPAN:], seen[-2 * ARROW_SPAN : -ARROW_SPAN]
        rows = [row for period in (*then, *now) for row in period.rows]
        if len(then) < ARROW_SPAN or len(rows) < LEAST_EVENTS:
            return Arrow("too little to tell", f"{len(rows)} {self.things} in the last {len(now) + len(then)} periods read")
        lately, before = ([row.score for period in part for row in period.rows if row.score is not None] for part in (now, then))
        stretch = f"{now[0].name} to {now[-1].name} against {then[0].name} to {then[-1].name}"
        if not lately or not before:
            return Arrow("too little to tell", f"nothing in one of the two: {stretch}")
        change = sum(lately) / len(lately) - sum(before) / len(before)
        chance = permutation(lately, before)
        why = f"mean score {sum(lately) / len(lately):+.1f} against {sum(before) / len(before):+.1f}, {stretch}, by chance {chance:.2f}"
        if chance >= ARROW_SURE:
            return Arrow("unchanged", why, _strongest(now, 0))
        return Arrow("warmer" if change > 0 else "cooler", why, _strongest(now, change))


def _strongest(stretch: Iterable[Period], change: float) -> tuple[Happened, ...]:
    """The rows of a stretch that pull hardest the way of a change; of none, the farthest from zero."""
    rows = [row for period in stretch for row in period.rows if change == 0 or (row.score or 0) * change > 0]
    return tuple(sorted(rows, key=lambda row: (-abs(row.score or 0), row.day, row.id))[:NAMED_ROWS])


def _halved(seen: Sequence[Period]) -> list[Turn]:
    if len(seen) < 2 * LEAST_SIDE:
        return []
    scores = [period.score for period in seen]

    def gap(at: int) -> float:
        one, other = scores[:at], scores[at:]
        weight = len(one) * len(other) / len(scores)
        return weight * (sum(one) / len(one) - sum(other) / len(other)) ** 2

    at = max(range(LEAST_SIDE, len(scores) - LEAST_SIDE + 1), key=gap)
    before, later = sum(scores[:at]) / at, sum(scores[at:]) / (len(scores) - at)
    chance = permutation(scores[:at], scores[at:])
    if before == later or chance >= SURE:
        return []
    turn = Turn(seen[at].name, seen[at].begin, before, later, chance, _strongest(seen[at : at + LEAST_SIDE], later - before))
    return [*_halved(seen[:at]), turn, *_halved(seen[at:])]


def check_counted(store: Reader, counted: str) -> None:
    """Raise UsageError for what is no unit of ours, and no coder whose events the desk holds."""
    coders = [row["coder"] for row in store.rows("coders")]
    if counted not in COUNTED and counted not in coders:
        raise UsageError(
            f"{counted!r} cannot be counted{near(counted, (*COUNTED, *coders))}; there are {', '.join((*COUNTED, *coders))}"
        )


def bounds_of(store: Reader, counted: str, since: date | None, until: date | None) -> tuple[date, date]:
    """The first and last day of a series: as asked, else from the first that was read to the last.

    Raises UsageError for dates the wrong way round, and where nothing was read.
    """
    if since and until and since > until:
        raise UsageError(f"{since} is after {until}")
    span = store.rows(
        "span_of_record" if counted in COUNTED else "span_of_coder", **({} if counted in COUNTED else {"coder": counted})
    )[0]
    if span["first"] is None and counted in COUNTED and store.rows("current_runs"):
        raise UsageError(
            f"{store.path}: no article that was coded has a date of publication; `--published DATE` gives one as it is added"
        )
    if span["first"] is None:
        raise UsageError(f"{store.path}: nothing was coded yet; `dragoman code PATHS --to {store.path}` fills it")
    return since or span["first"], until or max(span["last"], since or span["last"])


def read_volume(store: Reader, unit: str, counted: str, first: date, last: date) -> dict[date, int]:
    """How much was read for each period: articles, or of another coder its events in all."""
    bounds = {"since": first.isoformat(), "until": last.isoformat()}
    if counted in COUNTED:
        return {row["begin"]: row["articles"] for row in store.rows("volume", period=unit, **bounds)}
    return {row["begin"]: row["events"] for row in store.rows("volume_of_coder", period=unit, coder=counted, **bounds)}


def read_dyad(
    store: Reader,
    one: str,
    other: str,
    *,
    since: date | None = None,
    until: date | None = None,
    unit: str = "month",
    counted: str = "incident",
) -> Dyad:
    """The series of two sides: only what is told as having happened, each `counted` thing once.

    Without `since`, from the first day that was read or is told of; without `until`, to the last that was read. Raises UsageError for
    an unknown unit, dates the wrong way round, or a desk in which nothing was read.
    """
    if unit not in UNITS:
        raise UsageError(f"no unit {unit!r}; there are {', '.join(UNITS)}")
    check_counted(store, counted)
    first, last = bounds_of(store, counted, since, until)
    asked = {"since": since and since.isoformat(), "until": last.isoformat()}
    rows = [Happened(**row) for row in store.rows("dyad_rows", one=one, other=other, unit=counted, **asked)]
    if since is None:  # what was read first may tell of days before it
        first = min([first, *(row.day for row in rows)])
    return Dyad(one, other, unit, counted, in_periods(rows, read_volume(store, unit, counted, first, last), first, last, unit))


def read_arrow(store: Reader, one: str, other: str, *, until: date | None = None, unit: str = "month") -> Arrow:
    """Which way two sides go up to a day: as the arrow of their whole series, of which only the periods it compares are read.

    Raises UsageError as read_dyad does.
    """
    first, last = bounds_of(store, "incident", None, until)
    read = sorted(begin for begin, articles in read_volume(store, unit, "incident", first, last).items() if articles)
    compared = read[-2 * ARROW_SPAN :]
    since = compared[0] if len(compared) == 2 * ARROW_SPAN else None
    return read_dyad(store, one, other, since=since, until=until, unit=unit).arrow()


def in_periods(rows: Iterable[Happened], volume: Mapping[date, int], first: date, last: date, unit: str) -> tuple[Period, ...]:
    """Every period from first to last day with what happened in it and how much was read for it."""
    by_period: dict[date, list[Happened]] = {}
    for row in rows:
        by_period.setdefault(begin_of(row.day, unit), []).append(row)
    return tuple(
        Period(begin, name_of(begin, unit), volume.get(begin, 0), tuple(by_period.get(begin, ())))
        for begin in periods(first, last, unit)
    )
