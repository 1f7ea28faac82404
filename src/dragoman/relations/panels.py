"""The balanced panel: every pair of states in every period, zeros told from no coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

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
IDS = {"iso3": "string", "cow": "int", "gw": "int", "fips": "string"}
ID_LABELS = {
    "iso3": "state, ISO 3166-1 alpha-3",
    "cow": "state, Correlates of War number",
    "gw": "state, Gleditsch and Ward number",
    "fips": "state, FIPS 10-4",
}
Pair = tuple[str, str]


@dataclass(frozen=True)
class Panel:
    """Rows of a panel and what they were made of; `columns` gives each column's kind."""

    rows: list[dict[str, Any]] = field(repr=False)
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
    asked = {"since": since and since.isoformat(), "until": last.isoformat()}
    found = store.rows("panel_counts", unit=counted, period=unit, **asked)
    if since is None:  # what was read first may tell of days before it
        first = min([first, *(row["begin"] for row in found)])
    bounds = {"since": first.isoformat(), "until": last.isoformat()}
    volume = read_volume(store, unit, counted, first, last)
    states = knowledge.actors.states
    pairs = _pairs(dyads, found, states, directed)
    cells = _cells(found, directed)
    begins = [(begin, name_of(begin, unit)) for begin in periods(first, last, unit)]
    codes = {name: {state.id: _codes(state, name) for state in states.values()} for name in names}
    rows = [
        _row(pair, begin, name, names, codes, cells.get((*pair, begin)), unit, volume.get(begin, 0), chosen)
        for pair in pairs
        for begin, name in begins
        if all(_existed(states[code], begin, unit) for code in pair)
    ]
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
    dyads: Iterable[Pair] | None, found: Iterable[Mapping[str, Any]], states: Mapping[str, State], directed: bool
) -> list[Pair]:
    if dyads is None:
        there = {(row["actor"], row["recipient"]) for row in found}
        dyads = {pair for pair in there if pair[0] != pair[1] and all(code in states for code in pair)}
    asked = list(dyads)
    for pair in asked:
        for code in pair:
            if code not in states:
                raise UsageError(f"no state {code!r}{near(code, states)}; a panel is of states, by their ISO-3 codes")
    if directed:
        return sorted({way for one, other in asked for way in ((one, other), (other, one))})
    return sorted({(min(pair), max(pair)) for pair in asked})


def _cells(found: Iterable[Mapping[str, Any]], directed: bool) -> dict[tuple[str, str, date], dict[str, float]]:
    """The sums of each pair and period; what was done together stands in both directed rows, under `mutual` alone."""
    cells: dict[tuple[str, str, date], dict[str, float]] = {}

    def add(one: str, other: str, row: Mapping[str, Any], names: Iterable[tuple[str, str]]) -> None:
        cell = cells.setdefault((one, other, row["begin"]), dict.fromkeys(("count", "mutual", *QUADS.values(), "score"), 0))
        for name, source in names:
            cell[name] += row[source]

    whole = [("count", "count"), ("score", "score"), *((name, name) for name in QUADS.values())]
    for row in found:
        one, other = row["actor"], row["recipient"]
        if not directed:
            add(min(one, other), max(one, other), row, [*whole, *([("mutual", "count")] if row["mutual"] else [])])
        elif row["mutual"]:
            add(one, other, row, [("mutual", "count")])
            add(other, one, row, [("mutual", "count")])
        else:
            add(one, other, row, whole)
    return cells


def _row(
    pair: Pair,
    begin: date,
    name: str,
    ids: list[str],
    codes: Mapping[str, Mapping[str, list[tuple[date | None, date | None, Any]]]],
    cell: Mapping[str, float] | None,
    unit: str,
    articles: int,
    measures: list[str],
) -> dict[str, Any]:
    seen = bool(articles or cell)
    values: dict[str, Any] = dict.fromkeys(MEASURES, 0 if seen else None)
    if seen:
        values |= {key: round(value, 3) for key, value in (cell or {}).items()}
        values["mean_score"] = round(values["score"] / values["count"], 3) if values["count"] else None
    values["articles"] = articles
    return {
        **{
            f"{side}_{scheme}": code if scheme == "iso3" else _valid(codes[scheme][code], begin, unit)
            for side, code in zip(("actor", "recipient"), pair, strict=True)
            for scheme in ids
        },
        "period": name,
        "begin": begin,
        "seen": int(seen),
        **{key: values[key] for key in measures},
    }


def _codes(state: State, scheme: str) -> list[tuple[date | None, date | None, Any]]:
    kind = int if IDS[scheme] == "int" else str
    return [(first_day(code.start), first_day(code.end), kind(code.code)) for code in state.codes if code.scheme == scheme]


def _valid(codes: Iterable[tuple[date | None, date | None, Any]], begin: date, unit: str) -> Any:
    """The first code that was valid on a day of the period."""
    last = after(begin, unit)
    return next((code for start, end, code in codes if (start is None or start < last) and (end is None or begin < end)), None)


def _existed(state: State, begin: date, unit: str) -> bool:
    """Whether a state was there on any day of the period that begins then."""
    start, end = first_day(state.start), first_day(state.end)
    return (start is None or start < after(begin, unit)) and (end is None or begin < end)
