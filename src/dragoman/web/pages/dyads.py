"""Pairs: which there are, how two sides stand with each other over time, and many pairs at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dragoman.desk.naming import actor_key, check_existed, name_of_actor
from dragoman.errors import UsageError
from dragoman.reading.words import QUADS
from dragoman.relations.dyads import COUNTED as OURS
from dragoman.relations.dyads import DIRECTIONS, Dyad, bounds_of, check_counted, read_dyad
from dragoman.relations.units import name_of, read_time
from dragoman.relations.words import with_words
from dragoman.web.asking import COUNTED, PAGED, STRETCH, UNIT, Option
from dragoman.web.links import PAIR_LINKS, REPORT_LINKS
from dragoman.web.page import Page, Shape, Table, of_names, offset, paged
from dragoman.web.resource import Ask, Resource, address

PAIRS = Shape(
    "pairs",
    "Between whom most incidents happened, either way. One row a pair of countries or bodies.",
    of_names("one other incidents cooperation conflict day_first day_last".split()),
)
PERIODS = Shape(
    "periods",
    "Period by period: how many, with the interval of 95 % of the rate, which way, of which quad class, and how much was read. Where nothing was read figures are empty, which is no zero.",
    of_names(
        "period coverage count low high out back mutual verbal_cooperation material_cooperation verbal_conflict material_conflict "
        "net_score mean_score per_1000_articles articles begin".split()
    ),
    of_names(
        "period coverage count low high out back mutual verbal_cooperation material_cooperation verbal_conflict material_conflict "
        "net_score articles".split()
    ),
)
TYPES = Shape("types", "By event type and direction. One row an event type.", of_names("event_type count out back mutual".split()))
CLASSES = Shape("classes", "By quad class and direction. One row a quad class.", of_names("class count out back mutual".split()))
MOVED = Shape(
    "moved",
    "What made the arrow and the turning points: what pulls hardest that way. One row a thing that was counted.",
    of_names(
        "moved day direction event_type score actor_name recipient_name words publisher published incident_id article_id event_id".split()
    ),
    of_names("moved day direction event_type score words publisher".split()),
)
TURNS = Shape(
    "turns",
    "Where the level of net cooperation changed more than chance would make it. One row a turning point.",
    of_names("period before after chance begin".split()),
    of_names("period before after chance".split()),
)
CELLS = Shape(
    "cells",
    "Pairs of states by period: how many, and what their scores sum to; nothing between two in a period is no row. One row a pair and period.",
    of_names("one other period count net_score begin".split()),
    of_names("one other period count net_score".split()),
)
# The most periods that a page tells one by one.
MOST_ROWS = 2_000
# Rows of cells that stand under the picture.
MOST_CELLS = 200


def dyads(ask: Ask) -> Page:
    """The pairs with most between them."""
    who = actor_key(ask["side"], ask.knowledge) if ask["side"] else None
    asked = {"since": ask["since"], "until": ask["until"]}
    rows = ask.store.rows("busiest_pairs", who=who, **asked, most=ask["per"], skip=offset(ask.options))
    total = rows[0]["found"] if rows else 0
    paged(rows, total, ask.options)
    links = {
        **PAIR_LINKS,
        **dict.fromkeys(("incidents", "cooperation", "conflict"), lambda row: _dyad(row["one"], row["other"], ask)),
    }
    return Page("Dyads", (Table(PAIRS, rows, links, total, nothing="No pair has anything between it."),), "dyads.html")


def _dyad(one: str, other: str, ask: Ask) -> str:
    return address("dyad", one, other, since=ask["since"], until=ask["until"])


def dyad(ask: Ask) -> Page:
    """Two sides over time, which way they go, what moved them, and all of it by type and direction."""
    store, knowledge, counted = ask.store, ask.knowledge, ask["counted"]
    check_counted(store, counted)
    first, last = bounds_of(store, counted, ask["since"], ask["until"])
    one, other = (actor_key(ask.parts[side], knowledge, last) for side in ("one", "other"))
    if one == other:
        raise UsageError(f"{one} and {other} are one; its own page is {address('actor', one)}")
    for key in (one, other):
        check_existed(key, knowledge, first, last)
    few(first, last, ask["unit"])
    found = read_dyad(store, one, other, since=ask["since"], until=ask["until"], unit=ask["unit"], counted=counted)
    arrow, turns = found.arrow(), found.turns()
    moved = [*((f"arrow: {arrow.way}", row) for row in arrow.rows), *((turn.period, row) for turn in turns for row in turn.rows)]
    told = {row["id"]: row for row in with_words(store, [row for _, row in moved], counted)}
    ours = counted in OURS
    if found.rows:  # what was read first may tell of days before it
        first = min(first, found.rows[0].day)
    records = [_period(row) for row in found.records()]
    gaps = any(row["coverage"] for row in records)
    periods = PERIODS if gaps else replace(PERIODS, shown=tuple(name for name in PERIODS.shown if name != "coverage"))

    def behind(row: dict[str, Any], **asked: Any) -> str:
        """The incidents of a period; of a period's reading, its articles."""
        days = within(row["period"], ask) if row.get("period") else {"since": ask["since"], "until": ask["until"]}
        if "one" not in row and not asked:
            return address("articles", **days)
        return address("incidents", one=one, other=other, **days, **asked)

    def figure(row: dict[str, Any]) -> str:
        return behind({**row, "one": one}) if ours and row["count"] else ""

    def picture() -> Any:
        from dragoman.desk.pictures import MOST_PERIODS, draw_dyad, series_picture  # heavy: only for pictures

        if len(found.periods) <= MOST_PERIODS:
            return draw_dyad(store, knowledge, found, first, last, link=behind if ours else None)
        asked = {"since": ask["since"], "until": ask["until"], "unit": ask["unit"], "counted": counted}
        return series_picture(store, knowledge, one, other, **asked, link=behind if ours else None)

    names = [name_of_actor(key, knowledge) for key in (one, other)]
    by_type = {"count": lambda row: behind({"one": one}, type=row["event_type"]), "event_type": REPORT_LINKS["event_type"]}
    return Page(
        f"{names[0]} and {names[1]}",
        (
            Table(
                periods,
                records,
                {"count": figure, "articles": lambda row: behind({"period": row["period"]})},
            ),
            Table(
                MOVED,
                [{**told[row.id], "moved": why} for why, row in moved],
                {"words": _report, "day": _incident},
                title="What moved it",
                nothing="Nothing that stands out from chance.",
            ),
            Table(TURNS, [_turn(turn) for turn in turns], title="Turning points", nothing="None that chance would not make."),
            Table(
                CLASSES,
                list(_classes(found)),
                {"count": lambda row: behind({"one": one}, quad=row["quad"]) if row["count"] else ""} if ours else {},
                title="By quad class",
            ),
            Table(TYPES, _types(found), by_type if ours else {}, title="By event type"),
        ),
        "dyad.html",
        facts={
            "one": one,
            "other": other,
            "since": first.isoformat(),
            "until": last.isoformat(),
            "unit": found.unit,
            "counted": counted,
            "count": len(found.rows),
            "arrow": {"way": arrow.way, "why": arrow.why},
        },
        shown={
            "sides": list(zip((one, other), names, strict=True)),
            "found": found,
            "first": first,
            "last": last,
            "arrow": arrow,
            "brief": address("brief", one, other, since=ask["since"], until=ask["until"]),
            "all": behind({"one": one}) if ours else "",
            "turned": address("dyad", other, one, **{name: ask[name] for name in ("since", "until", "unit", "counted")}),
        },
        picture=picture if found.rows else None,
    )


