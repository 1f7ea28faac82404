"""Quality: what was read of whom and when, what is missing, what was not coded and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from dragoman.desk.made import made_by
from dragoman.evaluate import judged
from dragoman.reading.words import counted
from dragoman.relations.units import after, begin_of, name_of
from dragoman.web.asking import MOST_PER, MOST_ROWS, PAGE, STRETCH, Option
from dragoman.web.links import to_type
from dragoman.web.page import Page, Row, Shape, Table, of_names, offset, paged
from dragoman.web.resource import Ask, Resource, address

COVERAGE = Shape(
    "coverage",
    "How much was read of each outlet in each period. One row an outlet and period in which it was read.",
    of_names("publisher begin last_day articles coded days days_without".split()),
)
OUTLETS = Shape(
    "outlets",
    "Outlets by how much was read of them. One row an outlet.",
    of_names("publisher articles coded days first_published last_published".split()),
)
MEASURES = Shape(
    "measures",
    "How much of what was read was coded, and of how much something is missing. One row a count.",
    of_names("measure count whole share unit".split()),
)
REASONS = Shape(
    "reasons",
    "Why what looked like an event was not coded. One row a reason.",
    of_names("reason clauses share".split()),
)
LANGUAGES = Shape(
    "languages", "Languages of the articles, as told. One row a language.", of_names("language articles coded".split())
)
GAPS = Shape(
    "gaps",
    "When a watched feed may have held what this desk has not. Times are UTC. One row a gap.",
    of_names("gap_since gap_until still feed why".split()),
)
FEEDS = Shape(
    "feeds", "Watched feeds and how the last look went. One row a feed.", of_names("feed_title feed answer looked".split())
)
FAULTS = Shape("faults", "Inputs that could not be read, the last first. One row a fault.", of_names("seen input why".split()))
# Filled from annotations: how often what people judged was wrong, with an interval of 95 %.
ERRORS = Shape(
    "error_rates",
    "Of the event reports that somebody judged, how many are wrong. One row an event type.",
    of_names("event_type annotated wrong share low high".split()),
)
# Outlets on a page, and in the picture; periods that a table and a picture have room for; rows of the lesser tables.
PER, DRAWN, ACROSS, WIDE, LISTED = 25, 25, 18, 110, 100
DAY = timedelta(days=1)


def quality(ask: Ask) -> Page:
    """Coverage by outlet and period, gaps and faults, and how much of what was read was coded."""
    days = {"since": ask["since"], "until": ask["until"]}
    span = ask.store.rows("span_published")[0]
    first, last = ask["since"] or span["first"], ask["until"] or span["last"]
    outlets = ask.store.rows("outlets_covered", **days, most=ask["per"], skip=offset(ask.options))
    total = outlets[0]["found"] if outlets else 0
    paged(outlets, total, ask.options)
    gaps = ask.store.rows("gaps_told", **days, most=LISTED)
    rows: list[Row] = []
    grid: list[dict[str, Any]] = []
    heads: list[str] = []
    picture: Any = None
    if outlets and first and last:
        unit, begins = _fitting(first, last, ("month", "quarter", "year"), ACROSS)
        if begins[0] > first:
            ask.notes.append(f"Of the years before {begins[0].year} only the sums stand here; ask for them with `until`.")
        rows = list(_coverage(ask, outlets, unit, begins, first, last))
        by = {(row["publisher"], row["begin"]): row for row in rows}
        grid = [{**row, "cells": [by.get((row["publisher"], begin)) for begin in begins]} for row in outlets[:MOST_PER]]
        heads = [name_of(begin, unit) for begin in begins]
        picture = partial(_picture, ask, outlets[:DRAWN], gaps, first, last)
    figures = ask.store.rows("reading_figures", **days)[0]
    reasons = _reasons(ask, figures["clauses"])
    feeds, faults = ask.store.rows("feeds_told", most=LISTED), ask.store.rows("faults_told", most=LISTED)
    return Page(
        "Quality",
        (
            Table(COVERAGE, rows, {"articles": _to_articles}, title="Coverage"),
            Table(OUTLETS, outlets, {"publisher": lambda row: address("articles", outlet=row["publisher"])}, total),
            Table(MEASURES, list(_measures(figures)), title="How much was coded"),
            Table(
                REASONS,
                reasons,
                {"reason": lambda row: address("set-aside", reason=row["reason"], **days)},
                title="Why not",
                nothing="Nothing was set aside.",
            ),
            Table(LANGUAGES, ask.store.rows("languages", **days), nothing="No article yet."),
            Table(
                GAPS,
                _told(gaps),
                total=_all(gaps),
                title="Gaps of watched feeds",
                nothing="None: no watched feed was out of sight.",
            ),
            Table(FEEDS, _told(feeds), total=_all(feeds), title="Watched feeds", nothing="No feed is watched by this desk."),
            Table(FAULTS, _told(faults), total=_all(faults), title="Faults", nothing="None: every input could be read."),
            Table(
                ERRORS,
                error_rates(ask),
                {"event_type": to_type},
                title="Error rates from annotation",
                nothing="Not measured: nothing is annotated yet.",
            ),
        ),
        "quality.html",
        facts=figures,
        notes=ask.notes,
        shown={"grid": grid, "heads": heads, "to_articles": _to_articles, "span": (first, last), "figures": figures},
        picture=picture,
    )


def error_rates(ask: Ask) -> list[Row]:
    """How often what was judged is wrong, by event type; none where nothing is annotated."""
    return [rate.row() for rate in judged.error_rates(ask.store, ask.served.annotations)]


def _fitting(first: date, last: date, units: Sequence[str], most: int) -> tuple[str, list[date]]:
    """The finest of some units in which a time has at most so many periods, and their first days: of the coarsest the last ones."""
    found: list[date] = []
    for unit in units:
        rough = (last - first).days // {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[unit]
        if rough > most and unit != units[-1]:
            continue
        found = list(_begins(first, last, unit))
        if len(found) <= most:
            return unit, found
    return units[-1], found[-most:]


def _begins(first: date, last: date, unit: str) -> Iterator[date]:
    begin = first if unit == "day" else begin_of(first, unit)
    while begin <= last:
        yield begin
        begin = _next(begin, unit)


def _next(begin: date, unit: str) -> date:
    return begin + DAY if unit == "day" else after(begin, unit)


def _coverage(ask: Ask, outlets: Sequence[Row], unit: str, begins: Sequence[date], first: date, last: date) -> Iterator[Row]:
    for row in ask.store.rows(
        "coverage",
        period=unit,
        since=max(first, begins[0]),
        until=last,
        outlets=[outlet["publisher"] or "" for outlet in outlets],
        most=MOST_ROWS,
    ):
        begin, end = max(row["begin"], first), min(_next(row["begin"], unit) - DAY, last)
        yield {**row, "from": begin, "last_day": end, "days_without": (end - begin).days + 1 - row["days"]}


def _to_articles(row: Row) -> str:
    """The articles of an outlet in a period; nowhere for those that name no outlet."""
    return address("articles", outlet=row["publisher"], since=row["from"], until=row["last_day"]) if row["publisher"] else ""


def _picture(ask: Ask, outlets: Sequence[Row], gaps: Sequence[Row], first: date, last: date) -> Any:
    from dragoman.charts.coverage import draw_coverage  # heavy: only for pictures
    from dragoman.charts.look import long_span, number

    unit, begins = _fitting(first, last, ("day", "week", "month", "quarter", "year"), WIDE)
    first = max(first, begins[0])
    names = {begin: begin.isoformat() if unit == "day" else name_of(begin, unit) for begin in begins}
    rows = [
        {
            "side": row["publisher"] or "no outlet named",
            "period": names[row["begin"]],
            "articles": row["articles"],
            "to": _to_articles(row),
            "said": f"{row['publisher'] or 'no outlet named'}, {names[row['begin']]}: {counted(row['articles'], 'article')}",
        }
        for row in _coverage(ask, outlets, unit, begins, first, last)
    ]
    read = {row["begin"] for row in ask.store.rows("periods_read", period=unit, since=first, until=last)}
    missed = []
    for begin in begins:
        end = _next(begin, unit) - DAY
        count = sum(gap["gap_since"].date() <= end and gap["gap_until"].date() >= begin for gap in gaps)
        if count:
            to = address("quality", since=begin, until=end)
            missed.append({"period": names[begin], "to": to, "said": f"{names[begin]}: {counted(count, 'gap')} of watched feeds"})
    return draw_coverage(
        rows,
        outlets=[row["publisher"] or "no outlet named" for row in outlets],
        periods=[(names[begin], begin) for begin in begins],
        unread=[names[begin] for begin in begins if begin not in read],
        gaps=missed,
        unit=unit,
        basis=[
            f"{number(sum(row['articles'] for row in rows), 'articles')} of {counted(len(outlets), 'outlet')}, {long_span(first, last)}"
        ],
        source=f"Source: {made_by(ask.store)}",
        width=1_080,
    )


def _measures(found: Row) -> Iterator[Row]:
    looked = found["reports"] + found["clauses"]
    for measure, count, of, unit in (
        ("coded", found["coded"], found["articles"], "articles"),
        ("of these, with at least one event report", found["telling"], found["coded"], "articles"),
        ("looked like an event and was coded", found["reports"], looked, "clauses"),
        ("looked like an event and was set aside", found["clauses"], looked, "clauses"),
        ("told as having happened, doer named", found["happenings"], found["reports"], "event reports"),
        ("event report without any date", found["undated_reports"], found["reports"], "event reports"),
        ("without a day of publication", found["undated"], found["articles"], "articles"),
        ("without the name of an outlet", found["unnamed"], found["articles"], "articles"),
        ("of which no text is kept", found["textless"], found["articles"], "articles"),
    ):
        yield {"measure": measure, "count": count, "whole": of, "share": count / of if of else None, "unit": unit}


def _reasons(ask: Ask, total: int) -> list[Row]:
    asked: dict[str, Any] = {"words": None, "reason": None, "rule": None, "outlet": None}
    rows = ask.store.rows("set_aside_facets", **asked, since=ask["since"], until=ask["until"], most=MOST_PER)
    return [
        {"reason": row["value"], "clauses": row["clauses"], "share": row["clauses"] / total if total else None}
        for row in rows
        if row["facet"] == "reason"
    ]


def _told(rows: Sequence[Row]) -> list[Row]:
    """Rows with their times as the desk's clock has them."""
    return [
        {
            name: f"{value:%Y-%m-%d %H:%M}" if name in ("gap_since", "gap_until", "looked", "seen") and value else value
            for name, value in row.items()
        }
        for row in rows
    ]


def _all(rows: Sequence[Row]) -> int:
    return rows[0]["found"] if rows else 0


PAGES = (
    Resource(
        "/quality",
        "Coverage by outlet and time, gaps and faults, how much was coded, and how often it is wrong.",
        quality,
        (COVERAGE, OUTLETS, MEASURES, REASONS, LANGUAGES, GAPS, FEEDS, FAULTS, ERRORS),
        (*STRETCH, PAGE, Option("per", f"Outlets on a page, at most {MOST_PER}.", "number", PER, least=1, most=MOST_PER)),
        pictured=True,
        annotated=True,
    ),
)
