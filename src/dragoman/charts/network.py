"""States and what lies between them: lines by net score and number."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from typing import Literal

from dragoman.charts.look import (
    DIVERGING_LINES,
    INK,
    MUTED,
    WIDTH,
    Basis,
    Picture,
    Row,
    alt,
    class_legend,
    classes,
    data,
    framed,
    leading,
    number,
    word_for,
)

# The thinnest and the widest line, in pixels.
THIN, WIDE = 1.5, 11.0
# The most states that can be named without one name lying on another.
NAMED = 60
# Where a name can stand beside its dot, with how far from it.
ALIGNED: tuple[tuple[Literal["left", "center", "right"], int], ...] = (("left", 6), ("center", 0), ("right", -6))
BASED: tuple[tuple[Literal["bottom", "middle", "top"], int], ...] = (("bottom", -5), ("middle", 0), ("top", 5))


def draw_network(
    rows: Sequence[Row],
    *,
    positions: Mapping[str, tuple[float, float]],
    basis: Basis,
    more: int = 0,
    links: Mapping[str, str] | None = None,
    width: int = WIDTH,
) -> Picture:
    """Pairs as lines: rows of `one`, `other`, `count` and `score`; a state stands where `positions` has it.

    `positions` has each state of the rows; give the same for each time that is to be compared. A state without a line in this time is a pale dot.
    A row may have the address `to` that its line leads to; `links` has that of each state.
    """
    told = word_for(basis.counted)
    parted = classes(row["score"] for row in rows)
    lines = [
        {
            **row,
            **dict(zip(("x", "y", "x2", "y2"), (*positions[row["one"]], *positions[row["other"]]), strict=True)),
            "class": parted.name(row["score"]),
            "kind": "conflict" if row["score"] < 0 else "even or cooperation",
        }
        for row in rows  # those with fewest lie on top, where a wide line does not hide them
    ]
    weight = Counter[str]()
    for row in rows:
        weight[row["one"]] += row["count"]
        weight[row["other"]] += row["count"]
    middle = [sum(at[axis] for at in positions.values()) / len(positions) for axis in (0, 1)]
    nodes = [
        {"code": code, "x": x, "y": y, "count": weight[code], **_outward(x - middle[0], y - middle[1])}
        | ({"to": links[code]} if links and code in links else {})
        for code, (x, y) in sorted(positions.items())
    ]
    side = max(220, min(width - 40, 640))
    scales = [alt.Scale(domain=_domain([at[axis] for at in positions.values()]), nice=False) for axis in (0, 1)]
    x, y = (alt.X("x:Q", axis=None, scale=scales[0]), alt.Y("y:Q", axis=None, scale=scales[1]))
    most = max(row["count"] for row in rows)
    tips = [
        "one:N",
        "other:N",
        alt.Tooltip("count:Q", title=told),
        alt.Tooltip("score:Q", title="net PLOVER score", format="+.1f"),
    ]
    led, leads = leading(lines, tips)
    edges = (
        alt.Chart(data(led))
        .mark_rule(strokeCap="butt", opacity=0.95)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            color=alt.Color(
                "class:N",
                sort=None,
                scale=parted.scale(DIVERGING_LINES),
                legend=class_legend(width, "net PLOVER score: conflict to cooperation", lines=True),
            ),
            size=alt.Size("count:Q", scale=alt.Scale(domain=[1, max(2, most)], range=[THIN, WIDE]), legend=None),
            strokeDash=alt.StrokeDash(
                "kind:N", scale=alt.Scale(domain=["even or cooperation", "conflict"], range=[[1, 0], [7, 3]]), legend=None
            ),
            tooltip=tips,
            **leads,
        )
    )
    named = {code for code, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:NAMED]}
    if len(positions) <= NAMED:
        named = set(positions)
    marks = [edges]
    for part, colour in ((lambda node: node["count"] > 0, INK), (lambda node: not node["count"], "#b5b5b5")):
        chosen = [node for node in nodes if part(node)]
        if chosen:
            marks += _nodes(chosen, named, x, y, colour, told, small=side < 400)
    body = alt.layer(*marks).properties(width=side, height=side).resolve_scale(size="independent")
    return framed(
        body,
        title=f"{told.capitalize()} between states, net PLOVER score",
        subtitle=[basis.line(), *([f"the {len(rows)} pairs with most {told} of {len(rows) + more}"] if more else [])],
        foot=[
            f"Each line is a pair, its width the number of {told}: the widest stands for {number(most, told)}. Dashed: conflict outweighs. "
            "Distance has no meaning; a state keeps its place over time. Pale: nothing between it and another in this time.",
            basis.source(),
        ],
        width=width,
    )


def _domain(values: Sequence[float]) -> list[float]:
    """A range with room for names at its ends."""
    low, high = min(values), max(values)
    room = (high - low or 1) * 0.09
    return [low - room, high + room]


def _outward(x: float, y: float) -> dict[str, str]:
    """To which side of its dot a state's code is written: away from the middle, so that no line crosses it."""
    away = math.hypot(x, y) or 1
    return {
        "align": "left" if x / away > 0.38 else "right" if x / away < -0.38 else "center",
        "baseline": "bottom" if y / away > 0.38 else "top" if y / away < -0.38 else "middle",
    }


def _nodes(
    nodes: Sequence[Row], named: Container[str], x: alt.X, y: alt.Y, colour: str, told: str, *, small: bool
) -> list[alt.Chart]:
    tips = ["code:N", alt.Tooltip("count:Q", title=told)]
    nodes, leads = leading(nodes, tips)
    dots = alt.Chart(data(nodes)).mark_point(filled=True, size=50, color=colour, opacity=1)
    drawn = [dots.encode(x=x, y=y, tooltip=tips, **leads)]
    for align, dx in ALIGNED:
        for baseline, dy in BASED:
            chosen = [node for node in nodes if (node["align"], node["baseline"]) == (align, baseline) and node["code"] in named]
            if chosen:
                drawn.append(
                    alt.Chart(data(chosen))
                    .mark_text(
                        align=align, baseline=baseline, dx=dx, dy=dy, fontSize=10 if small else 12,
                        color=colour if colour == INK else MUTED, fontWeight="bold" if colour == INK else "normal",
                    )
                    .encode(x=x, y=y, text="code:N", tooltip=tips, **leads)
                )  # fmt: skip
    return drawn