def within(period: str, ask: Ask) -> dict[str, Any]:
    """A period's days as options: by its name, or where less of it is asked for by those days."""
    begin, end = read_time(period, "period")
    since, until = ask["since"], ask["until"]
    return {"since": since if since and since > begin else period, "until": until if until and until < end else period}


def few(first: Any, last: Any, unit: str) -> None:
    """Raise UsageError where there are more periods than a page tells."""
    days = {"week": 7, "month": 30, "quarter": 91, "year": 365}[unit]
    if (last - first).days // days > MOST_ROWS:
        raise UsageError(f"more than {MOST_ROWS:,} {unit}s from {first} to {last}; ask for fewer days, or a longer unit")


def _period(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "net_score": row["score"], "coverage": "nothing read" if row["count"] is None else ""}


def _turn(turn: Any) -> dict[str, Any]:
    rounded = {name: round(getattr(turn, name), 3) for name in ("before", "after", "chance")}
    return {"period": turn.period, "begin": turn.begin, **rounded}


def _types(found: Dyad) -> list[dict[str, Any]]:
    rows = [{**row, "count": sum(row[way] for way in DIRECTIONS)} for row in found.types()]
    return sorted(rows, key=lambda row: (-row["count"], str(row["event_type"])))


def _classes(found: Dyad) -> Iterator[dict[str, Any]]:
    many: Counter[tuple[Any, str]] = Counter((row.quad, row.direction) for row in found.rows)
    for quad, name in QUADS.items():
        ways = {way: many[quad, way] for way in DIRECTIONS}
        yield {"class": name, "quad": quad, "count": sum(ways.values()), **ways}


