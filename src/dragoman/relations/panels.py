"""The balanced panel: every pair of states in every period, zeros told from no coverage."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import Any, overload

from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.knowledge.files import near
from dragoman.knowledge.schemas import State, first_day
from dragoman.relations.dyads import COUNTED, QUADS, bounds_of, check_counted, read_volume
from dragoman.relations.units import UNITS, after, name_of, periods
from dragoman.store.file import Reader

# What can be measured, each with its kind as a column: counts of things, sums of PLOVER scores, and volume.
MEASURES: dict[str, str] = {
    "count": "int",
    "mutual": "int",
    **dict.fromkeys(QUADS.values(), "int"),
    "score": "float",
    "mean_score": "float",
    "articles": "int",
}
# What is summed over events, the score last.
SUMS = ("count", "mutual", *QUADS.values(), "score")
IDS = {"iso3": "string", "cow": "int", "gw": "int", "fips": "string"}
ID_LABELS = {
    "iso3": "state, ISO 3166-1 alpha-3",
    "cow": "state, Correlates of War number",
    "gw": "state, Gleditsch and Ward number",
    "fips": "state, FIPS 10-4",
}
Pair = tuple[str, str]


class Rows(Sequence[dict[str, Any]]):
    """The rows of a panel, each made when it is asked for: all pairs in all months of a decade are millions.

    `spells` are the pairs, each with the numbers of the periods in which both sides existed.
    """

    def __init__(self, spells: Sequence[tuple[Pair, range]], make: Callable[[Pair, int], dict[str, Any]]) -> None:
        self._spells, self._make = spells, make
        self._ends = list(accumulate(len(spell) for _, spell in spells))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (self._make(pair, at) for pair, spell in self._spells for at in spell)

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> list[dict[str, Any]]: ...
    def __getitem__(self, index: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = range(len(self))[index]
        which = bisect_right(self._ends, number)
        pair, spell = self._spells[which]
        return self._make(pair, spell[number - (self._ends[which - 1] if which else 0)])


@dataclass(frozen=True)
class Panel:
    """Rows of a panel and what they were made of; `columns` gives each column's kind."""

    rows: Rows = field(repr=False)
    columns: dict[str, str]
    options: dict[str, Any]


def read_panel(
    store: Reader,
    knowledge: Knowledge,
    *,
    dyads: Iterable[Pair] | None = None,
    unit: str = "month",
    ids: Iterable[str] = ("iso3",),
    measures: Iterable[str] = tuple(MEASURES),
    directed: bool = True,
    counted: str = "incident",
    since: date | None = None,
    until: date | None = None,
) -> Panel:
    """Every pair in every period in which both states existed; without `dyads`, all pairs with anything between them.

    Directed: a row for each way, with what one did to the other under the measures, and what both did together under
    `mutual`, in both rows. Undirected: one row a pair, in order of the codes, everything between them once. In a period for which
    nothing was read the measures are None, not zero. Raises UsageError for what is not known.
    """
    chosen, names = list(measures), list(ids)
    _check(chosen, MEASURES, "measure")
    _check(names, IDS, "identifier")
    _check([unit], UNITS, "unit")
    check_counted(store, counted)
    first, last = bounds_of(store, counted, since, until)
    begin = since and since.isoformat()
    cells = _cells(store.stream("panel_counts", unit=counted, period=unit, since=begin, until=last.isoformat()), directed)
    if since is None:  # what was read first may tell of days before it
        first = min([first, *(begin for _, _, begin in cells)])
    bounds = {"since": first.isoformat(), "until": last.isoformat()}
    volume = read_volume(store, unit, counted, first, last)
    states = knowledge.actors.states
    pairs = _pairs(dyads, cells, states, directed)
    begins = list(periods(first, last, unit))
    there = {code: _spell(states[code], begins, unit) for pair in pairs for code in pair}
    told = {code: [_told(states[code], names, begin, unit) for begin in begins] for code in there}
    sides = [[f"{side}_{name}" for name in names] for side in ("actor", "recipient")]

    def make(pair: Pair, at: int) -> dict[str, Any]:
        begin = begins[at]
        cell, articles = cells.get((*pair, begin)), volume.get(begin, 0)
        values = _values(cell, articles)
        return {
            **dict(zip(sides[0], told[pair[0]][at], strict=True)),
            **dict(zip(sides[1], told[pair[1]][at], strict=True)),
            "period": named[at],
            "begin": begin,
            "seen": int(bool(articles or cell)),
            **{key: values[key] for key in chosen},
        }

    named = [name_of(begin, unit) for begin in begins]
    spells = [(pair, _both(there[pair[0]], there[pair[1]])) for pair in pairs]
    rows = Rows([(pair, spell) for pair, spell in spells if spell], make)
    columns = {
        **{f"{side}_{name}": IDS[name] for side in ("actor", "recipient") for name in names},
        "period": "string",
        "begin": "date",
        "seen": "int",
        **{name: MEASURES[name] for name in chosen},
    }
    options = {
        "unit": unit,
        "counted": counted,
        "directed": directed,
        "measures": chosen,
        "ids": names,
        **bounds,
        "dyads": len(pairs),
        "periods": len(begins),
    }
    return Panel(rows, columns, options)


