"""UCDP GED: deadly incidents adjudicated by people, with low, best and high counts of the dead.

Of its three types of violence the first two have two sides that fight and no direction; one-sided violence goes
from side_a to civilians.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.formats.foreign.cells import Layout, Row, day, kept, read_rows, spot, whole
from dragoman.formats.foreign.context import JOIN, Context
from dragoman.model import ForeignEvent, ForeignParty

LAYOUT = Layout(
    title="UCDP GED",
    columns=(
        "id",
        "relid",
        "year",
        "active_year",
        "code_status",
        "type_of_violence",
        "conflict_dset_id",
        "conflict_new_id",
        "conflict_name",
        "dyad_dset_id",
        "dyad_new_id",
        "dyad_name",
        "side_a_dset_id",
        "side_a_new_id",
        "side_a",
        "side_b_dset_id",
        "side_b_new_id",
        "side_b",
        "number_of_sources",
        "source_article",
        "source_office",
        "source_date",
        "source_headline",
        "source_original",
        "where_prec",
        "where_coordinates",
        "where_description",
        "adm_1",
        "adm_2",
        "latitude",
        "longitude",
        "geom_wkt",
        "priogrid_gid",
        "country",
        "country_id",
        "region",
        "event_clarity",
        "date_prec",
        "date_start",
        "date_end",
        "deaths_a",
        "deaths_b",
        "deaths_civilians",
        "deaths_unknown",
        "best",
        "high",
        "low",
        "gwnoa",
        "gwnob",
    ),
    needed=("id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "country", "best"),
    delimiters=",;",
    quoted=True,
)
PROSE = ("source_article", "source_headline", "source_original")
ONE_SIDED = "3"
TYPES = {"1": "state-based", "2": "non-state", ONE_SIDED: "one-sided"}
# What `where_prec` stands for, shortened from its codebook.
WHERE = {
    "1": "exact",
    "2": "near",
    "3": "second-order division",
    "4": "first-order division",
    "5": "linear or fuzzy",
    "6": "country",
    "7": "water or air",
}
GOVERNMENT = re.compile(r", (?=Government of )")


def _party(row: Row, side: str, on: date, context: Context) -> ForeignParty:
    """A side; several governments on one side are one party of several countries."""
    name, code = row[f"side_{side}"], row.get(f"side_{side}_new_id", "")
    number = row.get(f"gwno{side}", "").removesuffix(".0")
    country = context.country_of_code("gw", number, on) if number.isdigit() else ""
    members = GOVERNMENT.split(name)
    if len(members) == 1:
        return context.side("ucdp-ged", name, on, code=code, country=country)
    parties = [context.side("ucdp-ged", member, on) for member in members]
    countries = dict.fromkeys(party.country for party in parties if party.country)
    sectors = dict.fromkeys(sector for party in parties for sector in party.sector)
    return ForeignParty(name, code, JOIN.join(countries), tuple(sectors))


def read(stream: BinaryIO, where: str, context: Context) -> Iterator[ForeignEvent | InputError]:
    """The incidents of a UCDP GED file, or what is wrong with a line."""

    def make(row: Row, place: str) -> Iterable[ForeignEvent]:
        start, end = day(row, "date_start", place), day(row, "date_end", place)
        if end < start:
            raise InputError(place, f"date_end {end} is before date_start {start}")
        violence = row["type_of_violence"]
        if violence not in TYPES:
            raise InputError(place, f"type_of_violence: {violence!r} is none of {', '.join(TYPES)}")
        found = context.theirs("ucdp-ged", "event", violence)
        event_type = found.type if found else ""
        lat, lon = spot(row, "latitude", "longitude", place)
        number, precision = row.get("country_id", ""), row.get("where_prec", "")
        yield ForeignEvent(
            coder="ucdp-ged",
            id=row["id"],
            unit="incident",
            directed=violence == ONE_SIDED,
            start=start,
            end=end,
            actor=_party(row, "a", start, context),
            recipient=_party(row, "b", start, context),
            code=violence,
            codebook="ucdp-ged",
            event_type=event_type,
            mode=found.mode if found else "",
            quad=context.quad_of(event_type),
            place=JOIN.join(dict.fromkeys(filter(None, (row.get("where_coordinates", ""), row.get("adm_1", ""))))),
            country=context.country_of_code("gw", number, start) or context.country(row["country"], start, "ucdp-ged"),
            lat=lat,
            lon=lon,
            precision=WHERE.get(precision, precision),
            fatalities_low=whole(row, "low", place),
            fatalities=whole(row, "best", place),
            fatalities_high=whole(row, "high", place),
            reports=whole(row, "number_of_sources", place),
            publisher=row.get("source_office", ""),
            raw=kept(row, PROSE, context.notes),
        )

    yield from read_rows(stream, where, LAYOUT, make)
