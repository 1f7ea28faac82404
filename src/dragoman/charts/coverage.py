"""How much was read of each outlet over time: a strip for each, its gaps left open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.charts.look import CONFLICT, FAINT, MUTED, WIDTH, Picture, Row, alt, data, framed, labels, period_axis

# Five steps of ColorBrewer's blues, the palest dark enough to be told from white.
STEPS = ("#c6dbef", "#9ecae1", "#6baed6", "#3182bd", "#08519c")
# Where classes of counts may begin.
BOUNDS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000)
TALL, WRITTEN, LABEL = 20, 28, {"day": 46, "week": 72}
FEEDS = "a watched feed was not seen"
LONGEST = 30


def draw_coverage(
    rows: Sequence[Row],
    *,
    outlets: Sequence[str],
    periods: Sequence[tuple[str, date]],
    unread: Iterable[str],
    gaps: Sequence[Row],
    unit: str,
    basis: Sequence[str],
    source: str,
    width: int = WIDTH,
) -> Picture:
    """Outlets from top to bottom, periods from left to right: rows of `side`, `period`, `articles`, `to` and `said`.

    `unread` are the periods in which nothing of any outlet was read; `gaps` are rows of `period`, `to` and `said`, for
    periods in which a watched feed could not be seen. `to` is where a mark leads, `said` what it says.
    """
    shown = {name: _cut(name) for name in outlets}
    sides = [*([FEEDS] if gaps else []), *shown.values()]
    left = max(round(len(side) * 6.6) for side in sides) + 14
    inner = max(200, width - left - 20)
    names = [name for name, _ in periods]
    written = labels(names, [begin for _, begin in periods], unit, inner // LABEL.get(unit, 46))
    if unit == "day":
        written = {name: [str(int(name[8:])), f"{begin:%b %Y}"] for name, begin in periods if name in written}
    x = alt.X(
        "period:N", sort=None, scale=alt.Scale(domain=names, padding=0), axis=period_axis(written, unit, domain=False)
    )
    y = alt.Y(
        "side:N",
        sort=None,
        scale=alt.Scale(domain=sides, paddingInner=0.12, paddingOuter=0),
        axis=alt.Axis(title=None, ticks=False, domain=False, minExtent=left, maxExtent=left, labelLimit=left, labelOverlap=False),
    )
    bounds = _bounds(max((row["articles"] for row in rows), default=1))
    classed = [_class(low, high) for low, high in zip(bounds, [*bounds[1:], None], strict=True)]
    cells = data({**row, "side": shown[row["side"]], "class": classed[sum(row["articles"] >= low for low in bounds) - 1]} for row in rows)
    colour = alt.Color(
        "class:N",
        sort=None,
        scale=alt.Scale(domain=classed, range=list(STEPS[-len(classed) :])),
        legend=alt.Legend(
            title=f"articles of an outlet in a {unit}", orient="top", direction="horizontal", symbolType="square", symbolSize=160
        ),
    )
    blank = data({"side": side, "period": name} for name in unread for side in shown.values())
    layers = [
        alt.Chart(data([{"side": side} for side in shown.values()])).mark_rule(color=FAINT, strokeWidth=1).encode(y=y),
        alt.Chart(blank).mark_rect(color=FAINT).encode(x=x, y=y),
        alt.Chart(cells)
        .mark_rect(stroke="white", strokeWidth=0.5)
        .encode(x=x, y=y, color=colour, href="to:N", tooltip="said:N", description="said:N"),
    ]
    if gaps:
        missed = data({**row, "side": FEEDS} for row in gaps)
        layers.append(
            alt.Chart(missed)
            .mark_rect(color=CONFLICT, stroke="white", strokeWidth=0.5)
            .encode(x=x, y=y, href="to:N", tooltip="said:N", description="said:N")
        )
    return framed(
        alt.layer(*layers).properties(width=inner, height=TALL * len(sides)),
        title=f"Articles by outlet and {unit}",
        subtitle=basis,
        foot=[
            "White with a thin line: no article of this outlet. Grey: none of any outlet, a gap and no zero."
            + (" Orange: a watched feed could not be seen, and may have held what is not here." if gaps else ""),
            source,
        ],
        width=width,
        left=left,
    )


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def _bounds(most: int) -> list[int]:
    """Where up to five classes begin: always at one, the others spread below the most there is."""
    below = [bound for bound in BOUNDS if bound <= most]
    return below if len(below) <= len(STEPS) else [1, *below[-len(STEPS) + 1 :]]


def _class(low: int, high: int | None) -> str:
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if high == low + 1 else f"{low:,} to {high - 1:,}"
