"""How much was read of each outlet over time: a strip for each, its gaps left open. Drawn here: a thousand cells cost Vega a second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape

from dragoman.charts.look import CONFLICT, FAINT, INK, MUTED, Drawn, Row, labels, wrapped

# Five steps of ColorBrewer's blues, the palest dark enough to be told from white.
STEPS = ("#c6dbef", "#9ecae1", "#6baed6", "#3182bd", "#08519c")
# Where classes of counts may begin.
BOUNDS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000)
# The height of a strip with the room below it, the room that a period's name takes, and the edge of the picture.
TALL, BETWEEN, EDGE = 17, 3, 12
LABEL = {"day": 46, "week": 72}
FEEDS = "a watched feed was not seen"
LONGEST = 30
# Beyond so many marks a keyboard passes them by: the table beside the picture leads to the same.
STOPS = 150


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
    width: int,
) -> Drawn:
    """Outlets from top to bottom, periods from left to right: rows of `side`, `period`, `articles`, `to` and `said`.

    `unread` are the periods in which nothing of any outlet was read; `gaps` are rows of `period`, `to` and `said`, for
    periods in which a watched feed could not be seen. `to` is where a mark leads, `said` what it says.
    """
    sides = [*([FEEDS] if gaps else []), *outlets]
    left = EDGE + max(round(min(len(side), LONGEST) * 6.6) for side in sides) + 8
    step = (width - left - EDGE) / len(periods)
    across = {name: left + number * step for number, (name, _) in enumerate(periods)}
    bounds = _bounds(max((row["articles"] for row in rows), default=1))
    colours = STEPS[-len(bounds) :]
    top = 48 + 17 * len(basis) + 34
    down = {side: top + number * (TALL + BETWEEN) for number, side in enumerate(sides)}
    bottom = top + len(sides) * (TALL + BETWEEN)
    stop = len(rows) + len(gaps) <= STOPS
    parts = [
        _text(EDGE, 28, f"Articles by outlet and {unit}", 18, weight=700),
        *(_text(EDGE, 48 + 17 * number, line, 13, MUTED) for number, line in enumerate(basis)),
        *_key(bounds, colours, left, top - 18, f"articles of an outlet in a {unit}:"),
    ]
    for side in sides:
        parts.append(_text(left - 8, down[side] + 13, _cut(side), 12, anchor="end"))
        parts.append(f'<path d="M{left},{down[side] + TALL / 2:g}H{width - EDGE}" stroke="{FAINT}"/>')
    for name in unread:
        parts += [_cell(across[name], down[side], step, "#d4d4d4") for side in outlets]
    for row in rows:
        colour = colours[sum(row["articles"] >= low for low in bounds) - 1]
        parts.append(_mark(row, _cell(across[row["period"]], down[row["side"]], step, colour, row["said"]), stop))
    parts += [_mark(row, _cell(across[row["period"]], down[FEEDS], step, CONFLICT, row["said"]), stop) for row in gaps]
    parts += _axis(periods, across, step, unit, bottom + 12)
    foot = wrapped([_reading(bool(gaps)), source], width - 2 * EDGE, 5.6)
    parts += [_text(EDGE, bottom + 56 + 14 * number, line, 11, MUTED) for number, line in enumerate(foot)]
    height = bottom + 56 + 14 * len(foot)
    title = escape(". ".join([f"Articles by outlet and {unit}", *basis]))
    return Drawn(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" role="group" aria-label="{title}"><rect width="{width}" height="{height}" fill="white"/>'
        f"{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, text: str, size: int, colour: str = INK, *, weight: int = 400, anchor: str = "start") -> str:
    how = f'font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" fill="{colour}"'
    return f'<text x="{x:g}" y="{y:g}" {how}>{escape(text)}</text>'


def _cell(x: float, y: float, step: float, colour: str, said: str = "") -> str:
    told = f"<title>{escape(said)}</title>" if said else ""
    wide = max(1, step - (1 if said and step > 3 else 0))
    return f'<rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{TALL}" fill="{colour}">{told}</rect>'


def _mark(row: Row, drawn: str, stop: bool) -> str:
    if not row["to"]:
        return drawn
    passed = "" if stop else ' tabindex="-1"'
    return f'<a href="{escape(row["to"])}" aria-label="{escape(row["said"])}"{passed}>{drawn}</a>'


def _axis(periods: Sequence[tuple[str, date]], across: dict[str, float], step: float, unit: str, y: float) -> Iterator[str]:
    room = int(step * len(periods) // LABEL.get(unit, 46))
    begins = dict(periods)
    for name, lines in labels(list(begins), list(begins.values()), "week" if unit == "day" else unit, room).items():
        if unit == "day":
            lines = [f"{begins[name].day} {begins[name]:%b}", f"{begins[name]:%Y}"]
        middle = across[name] + step / 2
        yield from (_text(middle, y + 14 * number, line, 12, anchor="middle") for number, line in enumerate(lines))


def _key(bounds: Sequence[int], colours: Sequence[str], x: float, y: float, title: str) -> Iterator[str]:
    yield _text(x, y, title, 12)
    x += 6.3 * len(title) + 8
    for low, high, colour in zip(bounds, [*bounds[1:], None], colours, strict=True):
        said = f"{low:,} or more" if high is None else f"{low:,}" if high == low + 1 else f"{low:,} to {high - 1:,}"
        yield f'<rect x="{x:g}" y="{y - 11:g}" width="13" height="13" fill="{colour}"/>'
        yield _text(x + 18, y, said, 12)
        x += 18 + 7 * len(said) + 14


def _reading(gaps: bool) -> str:
    missed = " Orange: a watched feed could not be seen, and may have held what is not here." if gaps else ""
    return f"White with a thin line: no article of this outlet. Grey: none of any outlet, which is a gap and no zero.{missed}"


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def _bounds(most: int) -> list[int]:
    """Where up to five classes begin: always at one, the others below the most there is."""
    below = [bound for bound in BOUNDS if bound <= most]
    return below if len(below) <= len(STEPS) else [1, *below[-len(STEPS) + 1 :]]
