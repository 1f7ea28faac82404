"""ICEWS Coded Event Data: reports of who did what to whom, in CAMEO codes with an intensity on Goldstein's scale.

Its `Event ID` is not unique; with the date it is, so an event's id here is "id@date".
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.formats.columns import ICEWS
from dragoman.formats.foreign import cameo
from dragoman.formats.foreign.cells import Layout, Row, day, kept, made, number, read_table, spot
from dragoman.formats.foreign.context import JOIN, Context
from dragoman.model import ForeignEvent, ForeignParty

LAYOUT = Layout(
    title="ICEWS",
    columns=ICEWS,
    needed=("Event ID", "Event Date", "Source Name", "CAMEO Code", "Target Name"),
)
# So many rows are looked at for lost zeros before the first event is given; a file that lost them shows it at once.
LOOKED_AT = 2_000


def _party(row: Row, side: str, on: date, context: Context) -> ForeignParty:
    name, words = row[f"{side} Name"], row.get(f"{side} Sectors", "")
    country = context.country(row.get(f"{side} Country", ""), on, "icews")
    sector = context.sectors((word.strip() for word in words.split(",")), "icews")
    if not country and name and (found := context.actor(name, on)):
        country, sector = found[0], sector or found[1]
    return ForeignParty(name, words, country, sector)


def _event(row: Row, place: str, lost: bool, context: Context) -> Iterator[ForeignEvent]:
    on = day(row, "Event Date", place)
    code, sure = cameo.mend(row["CAMEO Code"], "", lost, context)
    event_type, mode = cameo.type_of(code, sure, context)
    lat, lon = spot(row, "Latitude", "Longitude", place)
    score = number(row, "Intensity", place, 10)
    where = [row.get(column, "") for column in ("City", "District", "Province")]
    yield ForeignEvent(
        coder="icews",
        id=f"{row['Event ID']}@{on}",
        unit="report",
        directed=True,
        start=on,
        end=on,
        actor=_party(row, "Source", on, context),
        recipient=_party(row, "Target", on, context),
        code=code,
        codebook="cameo",
        event_type=event_type,
        mode=mode,
        quad=context.quad_of(event_type),
        score=score,
        scale="" if score is None else "goldstein",
        place=JOIN.join(dict.fromkeys(filter(None, where))),
        country=context.country(row.get("Country", ""), on, "icews"),
        lat=lat,
        lon=lon,
        publisher=row.get("Publisher", ""),
        raw=kept(row, (), context.notes),
    )


def read(stream: BinaryIO, where: str, context: Context) -> Iterator[ForeignEvent | InputError]:
    """The events of an ICEWS file, or what is wrong with a line."""
    rows = read_table(stream, where, LAYOUT)
    ahead = deque(islice(rows, LOOKED_AT))
    codes = (found[1]["CAMEO Code"] for found in ahead if not isinstance(found, InputError))
    lost = any(cameo.lost_zero(code, context) for code in codes)

    def make(row: Row, place: str) -> Iterable[ForeignEvent]:
        return _event(row, place, lost, context)

    yield from made(chain(ahead, rows), make)
