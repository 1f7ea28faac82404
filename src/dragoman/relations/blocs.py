"""How blocs hold together and stand with each other: each event counts by the members of its day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.knowledge.schemas import State, first_day
from dragoman.relations.chance import count_interval, share_interval
from dragoman.relations.dyads import bounds_of, check_counted, read_volume
from dragoman.relations.units import UNITS, after, begin_of, name_of, periods
from dragoman.store.file import Reader

if TYPE_CHECKING:
    from dragoman.relations.network import Network

MEMBER = "member"
# What is between two states is within the one bloc, within the other, or across.
PARTS = ("one", "other", "across")
COOPERATION = (1, 2)


@dataclass(frozen=True, slots=True)
class Membership:
    """A state's standing in a bloc, from its first day to the first it no longer holds; None where open."""

    state: str
    status: str
    start: date | None
    end: date | None

    def holds(self, on: date) -> bool:
        """Whether it held on a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)

    def meets(self, first: date, last: date) -> bool:
        """Whether it held on any day from `first` to `last`."""
        return (self.start is None or self.start <= last) and (self.end is None or first < self.end)


@dataclass(frozen=True)
class Bloc:
    """States that stand together: an organisation with its dated memberships, or a list of one's own."""

    id: str
    name: str
    memberships: tuple[Membership, ...] = field(repr=False)

    def members(self, on: date) -> frozenset[str]:
        """Its full members on a day: not observers, candidates and partners, nor who is suspended."""
        return frozenset(row.state for row in self.standing(on) if row.status == MEMBER)

    def standing(self, on: date) -> list[Membership]:
        """Who stood in it on a day and as what, the full members first."""
        found = [row for row in self.memberships if row.holds(on)]
        return sorted(found, key=lambda row: (row.status != MEMBER, row.status, row.state))

    def changes(self, first: date, last: date) -> list[tuple[date, str, str]]:
        """What changed after `first` and up to `last`: the day, the state, and what it became or ceased to be."""
        begun = [(row.start, row.state, row.status) for row in self.memberships if row.start and first < row.start <= last]
        turned = {(day, state) for day, state, _ in begun}
        ended = [
            (row.end, row.state, f"no longer {row.status}")
            for row in self.memberships
            if row.end and first < row.end <= last and (row.end, row.state) not in turned
        ]
        return sorted({*begun, *ended})

    def check(self, first: date, last: date) -> None:
        """Raise UsageError where it had no member on any day from `first` to `last`."""
        full = [row for row in self.memberships if row.status == MEMBER]
        if any(row.meets(first, last) for row in full):
            return
        when = f"on {first}" if first == last else f"from {first} to {last}"
        begun = min((row.start for row in full if row.start), default=None)
        ended = max((row.end for row in full if row.end), default=None)
        why = f": it began on {begun}" if begun and begun > last else f": it ended on {ended}" if ended and ended <= first else ""
        raise UsageError(f"{self.id} had no member {when}{why}")


def read_bloc(key: str, knowledge: Knowledge) -> Bloc:
    """The bloc of an organisation's id, or of a list of ids ("RUS,BLR,IRN"), of which an organisation brings its members.

    Raises UsageError for one state alone, an id that is neither, and an organisation whose members are not known.
    """
    actors = knowledge.actors
    ids = list(dict.fromkeys(part for part in key.split(",") if part))
    rows: list[Membership] = []
    for part in ids:
        if part in actors.states:
            state = actors.states[part]
            rows.append(Membership(_folded(part, actors.states), MEMBER, first_day(state.start), first_day(state.end)))
        elif part in actors.organisations and actors.organisations[part].members:
            for member in actors.organisations[part].members:
                rows.append(Membership(_folded(member.state, actors.states), member.status, *member.span))
        elif part in actors.organisations:
            raise UsageError(f"no members of {part} are known; write them as a list, such as USA,GBR,FRA")
        else:
            raise UsageError(f"{part!r} is neither an organisation nor a state")
    if len(ids) == 1 and ids[0] in actors.states:
        raise UsageError(f"{ids[0]} is one state; a bloc is an organisation or a list, such as {ids[0]},…")
    name = actors.organisations[ids[0]].name if len(ids) == 1 else ", ".join(ids)
    return Bloc(",".join(ids), name, tuple(rows))


