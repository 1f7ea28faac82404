"""How a picture looks and what it says of itself: colours, classes, title, what it rests on, where it is from. The door to Altair."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt

__all__ = ["alt"]

Row = Mapping[str, Any]
Picture = alt.VConcatChart

INK, MUTED, FAINT, NOTHING_READ = "#222222", "#595959", "#e3e3e3", "#d4d4d4"
# Orange and blue of ColorBrewer's diverging schemes: apart in each common form of colour-blindness, and in grey beside their sign.
CONFLICT, EVEN, COOPERATION = "#b35806", "#c9c9c9", "#2166ac"
DIVERGING = ("#8f4400", "#e08214", "#fdc98c", "#f2f2f2", "#a9cfe8", "#4393c3", "#134b87")
# The same for thin lines, which pale colours would lose.
DIVERGING_LINES = ("#8f4400", "#d9730d", "#f0a24f", "#a6a6a6", "#6fb1d9", "#3182bd", "#134b87")
# Okabe and Ito's colours for categories (2008), without the yellow that fades on white.
CATEGORIES = ("#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#000000")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "stroke")
# The width of a picture in pixels where none is asked for: a page's column.
WIDTH = 800
# From so many pixels down, legends stack and names shrink to codes.
NARROW = 520
LINE = 16
# The least bound of a scale of net scores: that of the gravest single act.
GRAVEST = 10
WORDS = {"incident": "incidents", "report": "reports", "origin": "origins' accounts"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that was drawn as SVG at once."""

    svg: str


def word_for(counted: str) -> str:
    """The unit of a count in the plural: ours, else another coder's events."""
    return WORDS.get(counted) or f"{counted} events"


def number(count: int, word: str) -> str:
    """A count with its unit: "1 report", "1,204 reports"."""
    return f"{count:,} {word.removesuffix('s') if count == 1 else word}"


def long_day(day: date) -> str:
    """A day as a paper prints it: 17 May 2024."""
    return f"{day.day} {day:%B %Y}"


def long_span(first: date, last: date) -> str:
    """Two days as a paper prints them, the year once."""
    if first == last:
        return long_day(first)
    start = f"{first.day} {first:%B}" if first.year == last.year else long_day(first)
    return f"{start} to {long_day(last)}"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a picture rests on: `found` things of a unit, told in so many reports and articles, of the articles read from first to last."""

    found: int
    counted: str
    reports: int | None
    articles: int | None
    read: int
    first: date
    last: date
    run: str

    def line(self) -> str:
        """The counts in one line, each with its unit."""
        if not self.found:
            return f"no {word_for(self.counted)} told; {number(self.read, 'articles')} read, {long_span(self.first, self.last)}"
        told = number(self.found, word_for(self.counted))
        if self.reports is None or self.articles is None:
            return f"{told}, {long_span(self.first, self.last)}"
        inside = f"in {number(self.articles, 'articles')}"
        where = inside if self.counted == "report" else f"told in {number(self.reports, 'reports')} {inside}"
        return f"{told} {where}; {number(self.read, 'articles')} read, {long_span(self.first, self.last)}"

    def source(self) -> str:
        """The line that says who made the figures."""
        return f"Source: {self.run}"


def wrapped(lines: Iterable[str], width: int, per_character: float = 6.3) -> list[str]:
    """Lines broken so that each fits into so many pixels."""
    return [part for line in lines for part in textwrap.wrap(line, max(24, int(width / per_character)))]


def framed(
    body: Any, *, title: str, subtitle: Iterable[str], foot: Iterable[str], width: int, left: int = 0, spacing: int = 10
) -> Picture:
    """A body with its title, what it counts, and below it how to read it and where it is from.

    `left` is how far the body's axes stand out to the left of it, so that all lines begin at one edge.
    """
    below = wrapped(foot, width, 5.6)
    note = (
        alt.Chart(data([{}]))
        .mark_text(text=below, align="left", baseline="top", fontSize=11, lineHeight=14, color=MUTED)
        .encode(x=alt.value(-left), y=alt.value(0))
        .properties(width=max(10, width - left - 40), height=14 * len(below))
    )
    lines = wrapped(subtitle, width)
    picture: Picture = (
        alt.vconcat(body, note, spacing=spacing)
        .resolve_legend(color="independent", fill="independent", stroke="independent", shape="independent")
        .properties(
            title=alt.TitleParams(
                text=wrapped([title], width, 9.2),
                subtitle=lines,
                anchor="start",
                fontSize=18,
                subtitleFontSize=13,
                subtitleColor=MUTED,
                subtitleLineHeight=LINE + 1,
                subtitlePadding=5,
                color=INK,
                offset=14,
            ),
            description=". ".join([title, *subtitle]),
            padding=12,
            background="white",
        )
        .configure(font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=12,
            titleFontSize=12,
            labelColor=INK,
            titleColor=INK,
            titleFontWeight="normal",
            gridColor=FAINT,
            domainColor=MUTED,
            tickColor=MUTED,
            labelLimit=240,
        )
        .configure_legend(
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            labelLimit=260,
            symbolStrokeWidth=1.5,
            titleAnchor="start",
        )
        .configure_concat(spacing=spacing)
    )
    return picture


def data(rows: Iterable[Row]) -> alt.Data:
    """Rows as the picture's own data, inside it; every field is told its type where it is used."""
    values = [{key: _plain(value) for key, value in row.items()} for row in rows]
    return alt.Data(values=values)  # type: ignore[no-untyped-call]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def leading(rows: Iterable[Row], tips: Sequence[Any], to: str = "to") -> tuple[list[Row], dict[str, Any]]:
    """Rows with what is said of each to who cannot see it, and the channels by which their marks lead to the addresses in `to`.

    Where no row has an address, the rows as they are, and no channel: the picture stays as it is. A mark whose own
    address is empty leads nowhere.
    """
    kept = list(rows)
    if not any(row.get(to) for row in kept):
        return kept, {}
    return [{**row, to: row.get(to) or "", "named": _named(row, tips)} for row in kept], {
        "href": alt.Href(f"{to}:N"),
        "description": "named:N",
    }