def column_labels(panel: Panel) -> dict[str, str]:
    """What each column of a panel holds, with its unit, as a codebook and Stata's labels tell it."""
    unit, counted = panel.options["unit"], panel.options["counted"]
    ours = counted in COUNTED
    things, scores = (f"{counted}s", "PLOVER") if ours else (f"events of {counted}", f"{counted}'s own")
    way = "by actor to recipient" if panel.options["directed"] else "between the two"
    said = {
        "period": f"{unit}, by name",
        "begin": f"first day of the {unit}",
        "seen": f"whether anything was read for the {unit}",
        "count": f"{things} {way}",
        "mutual": f"{things} that both did together",
        **{name: f"{name.replace('_', ' ')}, {things} {way}" for name in QUADS.values()},
        "score": f"sum of {scores} scores, {things} {way}",
        "mean_score": f"mean {scores} score of these {things}",
        "articles": f"{'articles' if ours else things} read of the {unit}, of all pairs",
        **{f"{side}_{name}": f"{side}: {text}" for side in ("actor", "recipient") for name, text in ID_LABELS.items()},
    }
    return {name: said[name] for name in panel.columns}


def _check(asked: Iterable[str], known: Iterable[str], what: str) -> None:
    for name in asked:
        if name not in known:
            raise UsageError(f"no {what} {name!r}{near(name, known)}; there are {', '.join(known)}")


def _pairs(
    dyads: Iterable[Pair] | None, cells: Iterable[tuple[str, str, date]], states: Mapping[str, State], directed: bool
) -> list[Pair]:
    if dyads is None:
        dyads = {(one, other) for one, other, _ in cells if one in states and other in states}
    asked = list(dyads)
    for pair in asked:
        for code in pair:
            if code not in states:
                raise UsageError(f"no state {code!r}{near(code, states)}; a panel is of states, by their ISO-3 codes")
    if directed:
        return sorted({way for one, other in asked for way in ((one, other), (other, one))})
    return sorted({(min(pair), max(pair)) for pair in asked})


def _cells(found: Iterable[Mapping[str, Any]], directed: bool) -> dict[tuple[str, str, date], list[float]]:
    """The SUMS of each pair and period; what was done together stands in both directed rows, under `mutual` alone."""
    cells: dict[tuple[str, str, date], list[float]] = {}

    def add(one: str, other: str, row: Mapping[str, Any], names: Iterable[tuple[int, str]]) -> None:
        cell = cells.setdefault((one, other, row["begin"]), [0.0] * len(SUMS))
        for place, source in names:
            cell[place] += row[source]

    whole = [(place, name) for place, name in enumerate(SUMS) if name != "mutual"]
    together = [(SUMS.index("mutual"), "count")]
    for row in found:
        one, other = row["actor"], row["recipient"]
        if not directed:
            add(min(one, other), max(one, other), row, [*whole, *together] if row["mutual"] else whole)
        elif row["mutual"]:
            add(one, other, row, together)
            add(other, one, row, together)
        else:
            add(one, other, row, whole)
    return cells


def _values(cell: Sequence[float] | None, articles: int) -> dict[str, Any]:
    """All measures of a pair in a period: none known where nothing was read and nothing is told."""
    if cell is None:
        values: dict[str, Any] = dict.fromkeys(MEASURES, 0 if articles else None)
        return values | {"score": 0.0 if articles else None, "mean_score": None, "articles": articles}
    values = {name: int(amount) for name, amount in zip(SUMS, cell, strict=True)}
    score = round(cell[-1], 3)
    mean = round(score / values["count"], 3) if values["count"] else None
    return values | {"score": score, "mean_score": mean, "articles": articles}


def _told(state: State, schemes: Iterable[str], begin: date, unit: str) -> list[str | int | None]:
    """What a state is told by in a period, in each scheme: the first code that was valid on a day of it."""
    last = after(begin, unit)
    return [state.id if scheme == "iso3" else _valid(state, scheme, begin, last) for scheme in schemes]


def _valid(state: State, scheme: str, begin: date, last: date) -> str | int | None:
    for code in state.codes:
        start, end = first_day(code.start), first_day(code.end)
        if code.scheme == scheme and (start is None or start < last) and (end is None or begin < end):
            return int(code.code) if IDS[scheme] == "int" else code.code
    return None


def _spell(state: State, begins: Sequence[date], unit: str) -> range:
    """The numbers of the periods in which a state was there on any day."""
    start, end = first_day(state.start), first_day(state.end)
    low = next((at for at, begin in enumerate(begins) if start is None or start < after(begin, unit)), len(begins))
    high = bisect_left(begins, end) if end else len(begins)
    return range(low, high)


def _both(one: range, other: range) -> range:
    return range(max(one.start, other.start), min(one.stop, other.stop))
