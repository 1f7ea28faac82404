"""ACLED: incidents adjudicated by people, told of two actors neither of which is the doer by its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.formats.foreign.cells import Layout, Row, day, kept, read_rows, spot, whole
from dragoman.formats.foreign.context import JOIN, Context
from dragoman.model import ForeignEvent, ForeignParty

LAYOUT = Layout(
    title="ACLED",
    columns=(
        "event_id_cnty",
        "event_date",
        "year",
        "time_precision",
        "disorder_type",
        "event_type",
        "sub_event_type",
        "actor1",
        "assoc_actor_1",
        "inter1",
        "actor2",
        "assoc_actor_2",
        "inter2",
        "interaction",
        "civilian_targeting",
        "iso",
        "region",
        "country",
        "admin1",
        "admin2",
        "admin3",
        "location",
        "latitude",
        "longitude",
        "geo_precision",
        "source",
        "source_scale",
        "notes",
        "fatalities",
        "tags",
        "timestamp",
        # of older exports
        "data_id",
        "event_id_no_cnty",
        "iso3",
        "gwno",
    ),
    needed=("event_id_cnty", "event_date", "event_type", "actor1", "country"),
    delimiters=",;",
    quoted=True,
    renamed={"ally_actor_1": "assoc_actor_1", "ally_actor_2": "assoc_actor_2"},
)
PROSE = ("notes",)
GEO_PRECISION = {"1": "exact", "2": "near", "3": "region"}


def _kind(row: Row, context: Context) -> tuple[str, str, str]:
    """Their type and sub-type in one, and PLOVER's type and mode."""
    main, sub = row["event_type"], row.get("sub_event_type", "")
    code = f"{main}: {sub}" if sub else main
    found = context.theirs("acled", "event", code) or context.theirs("acled", "event", main)
    if found is None:
        context.tell(f"no ACLED event type {code!r}: kept without a type")
        return code, "", ""
    return code, found.type, found.mode


def _party(row: Row, side: str, on: date, context: Context) -> ForeignParty:
    name, inter = row.get(f"actor{side}", ""), row.get(f"inter{side}", "")
    return context.side("acled", name, on, code=inter, kind=inter) if name else ForeignParty()


def read(stream: BinaryIO, where: str, context: Context) -> Iterator[ForeignEvent | InputError]:
    """The incidents of an ACLED export, new or old, or what is wrong with a line.

    The day is the file's; how far it is known stays in `raw["time_precision"]`. ACLED gives one number of
    fatalities, and no bounds.
    """

    def make(row: Row, place: str) -> Iterable[ForeignEvent]:
        on = day(row, "event_date", place)
        code, event_type, mode = _kind(row, context)
        lat, lon = spot(row, "latitude", "longitude", place)
        precision = row.get("geo_precision", "")
        iso3 = row.get("iso3", "")
        country = context.country_of_code("iso3", iso3, on) if iso3 else ""
        yield ForeignEvent(
            coder="acled",
            id=row["event_id_cnty"],
            unit="incident",
            directed=False,
            start=on,
            end=on,
            actor=_party(row, "1", on, context),
            recipient=_party(row, "2", on, context),
            code=code,
            codebook="acled",
            event_type=event_type,
            mode=mode,
            quad=context.quad_of(event_type),
            place=JOIN.join(dict.fromkeys(filter(None, (row.get("location", ""), row.get("admin1", ""))))),
            country=country or context.country(row["country"], on, "acled"),
            lat=lat,
            lon=lon,
            precision=GEO_PRECISION.get(precision, precision),
            fatalities=whole(row, "fatalities", place),
            publisher=row.get("source", ""),
            raw=kept(row, PROSE, context.notes),
        )

    yield from read_rows(stream, where, LAYOUT, make)