def _named(row: Row, tips: Iterable[Any]) -> str:
    """What a mark's tooltip shows, as one line."""
    said = []
    for tip in tips:
        if isinstance(tip, str):
            tip = alt.Tooltip(tip)
        name = str(tip["shorthand"]).partition(":")[0]
        title, form = (tip[key] if tip[key] is not alt.Undefined else "" for key in ("title", "format"))
        if row.get(name) is not None:
            said.append(f"{title or name} {row[name]:{form or (',.10g' if isinstance(row[name], int | float) else '')}}")
    return "; ".join(said)


def reach(values: Iterable[float]) -> float:
    """The bound of a scale centred at zero: the largest value either way, rounded up to 1, 2 or 5 times a power of ten."""
    most = max((abs(value) for value in values), default=0)
    return next((step for step in _steps() if step >= most), most) if most else 1.0


def _steps() -> list[float]:
    return [float(digit * 10**power) for power in range(7) for digit in (1, 1.5, 2, 3, 4, 5, 6, 8)]


@dataclass(frozen=True, slots=True)
class Classes:
    """Net scores in seven classes, the same bounds on both sides of zero; zero is a class of its own."""

    inner: float
    outer: float

    @property
    def names(self) -> list[str]:
        """From most conflict to most cooperation."""
        inner, outer = f"{self.inner:g}", f"{self.outer:g}"
        return [
            f"below −{outer}", f"−{outer} to −{inner}", f"−{inner} to 0", "0",
            f"0 to +{inner}", f"+{inner} to +{outer}", f"above +{outer}",
        ]  # fmt: skip

    def name(self, score: float) -> str:
        """The class of a score; one that lies on a bound is in the class nearer zero."""
        away = 0 if not score else 1 + (abs(score) > self.inner) + (abs(score) > self.outer)
        return self.names[3 + (away if score > 0 else -away)]

    def scale(self, colours: Sequence[str] = DIVERGING) -> alt.Scale:
        """Each class with its colour, all of them, so that no legend is lopsided."""
        return alt.Scale(domain=self.names, range=list(colours))


def classes(scores: Iterable[float]) -> Classes:
    """Bounds at about a tenth and four tenths of the largest net score either way."""
    most = max(GRAVEST, reach(scores))
    return Classes(*(min(_steps(), key=lambda step: abs(step - share * most)) for share in (0.1, 0.4)))


def class_legend(width: int, title: str, *, lines: bool = False) -> alt.Legend:
    """The classes from conflict to cooperation, in a row where they fit; `lines` for a picture of lines."""
    return alt.Legend(
        title=title,
        orient="top",
        direction="horizontal",
        columns=7 if width > NARROW + 150 else 3,
        titleLimit=width,
        titleAnchor="start",
        symbolType="stroke" if lines else "square",
        symbolSize=200 if lines else 160,
        symbolStrokeWidth=5 if lines else 0,
        symbolDash=[1, 0],
    )


def labels(names: Sequence[str], begins: Sequence[date], unit: str, room: int) -> dict[str, list[str]]:
    """The periods that are written on an axis with what is written: as many as have room, each in two short lines."""
    every = -(-len(names) // max(1, room))
    found: dict[str, list[str]] = {}
    for name, begin in list(zip(names, begins, strict=True))[::every]:
        if unit == "week":
            found[name] = [f"{begin.day} {begin:%b}", name]
        elif unit == "month":
            found[name] = [f"{begin:%b}", f"{begin:%Y}"]
        else:
            found[name] = [name.partition("-")[2] or name, f"{begin:%Y}" if "-" in name else ""]
    return found


def period_axis(shown: Mapping[str, list[str]], title: str | None, **more: Any) -> alt.Axis:
    """An axis of periods: `shown` from `labels`, the rest without a word."""
    import json

    words = json.dumps(shown, ensure_ascii=False)
    return alt.Axis(
        title=title, values=list(shown), labelExpr=f"{words}[datum.value]", labelAngle=0, labelPadding=4, tickBand="extent",
        ticks=False, labelOverlap=False, **more,
    )  # fmt: skip