def _report(row: dict[str, Any]) -> str:
    return REPORT_LINKS["event_id"](row) if row.get("event_id") else ""


def _incident(row: dict[str, Any]) -> str:
    return REPORT_LINKS["incident_id"](row) if row.get("incident_id") else ""


def heatmap(ask: Ask) -> Page:
    """The pairs of states with most between them, by period, or doers by recipients."""
    store, counted, ours = ask.store, ask["counted"], ask["counted"] in OURS
    days = {"since": ask["since"], "until": ask["until"]}
    check_counted(store, counted)
    first, last = bounds_of(store, counted, **days)
    few(first, last, ask["unit"])

    def behind(row: dict[str, Any]) -> str:
        if "actor" in row:
            return address("incidents", actor=row["actor"], recipient=row["recipient"], **days)
        if not row.get("period"):
            return _dyad(row["one"], row["other"], ask)
        return address("dyad", row["one"], row["other"], **within(row["period"], ask), counted=_unless(counted))

    matrix = ask["across"] == "recipients"
    asked = {"unit": ask["unit"], "counted": counted, "most": ask["most"], **days}

    def picture() -> Any:
        from dragoman.desk.pictures import heatmap_picture  # heavy: only for pictures

        return heatmap_picture(store, ask.knowledge, **asked, matrix=matrix, link=behind if ours else None)

    cells = store.rows(
        "pair_cells_listed",
        unit=counted,
        period=ask["unit"],
        states=sorted(ask.knowledge.actors.states),
        since=first.isoformat(),
        until=last.isoformat(),
        most=ask["per"],
        skip=offset(ask.options),
    )
    total = cells[0]["found"] if cells else 0
    paged(cells, total, ask.options)
    rows = [{**cell, "period": name_of(cell["begin"], ask["unit"]), "net_score": round(cell["score"], 3)} for cell in cells]
    links = {"one": PAIR_LINKS["one"], "other": PAIR_LINKS["other"], "count": behind, "period": behind, "net_score": behind}
    return Page(
        "Heat map",
        (Table(CELLS, rows, links, total, nothing="Nothing between two states."),),
        "heatmap.html",
        picture=picture if rows else None,
    )


def _unless(counted: str) -> str | None:
    """What is counted, where it is not what is counted without being asked."""
    return None if counted == COUNTED.default else counted


SIDES = {"one": "A side: a code, an id or a name.", "other": "The other side."}
PAGES = (
    Resource(
        "/dyads",
        "Pairs of countries and bodies with anything between them.",
        dyads,
        (PAIRS,),
        (Option("side", "Only pairs of which this is one side: a name, id or country code."), *STRETCH, *PAGED),
    ),
    Resource(
        "/dyad/{one}/{other}",
        "Two sides over time: the series, which way they go, what moved them, by direction, quad class and event type.",
        dyad,
        (PERIODS, MOVED, TURNS, CLASSES, TYPES),
        (UNIT, *STRETCH, COUNTED),
        SIDES,
        pictured=True,
    ),
    Resource(
        "/heatmap",
        "Many pairs at once: by period, or who did it to whom.",
        heatmap,
        (CELLS,),
        (
            UNIT,
            *STRETCH,
            COUNTED,
            Option(
                "across",
                "What stands across: periods, or recipients for doers by recipients.",
                "choice",
                "periods",
                ("periods", "recipients"),
            ),
            Option("most", "The pairs or states with most, at most so many.", "number", 20, least=1, most=60),
            *PAGED,
        ),
        pictured=True,
    ),
)
