"""Net score of many pairs at once: pairs by period, or doers by recipients."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dragoman.charts.look import (
    FAINT,
    INK,
    MUTED,
    NARROW,
    WIDTH,
    Basis,
    Picture,
    Row,
    alt,
    class_legend,
    classes,
    data,
    framed,
    labels,
    leading,
    period_axis,
    word_for,
)

# The pixels of a cell's side at most and least, and from which on its count is written in it, and its sign.
TALL, LEAST, WRITTEN, SIGNED = 30, 9, 14, 28
# A stroke from corner to corner, drawn over what was not read.
HATCH = "M-1,1L1,-1M-1,0L0,-1M0,1L1,0"


def draw_heatmap(
    rows: Sequence[Row],
    *,
    sides: Sequence[str],
    periods: Sequence[tuple[str, date]],
    unit: str,
    basis: Basis,
    more: int = 0,
    width: int = WIDTH,
) -> Picture:
    """Pairs by period: rows of `side`, `period`, `count` and `score`, one for each of both; None where nothing was read.

    A row may have the address `to` that its cell leads to.

    `sides` are the pairs from top to bottom, `periods` the names and first days from left to right; `more` is how many
    pairs there are that are not drawn.
    """
    left = _room(sides)
    inner = max(120, width - left - 20)
    begins = [begin for _, begin in periods]
    names = [name for name, _ in periods]
    shown = labels(names, begins, unit, inner // {"week": 72}.get(unit, 46))
    x = alt.X(
        "period:N",
        sort=None,
        scale=alt.Scale(domain=names, padding=0),
        axis=period_axis(shown, f"{unit}, by its first day" if unit == "week" else unit, domain=False),
    )
    y = alt.Y("side:N", sort=None, scale=alt.Scale(domain=list(sides), padding=0), axis=_names("pair", left))
    size = (inner, max(LEAST, min(TALL, 900 // len(sides))) * len(sides))
    told = word_for(basis.counted)
    body = _cells(rows, x, y, size, (len(names), len(sides)), told, width)
    return framed(
        body,
        title=f"{told.capitalize()} between two states, net PLOVER score, by {unit}",
        subtitle=[basis.line(), *([f"the {len(sides)} pairs with most {told} of {len(sides) + more}"] if more else [])],
        foot=[_key(rows, told, min(size[0] / len(names), size[1] / len(sides))), basis.source()],
        width=width,
        left=left,
    )


def draw_matrix(
    rows: Sequence[Row], *, codes: Sequence[str], names: Mapping[str, str], basis: Basis, more: int = 0, width: int = WIDTH
) -> Picture:
    """Doers by recipients over a time: rows of `actor`, `recipient`, `count` and `score`, one for each pair of `codes`.

    A row may have the address `to` that its cell leads to.
    """
    wide = width > NARROW
    said = {code: names.get(code, code) if wide else code for code in codes}
    left = _room(said.values())
    inner = max(120, width - left - 20)
    side = min(TALL + 6, inner // len(codes))
    cells = [{**row, "side": said[row["actor"]]} for row in rows]
    x = alt.X(
        "recipient:N",
        sort=None,
        scale=alt.Scale(domain=list(codes), padding=0),
        axis=alt.Axis(
            title="to whom", orient="top", labelAngle=0 if side > 36 else -90, ticks=False, domain=False, labelOverlap=False
        ),
    )
    y = alt.Y("side:N", sort=None, scale=alt.Scale(domain=list(said.values()), padding=0), axis=_names("who", left))
    told = word_for(basis.counted)
    size = (side * len(codes), side * len(codes))
    body = _cells(cells, x, y, size, (len(codes), len(codes)), told, width)
    return framed(
        body,
        title=f"Who did what to whom: {told}, net PLOVER score",
        subtitle=[basis.line(), *([f"the {len(codes)} states with most {told} of {len(codes) + more}"] if more else [])],
        foot=[_key(rows, told, side) + " What two do together counts both ways.", basis.source()],
        width=width,
        left=left,
    )


def _room(names: Iterable[str]) -> int:
    """The pixels that the longest name takes; names in capitals are wider."""
    return max(round(len(name) * (9 if name.isupper() else 7)) for name in names) + 16


def _names(title: str, left: int) -> alt.Axis:
    return alt.Axis(
        title=title,
        titleAngle=0,
        titleAlign="left",
        titleAnchor="start",
        titleX=-left,
        titleY=-6,
        titleBaseline="bottom",
        ticks=False,
        domain=False,
        minExtent=left,
        maxExtent=left,
        labelLimit=left - 8,
        labelOverlap=False,
    )


def _said(row: Row, side: float) -> str:
    """What is written in a cell: the count, and which way its score goes where there is room for both."""
    way = "▲" if row["score"] > 0 else "▼" if row["score"] < 0 else ""
    return f"{way}{row['count']:,}" if side > SIGNED else f"{row['count']:,}"


def _key(rows: Sequence[Row], told: str, side: float) -> str:
    parts = (
        [f"A cell's number counts {told}{': ▲ cooperation outweighs, ▼ conflict' if side > SIGNED else ''}"]
        if side >= WRITTEN
        else []
    )
    blank = any(row["count"] is None for row in rows)
    parts += [
        *(["a dot: none told"] if any(row["count"] == 0 for row in rows) else []),
        *(["hatched: nothing was read, which is no zero"] if blank else []),
    ]
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def _cells(
    rows: Sequence[Row], x: alt.X, y: alt.Y, size: tuple[int, int], across: tuple[int, int], told: str, width: int
) -> alt.LayerChart | alt.FacetChart:
    parted = classes(row["score"] for row in rows if row["count"])
    side = min(size[0] / across[0], size[1] / across[1])
    tips = [alt.Tooltip(f"{name}:N") for name in ("side", "period", "recipient") if name in rows[0]]
    tips += [alt.Tooltip("count:Q", title=told), alt.Tooltip("score:Q", title="net PLOVER score", format="+.1f")]
    some = [
        {**row, "class": parted.name(row["score"]), "dark": abs(row["score"]) > parted.outer, "said": _said(row, side)}
        for row in rows
        if row["count"]
    ]
    led, leads = leading(some, tips)
    full = data(led)
    colour = alt.Color(
        "class:N", sort=None, scale=parted.scale(), legend=class_legend(width, "net PLOVER score: conflict to cooperation")
    )
    ink = alt.condition("datum.dark", alt.value("white"), alt.value(INK))
    layers = [
        alt.Chart(full).mark_rect(stroke="white", strokeWidth=1).encode(x=x, y=y, color=colour, tooltip=tips, **leads),
        alt.Chart(data(row for row in rows if row["count"] == 0))
        .mark_point(size=6, fill=MUTED, stroke=None, opacity=1)
        .encode(x=x, y=y),
        alt.Chart(data(row for row in rows if row["count"] is None)).mark_rect(color=FAINT, stroke="white").encode(x=x, y=y),
        alt.Chart(data(row for row in rows if row["count"] is None))
        .mark_point(shape=HATCH, size=(side * 0.55) ** 2, stroke=MUTED, strokeWidth=0.8, filled=False, opacity=1)
        .encode(x=x, y=y),
    ]
    if side >= WRITTEN:
        layers.append(alt.Chart(full).mark_text(fontSize=12).encode(x=x, y=y, text="said:N", color=ink))
    return alt.layer(*layers).properties(width=size[0], height=size[1])
