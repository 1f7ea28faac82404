"""Where things happened, and how finely the place is known."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.charts.look import (
    CONFLICT,
    COOPERATION,
    FAINT,
    INK,
    NARROW,
    WIDTH,
    Basis,
    Picture,
    Row,
    alt,
    data,
    framed,
    leading,
    number,
)

# What a place can be known to, finest first: its symbol, and whether it is filled.
PRECISIONS = {
    "town or site": ("circle", True),
    "province or water": ("square", True),
    "country only": ("diamond", False),
}
KINDS = {"town": 0, "point": 0, "province": 1, "water": 1, "country": 2}
WAYS = {"conflict": CONFLICT, "cooperation": COOPERATION, "even": "#6b6b6b"}
# The smallest and largest symbol, in square pixels, and the least stretch of degrees shown.
SMALL, LARGE, LEAST_DEGREES = 60, 620, 8.0
# One dot of the backdrop at most in so many parts of the width; no frame goes farther to a pole.
ACROSS, POLE, LEAST_HEIGHT = 160, 80.0, 240
# The least number that the largest symbol stands for; the most places drawn by themselves; the parts of the width in which
# more are drawn together; the most that are named.
LEAST_MOST, MOST_PLACES, TOGETHER, NAMED = 5, 250, 24, 60


def draw_map(
    rows: Sequence[Row],
    *,
    basis: Basis,
    backdrop: Iterable[tuple[float, float]] = (),
    who: str = "",
    unplaced: int = 0,
    width: int = WIDTH,
) -> Picture:
    """Places with what happened there: rows of `place`, `precision`, `lat`, `lon`, `count` and `score`.

    There is no base map: a graticule, and `backdrop` as pale dots, latitude first. `unplaced` is what has no place.
    A row may have the address `to` that its symbol leads to; places that are drawn as one lead to that of the one with most.
    """
    levels = list(PRECISIONS)
    marks = [
        {**row, "level": levels[KINDS[row["precision"]]], "way": _way(row["score"])}
        for row in _together(sorted(rows, key=lambda row: -row["count"]))
    ]
    left = 52
    inner = max(200, width - left - 20)
    west, east, south, north, height = frame_of([(row["lat"], row["lon"]) for row in rows], inner)
    x = alt.X("lon:Q", scale=alt.Scale(domain=[west, east], nice=False), axis=_degrees("longitude", "E", "W", inner // 80))
    y = alt.Y(
        "lat:Q", scale=alt.Scale(domain=[south, north], nice=False), axis=_degrees("latitude", "N", "S", max(2, height // 60))
    )
    step = (east - west) / ACROSS
    thinned = {(lat // step, lon // step): (lat, lon) for lat, lon in backdrop if south <= lat <= north and west <= lon <= east}
    dots = [{"lat": lat, "lon": lon} for lat, lon in sorted(thinned.values())]
    most = max(row["count"] for row in marks)
    size = alt.Size("count:Q", scale=alt.Scale(domain=[0, max(LEAST_MOST, most)], range=[SMALL, LARGE]), legend=None)
    colour = alt.Scale(domain=list(WAYS), range=list(WAYS.values()))
    shape = alt.Scale(domain=levels, range=[shape for shape, _ in PRECISIONS.values()])
    tips = [
        "place:N",
        "level:N",
        alt.Tooltip("count:Q", title="incidents"),
        alt.Tooltip("score:Q", title="net PLOVER score", format="+.1f"),
    ]
    known = alt.Legend(
        title="place known to",
        padding=6,
        orient="top",
        columns=3 if width > NARROW else 1,
        symbolFillColor="white",
        symbolStrokeColor=INK,
        symbolStrokeWidth=1.5,
    )
    form = alt.Shape("level:N", sort=None, scale=shape, legend=known)
    way = alt.Legend(
        title="what outweighs", orient="top" if width > NARROW else "bottom", padding=6, symbolType="circle", symbolOpacity=1
    )
    layers: list[alt.Chart] = [alt.Chart(data(dots)).mark_circle(size=5, color="#c4c4c4", opacity=1).encode(x=x, y=y)]
    solid: list[Row] = [row for row in marks if PRECISIONS[row["level"]][1]]
    hollow: list[Row] = [row for row in marks if not PRECISIONS[row["level"]][1]]
    solid, leads = leading(solid, tips)
    hollow, hollow_leads = leading(hollow, tips)
    layers += [
        alt.Chart(data(solid))
        .mark_point(opacity=0.85, strokeWidth=0.8, stroke="white")
        .encode(x=x, y=y, size=size, shape=form, fill=alt.Fill("way:N", scale=colour, legend=way), tooltip=tips, **leads),
        alt.Chart(data(hollow))
        .mark_point(opacity=1, strokeWidth=2.5, filled=False)
        .encode(
            x=x, y=y, size=size, shape=form, stroke=alt.Stroke("way:N", scale=colour, legend=way), tooltip=tips, **hollow_leads
        ),
    ]
    layers += _names(marks, (west, east, south, north), (inner, height))
    counted = sum(row["count"] for row in rows)
    return framed(
        alt.layer(*layers).properties(width=inner, height=height),
        title=f"Where it happened{f', {who}' if who else ''}: incidents by place",
        subtitle=[basis.line()],
        foot=[
            f"{number(counted, 'incidents')} told with a place that can be drawn, {unplaced:,} without. The largest symbol stands for {most:,}. Hollow: only the country is known, the symbol "
            "stands in the middle of its towns. No base map: pale dots are towns of 50,000 people and more (GeoNames, CC BY).",
            *(["Places near each other are drawn as one, by the name of the one with most."] if len(marks) < len(rows) else []),
            basis.source(),
        ],
        width=width,
        left=left,
    )


def _together(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The places themselves; of very many, those near each other and known as finely as one, where most of it happened."""
    if len(rows) <= MOST_PLACES:
        return [dict(row) for row in rows]
    step = max(1e-6, (max(row["lon"] for row in rows) - min(row["lon"] for row in rows)) / TOGETHER)
    found: dict[tuple[int, float, float], dict[str, Any]] = {}
    others = Counter[tuple[int, float, float]]()
    for row in rows:
        key = KINDS[row["precision"]], row["lat"] // step, row["lon"] // step
        if key in found:
            others[key] += 1
            found[key]["count"] += row["count"]
            found[key]["score"] += row["score"]
        else:
            found[key] = dict(row)
    merged = [row | {"place": f"{row['place']} +{others[key]}" if others[key] else row["place"]} for key, row in found.items()]
    return sorted(merged, key=lambda row: -row["count"])


