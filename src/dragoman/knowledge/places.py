"""Where named places lie: our own table first, then GeoNames' cities above 15,000 people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.knowledge.schemas import PlaceRow
from dragoman.knowledge.spelling import fold


class Spot(NamedTuple):
    """A place: its name, state, kind and coordinates in degrees, None where unknown."""

    name: str
    state: str
    kind: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True)
class Places:
    """Places by folded name."""

    spots: dict[str, Spot] = field(default_factory=dict)

    def find(self, name: str) -> Spot | None:
        """The place that bears a name, or None."""
        return self.spots.get(fold(name).removeprefix("the ").removeprefix("The "))


def index_places(rows: list[PlaceRow]) -> Places:
    """Index `data/actors/places.csv`."""
    spots: dict[str, Spot] = {}
    for row in rows:
        spots.setdefault(fold(row.name), Spot(row.name, row.state, row.kind, row.lat, row.lon))
    return Places(spots)
