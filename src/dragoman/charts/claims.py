"""Who says what kind of thing about whom, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dragoman.charts.look import (
    CATEGORIES,
    NARROW,
    NOTHING_READ,
    SHAPES,
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
)

TYPES = ("claim", "promise", "demand", "threat", "denial")
# The smallest and largest symbol in square pixels, and the least number that the largest stands for.
SMALL, LARGE, LEAST_MOST = 70, 380, 6


def draw_claims(
    rows: Sequence[Row],
    *,
    sides: Sequence[str],
    gaps: Sequence[tuple[date, date]] = (),
    title: str,
    basis: Basis,
    more: int = 0,
    width: int = WIDTH,
) -> Picture:
    """A line for each of `sides` (who about whom): rows of `side`, `type`, `day` and `count`; `gaps` are days of which nothing was read.

    A row may have the address `to` that its symbol leads to.
    """
    left = min(260 if width > NARROW else 150, max(map(len, sides)) * 7 + 16)
    inner = max(140, width - left - 24)
    days = (basis.last - basis.first).days
    scale = alt.Scale(type="utc", domain=[_instant(basis.first, -1), _instant(basis.last, 1)], nice=False)
    x = alt.X(
        "day:T",
        scale=scale,
        axis=alt.Axis(
            title="day of publication",
            format="%-d %b" if days < 400 else "%b %Y",
            tickCount=max(2, inner // 90),
            grid=True,
            labelOverlap=True,
        ),
    )
    y = alt.Y(
        "side:N",
        sort=None,
        scale=alt.Scale(domain=list(sides), padding=0),
        axis=alt.Axis(
            title=None,
            ticks=False,
            domain=False,
            grid=True,
            minExtent=left,
            maxExtent=left,
            labelLimit=left - 8,
            labelOverlap=False,
            tickBand="extent",
        ),
    )
    here = [name for name in TYPES if any(row["type"] == name for row in rows)]
    tall = max(26, 9 * len(here))
    most = max(row["count"] for row in rows)
    legend = alt.Legend(
        title="type of claim", orient="top", columns=5 if width > NARROW else 3, symbolSize=110, symbolStrokeWidth=0
    )
    hues = [CATEGORIES[TYPES.index(name)] for name in here]
    forms = [SHAPES[TYPES.index(name)] for name in here]
    tips = ["side:N", "type:N", alt.Tooltip("day:T", format="%-d %B %Y"), alt.Tooltip("count:Q", title="claims")]
    led, leads = leading(rows, tips)
    marks = (
        alt.Chart(data(led))
        .mark_point(filled=True, opacity=0.9, stroke="white", strokeWidth=0.6)
        .encode(
            x=x,
            y=y,
            yOffset=alt.YOffset("type:N", sort=None, scale=alt.Scale(domain=here, range=[0.18 * tall, 0.82 * tall])),
            fill=alt.Fill("type:N", sort=None, scale=alt.Scale(domain=here, range=hues), legend=legend),
            shape=alt.Shape("type:N", sort=None, scale=alt.Scale(domain=here, range=forms), legend=legend),
            size=alt.Size("count:Q", scale=alt.Scale(domain=[1, max(LEAST_MOST, most)], range=[SMALL, LARGE]), legend=None),
            tooltip=tips,
            **leads,
        )
    )
    blank = data({"day": begin, "until": end} for begin, end in gaps)
    empty = alt.Chart(blank).mark_rect(color=NOTHING_READ).encode(x=x, x2="until:T")
    body = alt.layer(empty, marks) if gaps else marks
    return framed(
        body.properties(width=inner, height=tall * len(sides)),
        title=title,
        subtitle=[
            f"{number(basis.found, 'claims')}, promises, demands, threats and denials in {number(basis.articles or 0, 'articles')}; "
            f"{number(basis.read, 'articles')} read, {long_span(basis.first, basis.last)}",
            *([f"the {len(sides)} lines with most of {len(sides) + more}"] if more else []),
        ],
        foot=[
            f"A symbol's size is the number of that time, at most {most:,}. One that is about two stands in both lines. "
            "What is claimed is not what happened." + (" Grey: nothing was read for a week or longer." if gaps else ""),
            basis.source(),
        ],
        width=width,
        left=left,
    )


def _instant(day: date, days: int) -> str:
    return date.fromordinal(day.toordinal() + days).isoformat()