def _way(score: float) -> str:
    return "cooperation" if score > 0 else "conflict" if score < 0 else "even"


def _degrees(title: str, ahead: str, back: str, ticks: int) -> alt.Axis:
    words = f"datum.value === 0 ? '0°' : format(abs(datum.value), '~r') + '°' + (datum.value > 0 ? '{ahead}' : '{back}')"
    return alt.Axis(title=title, labelExpr=words, tickCount=ticks, tickMinStep=1, grid=True, gridColor=FAINT)


def frame_of(spots: Sequence[tuple[float, float]], inner: int) -> tuple[float, float, float, float, int]:
    """West, east, south and north of a frame around spots, and its height in pixels, a degree being as long either way in its middle."""
    lats, lons = [lat for lat, _ in spots], [lon for _, lon in spots]
    middle = math.radians((min(lats) + max(lats)) / 2)
    across = max((max(lons) - min(lons)) * 1.16, LEAST_DEGREES)
    down = max((max(lats) - min(lats)) * 1.2, LEAST_DEGREES / 2)
    tallest = max(260, round(inner * 0.7))
    height = round(inner * down / (across * math.cos(middle)))
    if height > tallest:
        across, height = inner * down / (tallest * math.cos(middle)), tallest
    centre = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    if height < LEAST_HEIGHT:
        down = min(LEAST_HEIGHT * across * math.cos(middle) / inner, 2 * (POLE - abs(centre[1])))
        height = round(inner * down / (across * math.cos(middle)))
    return (
        round(centre[0] - across / 2, 3), round(centre[0] + across / 2, 3),
        round(centre[1] - down / 2, 3), round(centre[1] + down / 2, 3), height,
    )  # fmt: skip


def _names(marks: Sequence[Row], frame: tuple[float, float, float, float], size: tuple[int, int]) -> list[alt.Chart]:
    """The names of places, those with most first, wherever one lies on no other and on no symbol."""
    west, east, south, north = frame
    most = max(LEAST_MOST, *(row["count"] for row in marks))
    spots = [
        (
            (row["lon"] - west) / (east - west) * size[0],
            (north - row["lat"]) / (north - south) * size[1],
            math.sqrt((SMALL + (LARGE - SMALL) * row["count"] / most) / math.pi),
        )
        for row in marks
    ]
    taken: list[tuple[float, float, float, float]] = [(px - r, py - r, px + r, py + r) for px, py, r in spots]
    placed = []
    for row, (px, py, r) in list(zip(marks, spots, strict=True))[:NAMED]:
        wide = 6.4 * len(row["place"])
        for dx, dy in ((r + 3 + wide / 2, 0.0), (-r - 3 - wide / 2, 0.0), (0.0, -r - 8), (0.0, r + 8)):
            box = (px + dx - wide / 2, py + dy - 6, px + dx + wide / 2, py + dy + 6)
            inside = box[0] > 0 and box[2] < size[0] and box[1] > 0 and box[3] < size[1]
            if inside and not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
                taken.append(box)
                placed.append({"place": row["place"], "x": round(px + dx, 1), "y": round(py + dy, 1)})
                break
    # one layer a name: a mark's place in pixels is the mark's own
    return [
        alt.Chart(data([spot])).mark_text(fontSize=12, color=INK, baseline="middle").encode(
            x=alt.value(spot["x"]), y=alt.value(spot["y"]), text="place:N"
        )
        for spot in placed
    ]  # fmt: skip
