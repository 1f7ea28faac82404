"""How outlets judge an actor: words for and against it, in their own voice and in those they quote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from dragoman.charts.look import (
    INK,
    MUTED,
    NARROW,
    WIDTH,
    Basis,
    Picture,
    Row,
    alt,
    data,
    framed,
    leading,
    long_span,
    number,
    reach,
)

# The least count that an axis reaches: one word is no full bar.
LEAST = 4
STRENGTHS = {1: "plain", 2: "strong", 3: "extreme"}
# From extreme against to extreme for; the order of the legend and of the colours.
KINDS = ("extreme, against", "strong, against", "plain, against", "plain, for", "strong, for", "extreme, for")
COLOURS = ("#8f4400", "#e08214", "#fdc98c", "#a9cfe8", "#4393c3", "#134b87")
# On which side of a bar's end its number stands, and of the middle the word for none.
WORDS: tuple[tuple[int, Literal["left", "right"], int], ...] = ((-1, "right", -4), (1, "left", 4), (0, "left", 4))
VOICES = {True: "in the outlet's own voice", False: "in the voice of those it quotes"}


def draw_stance(
    rows: Sequence[Row], *, outlets: Sequence[Row], whom: str, basis: Basis, more: int = 0, width: int = WIDTH
) -> Picture:
    """Judgements by outlet: rows of `publisher`, `polarity`, `strength`, `own` and `count`; `outlets` with `articles` read.

    A row may have the address `to` that its bar leads to. Words against go left of zero and words for go right; an outlet that was read and judged nothing keeps its line.
    """
    names = [f"{row['publisher']}" for row in outlets]
    left = min(220, max(map(len, names)) * 7 + 16)
    narrow = width <= NARROW
    inner = max(110, width - left - 20 if narrow else (width - left - 50) // 2)
    bars = _stacked(rows)
    bound = max(LEAST, reach(end for row in bars for end in (row["start"], row["end"])))
    panels = [
        _panel(
            [row for row in bars if row["own"] is own], names, own, bound, left if own or narrow else 0, 2 if narrow else 3
        ).properties(width=inner, height=30 * len(names))
        for own in VOICES
    ]
    total = sum(row["count"] for row in rows)
    return framed(
        alt.vconcat(*panels, spacing=26) if narrow else alt.hconcat(*panels, spacing=22),
        title=f"How outlets judge {whom}: words of judgement",
        subtitle=[
            f"{number(total, 'judgements')} in {number(basis.articles or 0, 'articles')}; {number(basis.read, 'articles')} read, "
            f"{long_span(basis.first, basis.last)}",
            *([f"the {len(names)} outlets with most judgements of {len(names) + more}"] if more else []),
        ],
        foot=[
            "Each word counts once, for or against. Articles read of each outlet, on any matter: "
            + ", ".join(f"{row['publisher']} {row['articles']:,}" for row in outlets)
            + ". Copies of one text count in each outlet that printed it.",
            basis.source(),
        ],
        width=width,
        left=left,
    )


def _stacked(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Each kind's bar from where the weaker ones end, away from zero on both sides."""
    found: list[dict[str, Any]] = []
    ends: dict[tuple[str, bool, int], int] = {}
    for row in sorted(rows, key=lambda row: row["strength"]):
        way = 1 if row["polarity"] > 0 else -1
        key = row["publisher"], row["own"], way
        start = ends.get(key, 0)
        ends[key] = start + way * row["count"]
        kind = f"{STRENGTHS[row['strength']]}, {'for' if way > 0 else 'against'}"
        found.append({**row, "kind": kind, "start": start, "end": ends[key]})
    return found


def _panel(
    bars: Sequence[Row], names: Sequence[str], own: bool, bound: float, left: int, columns: int
) -> alt.LayerChart | alt.FacetChart:
    axis = alt.Axis(
        title=None, ticks=False, domain=False, minExtent=left, maxExtent=left, labelLimit=max(1, left - 8), labelOverlap=False
    )
    lines = alt.Scale(domain=list(names), paddingInner=0.3, paddingOuter=0.15)
    y = alt.Y("publisher:N", sort=None, scale=lines, axis=axis if left else None)
    steps = [step for step in (-bound, -bound / 2, 0, bound / 2, bound) if step == int(step)]
    x = alt.X(
        "start:Q",
        scale=alt.Scale(domain=[-bound * 1.18, bound * 1.18], nice=False),
        axis=alt.Axis(title="← against · judgements · for →", values=steps, labelExpr="format(abs(datum.value), ',d')"),
    )
    legend = alt.Legend(title="strength of the word", orient="top", columns=columns, symbolType="square")
    colour = alt.Color("kind:N", sort=None, scale=alt.Scale(domain=list(KINDS), range=list(COLOURS)), legend=legend)
    tips = ["publisher:N", "kind:N", alt.Tooltip("count:Q", title="judgements")]
    led, leads = leading(bars, tips)
    layers = [
        alt.Chart(data(led))
        .mark_bar(stroke="white", strokeWidth=0.6)
        .encode(y=y, x=x, x2="end:Q", color=colour, tooltip=tips, **leads),
        alt.Chart(data([{}])).mark_rule(color=MUTED).encode(x=alt.datum(0)),
    ]
    for way, align, dx in WORDS:
        said = [row for name in names if (row := _end(bars, name, way))]
        text = alt.Chart(data(said)).mark_text(align=align, dx=dx, fontSize=11, color=INK if way else MUTED)
        layers.append(text.encode(y=y, x=x, text="said:N"))
    title = alt.TitleParams(VOICES[own], fontSize=13, fontWeight="normal", anchor="start", frame="group")
    return alt.layer(*layers).properties(title=title)


def _end(bars: Sequence[Row], name: str, way: int) -> Row | None:
    """The number at the end of an outlet's bar one way, or "none" in the middle of one without bars."""
    mine = [row for row in bars if row["publisher"] == name]
    if not way:
        return None if mine else {"publisher": name, "start": 0, "said": "none"}
    count = sum(row["count"] for row in mine if row["polarity"] * way > 0)
    return {"publisher": name, "start": way * count, "said": f"{count:,}"} if count else None
