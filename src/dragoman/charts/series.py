"""Two sides over time: net score about zero, counts with their interval, and how much was read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from dragoman.charts.look import (
    CONFLICT,
    COOPERATION,
    EVEN,
    GRAVEST,
    INK,
    MUTED,
    NOTHING_READ,
    WIDTH,
    Basis,
    Picture,
    Row,
    alt,
    data,
    framed,
    labels,
    leading,
    period_axis,
    reach,
    word_for,
)

LEFT = 64
# The least pixels that a period's label needs.
LABEL = {"week": 72, "month": 46, "quarter": 46, "year": 46}
# The room between bars as a share of a step, and the pixels that "nothing read" takes.
BETWEEN, ROOM = 0.15, 84
SIGNED = "datum.value === 0 ? '0' : format(datum.value, '+,~r')"
GAP_NOTE = "Grey: nothing was read for the period; that is no zero."


def draw_series(rows: Sequence[Row], *, sides: tuple[str, str], unit: str, basis: Basis, width: int = WIDTH) -> Picture:
    """The series of two sides from `Dyad.records()`: one row a period, its figures None where nothing was read.

    Bars about zero, never a line, so that nothing joins what was not seen. A row may have the address `to` that its
    figures lead to, and `read` for what was read.
    """
    seen = [row for row in rows if row["count"] is not None]
    gaps = [row for row in rows if row["count"] is None]
    names, begins = [row["period"] for row in rows], [_day(row["begin"]) for row in rows]
    inner = max(160, width - LEFT - 30)
    shown = labels(names, begins, unit, inner // LABEL[unit])
    told = word_for(basis.counted)
    scale = alt.Scale(domain=names, paddingInner=BETWEEN, paddingOuter=0.1)
    silent = alt.X("period:N", axis=None, sort=None, scale=scale)
    dated = alt.X(
        "period:N", axis=period_axis(shown, f"{unit}, by its first day" if unit == "week" else unit), sort=None, scale=scale
    )

    # what was not seen lies over the line of zero: nothing leads through it
    net = alt.layer(*_net(seen, silent, basis.counted), *_gaps(gaps, silent), *_words(rows, silent, inner))
    count = alt.layer(*_gaps(gaps, silent), *_count(seen, silent, told))
    volume = alt.layer(*_gaps(gaps, dated), _volume(seen, dated, basis.reports is not None))
    panels = [part.properties(width=inner, height=height) for part, height in ((net, 180), (count, 120), (volume, 36))]
    return framed(
        alt.vconcat(*panels, spacing=30),
        title=f"{sides[0]} and {sides[1]}: {told}, net PLOVER score, by {unit}",
        subtitle=[basis.line()],
        foot=[
            "Net score: the sum over what happened between the two, either way. A short mark at zero: none told, or they balance. "
            "Lines through counts: interval of 95 % of the rate (Byar).",
            *([GAP_NOTE] if gaps else []),
            basis.source(),
        ],
        width=width,
        left=LEFT - 20,
    )


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _title(text: str, **more: Any) -> alt.Axis:
    """A value axis with its unit above it, written level."""
    return alt.Axis(
        title=text, titleAngle=0, titleAlign="left", titleAnchor="start", titleX=-LEFT + 20, titleY=-9, titleBaseline="bottom",
        minExtent=LEFT - 24, maxExtent=LEFT - 24, **more,
    )  # fmt: skip


def _gaps(gaps: Sequence[Row], x: alt.X) -> list[alt.Chart]:
    if not gaps:
        return []
    # wider than its band by the room between bands, so that periods side by side are one field
    return [alt.Chart(data(gaps)).mark_rect(color=NOTHING_READ, width={"band": 1 / (1 - BETWEEN) + 0.01}).encode(x=x)]


def _words(rows: Sequence[Row], x: alt.X, inner: int) -> list[alt.Chart]:
    """What a grey field means, written in the middle of each that has room for it."""
    runs = [list(run) for empty, run in groupby(rows, key=lambda row: row["count"] is None) if empty]
    wide = [run[len(run) // 2] for run in runs if len(run) * inner / len(rows) > ROOM]
    if not wide:
        return []
    return [alt.Chart(data(wide)).mark_text(text="nothing read", fontSize=12, color=INK, dy=-60).encode(x=x)]


def _net(seen: Sequence[Row], x: alt.X, counted: str) -> list[alt.Chart]:
    bound = max(GRAVEST, reach(row["score"] for row in seen))
    y = alt.Y(
        "score:Q",
        scale=alt.Scale(domain=[-bound, bound], nice=False),
        axis=_title(
            "net PLOVER score: above zero cooperation, below conflict",
            values=[-bound, -bound / 2, 0, bound / 2, bound],
            labelExpr=SIGNED,
        ),
    )
    tips = ["period:N", "score:Q", alt.Tooltip("count:Q", title=word_for(counted)), "articles:Q"]
    ways = [{**row, "way": "cooperation" if row["score"] > 0 else "conflict" if row["score"] < 0 else "even"} for row in seen]
    led, leads = leading(ways, tips)
    rows = data(led)
    colour = alt.Color(
        "way:N",
        scale=alt.Scale(domain=["cooperation", "conflict", "even"], range=[COOPERATION, CONFLICT, EVEN]),
        legend=None,
    )
    return [
        alt.Chart(rows).mark_bar().encode(x=x, y=y, color=colour, tooltip=tips, **leads),
        alt.Chart(data([{}])).mark_rule(color=MUTED, strokeWidth=1).encode(y=alt.datum(0)),
        alt.Chart(rows)
        .transform_filter("datum.score === 0")
        .mark_tick(color=INK, thickness=2, width=10)
        .encode(x=x, y=y, tooltip=tips, **leads),
    ]


def _count(seen: Sequence[Row], x: alt.X, told: str) -> list[alt.Chart]:
    top = reach(row["high"] for row in seen)
    scale = alt.Scale(domain=[0, top], nice=False)
    axis = _title(told, tickCount=4, tickMinStep=1, format=",d")
    tips = ["period:N", alt.Tooltip("count:Q", title=told), "low:Q", "high:Q"]
    led, leads = leading(seen, tips)
    rows = data(led)
    return [
        alt.Chart(rows).mark_rule(color=MUTED, strokeWidth=1.5).encode(x=x, y=alt.Y("low:Q", scale=scale, axis=axis), y2="high:Q"),
        alt.Chart(rows).mark_point(color=INK, fill=INK, size=42, opacity=1).encode(
            x=x, y=alt.Y("count:Q", scale=scale, axis=axis), tooltip=tips, **leads
        ),
    ]  # fmt: skip


def _volume(seen: Sequence[Row], x: alt.X, ours: bool) -> alt.Chart:
    top = max((row["articles"] for row in seen), default=0) or 1
    tips = ["period:N", "articles:Q"]
    led, leads = leading(seen, tips, "read")
    chart: alt.Chart = (
        alt.Chart(data(led))
        .mark_bar(color="#8c8c8c")
        .encode(
            x=x,
            y=alt.Y(
                "articles:Q",
                scale=alt.Scale(domain=[0, top], nice=False),
                axis=_title(
                    "articles read, on any matter" if ours else "events of this coder, on any matter", values=[0, top], format=",d"
                ),
            ),
            tooltip=tips,
            **leads,
        )
    )
    return chart
