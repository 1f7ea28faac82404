"""Phoenix of the Open Event Data Alliance: machine-coded reports in CAMEO with Goldstein's scale, no header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.formats.columns import PHOENIX
from dragoman.formats.foreign import cameo
from dragoman.formats.foreign.cells import Layout, Row, day, kept, number, read_rows, spot
from dragoman.formats.foreign.context import Context
from dragoman.model import ForeignEvent, ForeignParty

LAYOUT = Layout(title="Phoenix", columns=PHOENIX, needed=PHOENIX, header=False)
GEO = ("GeoCountryName", "GeoStateName")


def _party(row: Row, side: str, on: date, context: Context) -> ForeignParty:
    full = row[f"{side}ActorFull"]
    parts = [row[f"{side}ActorEntity"], row[f"{side}ActorRole"], *row[f"{side}ActorAttribute"].split(";")]
    codes = [part for code in parts if code for part in cameo.parts_of(code)]
    return cameo.party("", full, codes or cameo.parts_of(full), on, context)


def _country(row: Row, on: date, context: Context) -> str:
    """Where it happened: files have state then code of the country, the documentation the country's name first.

    A code in the second cell, or else in the first, is a country; a name counts only in the first and with
    something in the second, since a state's name may be a country's (Georgia).
    """
    first, second = row[GEO[0]], row[GEO[1]]
    for cell in (second, first):
        if len(cell) == len("USA") and cell.isupper():
            return context.country_of_code("iso3", cell, on)
    return context.country(first, on) if first and second else ""


def read(stream: BinaryIO, where: str, context: Context) -> Iterator[ForeignEvent | InputError]:
    """The events of a Phoenix file, or what is wrong with a line."""

    def make(row: Row, place: str) -> Iterable[ForeignEvent]:
        on = day(row, "Date", place)
        code, sure = cameo.mend(row["EventCode"], row["EventRootCode"], False, context)
        event_type, mode = cameo.type_of(code, sure, context)
        lat, lon = spot(row, "ActionLat", "ActionLong", place)
        score = number(row, "GoldsteinScore", place, 10)
        yield ForeignEvent(
            coder="phoenix",
            id=row["EventID"],
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
            quad=int(row["QuadClass"]) if row["QuadClass"] in ("1", "2", "3", "4") else None,
            score=score,
            scale="" if score is None else "goldstein",
            place=row["LocationName"],
            country=_country(row, on, context),
            lat=lat,
            lon=lon,
            url=row["URLs"],
            publisher=row["NewsSources"],
            raw=kept(row, (), context.notes),
        )

    yield from read_rows(stream, where, LAYOUT, make)
