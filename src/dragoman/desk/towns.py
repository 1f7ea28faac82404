"""Where the towns of a state lie, and where all do: what a map without a base map is oriented by."""

from __future__ import annotations

import math

from dragoman.knowledge import Knowledge


def middle_of(state: str, knowledge: Knowledge) -> tuple[float, float] | None:
    """The middle of a state's known towns on the globe, latitude first; None where none is known."""
    towns = [(math.radians(lat), math.radians(lon)) for lat, lon in _towns(knowledge, state)]
    x = sum(math.cos(lat) * math.cos(lon) for lat, lon in towns)
    y = sum(math.cos(lat) * math.sin(lon) for lat, lon in towns)
    z = sum(math.sin(lat) for lat, _ in towns)
    if not towns or not (x or y or z):
        return None
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 2), round(math.degrees(math.atan2(y, x)), 2)


def town_dots(knowledge: Knowledge) -> list[tuple[float, float]]:
    """Where there are towns, latitude first: what a map without a base map is oriented by."""
    return sorted({(round(lat, 2), round(lon, 2)) for lat, lon in _towns(knowledge)})


def _towns(knowledge: Knowledge, state: str = "") -> list[tuple[float, float]]:
    return [
        (spot.lat, spot.lon)
        for found in knowledge.places.spots.values()
        for spot in found
        if spot.kind == "city" and spot.lat is not None and spot.lon is not None and (not state or spot.state == state)
    ]