def _folded(code: str, states: dict[str, State]) -> str:
    return states[code].folds_into or code if code in states else code


def name_on(code: str, on: date, knowledge: Knowledge) -> str:
    """What a state was called on a day: the first of its names that it bore then."""
    state = knowledge.actors.states.get(code)
    if state is None:
        return code
    borne = (name.text for name in state.names if Membership(code, "", first_day(name.start), first_day(name.end)).holds(on))
    return next(borne, state.name)


@dataclass(frozen=True, slots=True)
class Tie:
    """One countable thing between two states, and of which parts it is; a thing of several states has a tie for each pair.

    `pair` are the two states in order of their codes.
    """

    day: date
    id: str
    event_type: str
    quad: int | None
    score: float | None
    one: str
    other: str
    mutual: bool
    incident_id: str | None
    article_id: str | None
    event_id: str | None
    pair: tuple[str, str]
    parts: tuple[str, ...]

    @property
    def cooperates(self) -> bool:
        """Whether it is cooperation, verbal or material."""
        return self.quad in COOPERATION


FIGURES = (
    "count", "low", "high", "cooperative", "share", "share_low", "share_high", "score", "mean_score", "pairs",
)  # fmt: skip


def figures(ties: Iterable[Tie]) -> dict[str, Any]:
    """Counts of things, each once however many pairs it has: how many, how many cooperate, what their scores come to.

    Intervals are of 95 %. The share is of those whose type is known, the mean of those that have a score.
    """
    rows = list(ties)
    once = list({row.id: row for row in rows}.values())
    typed = sum(row.quad is not None for row in once)
    cooperative = sum(row.cooperates for row in once)
    scores = [row.score for row in once if row.score is not None]
    low, high = count_interval(len(once))
    shares = share_interval(cooperative, typed) if typed else (None, None)
    return {
        "count": len(once),
        "low": round(low, 2),
        "high": round(high, 2),
        "cooperative": cooperative,
        "share": round(cooperative / typed, 3) if typed else None,
        **{
            name: None if bound is None else round(bound, 3)
            for name, bound in zip(("share_low", "share_high"), shares, strict=True)
        },
        "score": round(sum(scores), 3),
        "mean_score": round(sum(scores) / len(scores), 3) if scores else None,
        "pairs": len({row.pair for row in rows}),
    }


@dataclass(frozen=True, slots=True)
class BlocPeriod:
    """A period of blocs: how much was read for it, how many members each had at its end, and what was between them.

    Where nothing was read, and for a bloc that was not there, the figures are None, not zero.
    """

    begin: date
    end: date
    name: str
    articles: int
    members: tuple[int, int]
    there: tuple[bool, bool]
    ties: tuple[Tie, ...]

    def record(self) -> dict[str, Any]:
        """The period as a row of a frame: the figures of each part, under its name."""
        seen = bool(self.articles or self.ties)
        there = dict(zip(PARTS, (*self.there, all(self.there)), strict=True))
        row: dict[str, Any] = {"period": self.name, "begin": self.begin, "articles": self.articles}
        row |= {f"{part}_members": count for part, count in zip(PARTS, self.members, strict=False)}
        for part in PARTS:
            found = figures(tie for tie in self.ties if part in tie.parts) if seen and there[part] else dict.fromkeys(FIGURES)
            row |= {f"{part}_{name}": value for name, value in found.items()}
        return row


@dataclass(frozen=True)
class Blocs:
    """One bloc, or two, over a time; `as_of` is the day whose members count for all events, None for each event's own day.

    `undated` things were left out, for nobody can say who was a member then.
    """

    one: Bloc
    other: Bloc | None
    first: date
    last: date
    unit: str
    counted: str
    as_of: date | None
    undated: int
    articles: int
    periods: tuple[BlocPeriod, ...] = field(repr=False)

    @property
    def day(self) -> date:
        """The day that members are listed for."""
        return self.as_of or self.last

    @property
    def ties(self) -> list[Tie]:
        """Everything between members, in order of day."""
        return [tie for period in self.periods for tie in period.ties]

    def part(self, name: str) -> dict[str, Any]:
        """The figures of one part over the whole time: "one", "other" or "across"."""
        return figures(tie for tie in self.ties if name in tie.parts)

    def records(self) -> list[dict[str, Any]]:
        """One row a period, as pandas and polars take them."""
        return [period.record() for period in self.periods]

    def both(self) -> list[str]:
        """Who is a member of both on the day that members are listed for: never counted as across."""
        return sorted(self.one.members(self.day) & self.other.members(self.day)) if self.other else []

    def side(self, state: str, on: date | None = None) -> str:
        """In which bloc a state stands on a day: an id, "both", or "none" for who was a member at another time."""
        sides = [bloc.id for bloc in (self.one, self.other) if bloc and state in bloc.members(self.as_of or on or self.day)]
        return "both" if len(sides) == 2 else sides[0] if sides else "none"

    def bridges(self) -> list[dict[str, Any]]:
        """Who bridges: of each state's cooperation with members, how much goes across, and how much lies in its way.

        `share` is that part of a state's cooperative things with members of either bloc that goes across, None for members
        of both. `betweenness` is the share of shortest ways between two other states that lead through it, where a
        step is any cooperation between members. `ids` are the things it rests on.
        """
        from dragoman.relations.network import betweenness

        ties = [tie for tie in self.ties if tie.cooperates]
        between = betweenness(tie.pair for tie in ties)
        by_state = _by_state(ties)
        rows = []
        for state, centrality in between.items():
            own = by_state[state]
            ids = list(dict.fromkeys(tie.id for tie in own))
            across = len({tie.id for tie in own if "across" in tie.parts})
            side = self.side(state)
            counted = self.other is not None and side != "both"
            low, high = share_interval(across, len(ids))
            rows.append(
                {
                    "state": state,
                    "bloc": side,
                    "cooperative": len(ids),
                    "across": across if counted else None,
                    "share": round(across / len(ids), 3) if counted else None,
                    "share_low": round(low, 3) if counted else None,
                    "share_high": round(high, 3) if counted else None,
                    "betweenness": round(centrality, 3),
                    "ids": ids,
                }
            )
        return sorted(rows, key=lambda row: (-(row["across"] or 0), -row["betweenness"], row["state"]))


def _by_state(ties: Iterable[Tie]) -> dict[str, list[Tie]]:
    found: dict[str, list[Tie]] = {}
    for tie in ties:
        for state in (tie.one, tie.other):
            found.setdefault(state, []).append(tie)
    return found


def parts_of(one: str, other: str, first: frozenset[str], second: frozenset[str]) -> tuple[str, ...]:
    """Of which parts is what lies between two states, given the members of both blocs.

    A member of both is within each with the members of each, and never across.
    """
    within = [part for part, members in zip(PARTS, (first, second), strict=False) if one in members and other in members]
    only, others = first - second, second - first
    across = (one in only and other in others) or (one in others and other in only)
    return (*within, "across") if across else tuple(within)


def read_blocs(
    store: Reader,
    one: Bloc,
    other: Bloc | None = None,
    *,
    as_of: date | None = None,
    since: date | None = None,
    until: date | None = None,
    unit: str = "month",
    counted: str = "incident",
) -> Blocs:
    """What happened among the members of a bloc, and between those of two; only what is told as having happened.

    An event counts by the members of its first day, or of `as_of`. Raises UsageError for an unknown unit, dates the
    wrong way round, a desk in which nothing was read, or a bloc that had no member then.
    """
    if unit not in UNITS:
        raise UsageError(f"no unit {unit!r}; there are {', '.join(UNITS)}")
    check_counted(store, counted)
    first, last = bounds_of(store, counted, since, until)
    blocs = [bloc for bloc in (one, other) if bloc]
    for bloc in blocs:
        bloc.check(as_of or first, as_of or last)

    def on(bloc: Bloc | None) -> Callable[[date], frozenset[str]]:
        return cache(lambda day: bloc.members(as_of or day) if bloc else frozenset())

    members = on(one), on(other)
    # The same for all that lies between two states on a day, and for most days.
    at = cache(lambda day: (begin_of(day, unit), members[0](day), members[1](day)))
    between = cache(lambda one, other, first, second: ((min(one, other), max(one, other)), parts_of(one, other, first, second)))
    states = sorted({row.state for bloc in blocs for row in bloc.memberships if row.status == MEMBER})
    rows = store.rows("bloc_rows", unit=counted, states=states, since=first.isoformat(), until=last.isoformat())
    undated = {row["id"] for row in rows if row["day"] is None}
    by_period: dict[date, list[Tie]] = {}
    for row in rows:
        if row["day"] is None:
            continue
        begin, *standing = at(row["day"])
        pair, parts = between(row["one"], row["other"], *standing)
        if parts:
            by_period.setdefault(begin, []).append(Tie(**row, pair=pair, parts=parts))
    volume = read_volume(store, unit, counted, first, last)
    found = tuple(
        _period(begin, unit, volume.get(begin, 0), members, by_period.get(begin, ())) for begin in periods(first, last, unit)
    )
    return Blocs(one, other, first, last, unit, counted, as_of, len(undated), sum(volume.values()), found)


def _period(
    begin: date,
    unit: str,
    articles: int,
    members: tuple[Callable[[date], frozenset[str]], Callable[[date], frozenset[str]]],
    ties: Sequence[Tie],
) -> BlocPeriod:
    end = date.fromordinal(after(begin, unit).toordinal() - 1)
    sizes = len(members[0](end)), len(members[1](end))
    there = bool(sizes[0] or members[0](begin)), bool(sizes[1] or members[1](begin))
    return BlocPeriod(begin, end, name_of(begin, unit), articles, sizes, there, tuple(ties))


def edges_of(ties: Iterable[Tie]) -> list[dict[str, Any]]:
    """What is between each two states, in order of their codes, with the ids it rests on."""
    by_pair: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties:
        by_pair.setdefault(tie.pair, []).append(tie)
    edges = []
    for (one, other), own in sorted(by_pair.items()):
        of = figures(own)
        told = {name: of[name] for name in ("count", "score", "mean_score", "cooperative")}
        edges.append({"one": one, "other": other, **told, "ids": list(dict.fromkeys(tie.id for tie in own))})
    return edges


def network_of(
    blocs: Blocs, places: dict[str, tuple[float, float]], knowledge: Knowledge, ties: Iterable[Tie], on: date
) -> Network:
    """The network of some of the blocs' ties: all members of a day and who else has a tie, each in its place."""
    from dragoman.relations.network import Network

    rows, day = list(ties), blocs.as_of or on
    states = {state for bloc in (blocs.one, blocs.other) if bloc for state in bloc.members(day)}
    by_state = _by_state(rows)
    states.update(by_state)
    nodes = [
        {
            "id": state,
            "name": name_on(state, day, knowledge),
            "bloc": blocs.side(state, day),
            "x": places[state][0],
            "y": places[state][1],
            "count": len({tie.id for tie in by_state.get(state, ())}),
        }
        for state in sorted(states)
    ]
    return Network(nodes, edges_of(rows))


def read_places(store: Reader, knowledge: Knowledge, counted: str = "incident") -> dict[str, tuple[float, float]]:
    """Where each state stands in every picture of this record, whatever blocs and days are asked for."""
    from dragoman.relations.network import place_states

    counts = {(row["one"], row["other"]): row["count"] for row in store.rows("pairs_of_record", unit=counted)}
    return place_states(counts, knowledge.actors.states)


def read_network(store: Reader, knowledge: Knowledge, blocs: Blocs) -> Network:
    """The network of two blocs over their whole time."""
    return network_of(blocs, read_places(store, knowledge, blocs.counted), knowledge, blocs.ties, blocs.day)


def read_networks(store: Reader, knowledge: Knowledge, blocs: Blocs) -> dict[str, Network]:
    """The network of each period, by the period's name: a state stands at the same place in all."""
    places = read_places(store, knowledge, blocs.counted)
    return {period.name: network_of(blocs, places, knowledge, period.ties, period.end) for period in blocs.periods}
