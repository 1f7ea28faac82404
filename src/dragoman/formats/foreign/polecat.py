"""POLECAT: reports in PLOVER types, modes and scores, several actors in one cell where several acted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.formats.columns import POLECAT
from dragoman.formats.foreign.cells import Layout, Row, day, kept, number, read_rows, spot
from dragoman.formats.foreign.context import JOIN, Context
from dragoman.model import ForeignEvent, ForeignParty

LAYOUT = Layout(
    title="POLECAT",
    columns=POLECAT,
    needed=("Event ID", "Event Date", "Event Type", "Actor Name", "Actor Country", "Recipient Name"),
    renamed={"Event Intensity": "Intensity"},
)
PARTED = re.compile(r"[;,|]")


def _values(cell: str) -> list[str]:
    """The values of a cell that may hold several, without what says that there are none."""
    return [value for part in cell.split(";") if (value := part.strip()) and value != "None"]


def _party(row: Row, side: str, on: date, context: Context) -> ForeignParty:
    names, countries = _values(row.get(f"{side} Name", "")), _values(row.get(f"{side} Country", ""))
    words = row.get(f"{side} Sectors", "") or row.get(f"Primary {side} Sector", "")
    given = [word for part in PARTED.split(words) if (word := part.strip()) and word != "None"]
    known = context.knowledge.ontology.international
    ours = [name if name in known else context.country(name, on) for name in countries]
    code = JOIN.join([*countries, *given])
    return ForeignParty(JOIN.join(names), code, JOIN.join(filter(None, dict.fromkeys(ours))), context.sectors(given))


def _quad(cell: str, event_type: str, context: Context) -> int | None:
    """The quad class in a cell, as a number or by name; that of the type where the cell has none."""
    names = {quad.name: quad.id for quad in context.knowledge.ontology.quads.values()}
    found = names.get(cell.lower()) or (int(cell) if cell in ("1", "2", "3", "4") else None)
    return found or context.quad_of(event_type)


def read(stream: BinaryIO, where: str, context: Context) -> Iterator[ForeignEvent | InputError]:
    """The events of a POLECAT file, or what is wrong with a line."""

    def make(row: Row, place: str) -> Iterable[ForeignEvent]:
        on = day(row, "Event Date", place)
        event_type, mode = context.plover(row["Event Type"], _values(row.get("Event Mode", "").replace(",", ";")))
        lat, lon = spot(row, "Latitude", "Longitude", place)
        score = number(row, "Intensity", place, 10)
        names = [value for column in ("Placename", "City", "Province") for value in _values(row.get(column, ""))]
        yield ForeignEvent(
            coder="polecat",
            id=row["Event ID"],
            unit="report",
            directed=True,
            start=on,
            end=on,
            actor=_party(row, "Actor", on, context),
            recipient=_party(row, "Recipient", on, context),
            code=row["Event Type"],
            codebook="plover",
            event_type=event_type,
            mode=mode,
            quad=_quad(row.get("Quad Code", ""), event_type, context),
            score=score,
            scale="" if score is None else "plover",
            place=names[0] if names else "",
            country=context.country(row.get("Country", ""), on),
            lat=lat,
            lon=lon,
            precision=JOIN.join(_values(row.get("Feature Type", ""))),
            publisher=JOIN.join(_values(row.get("Source", ""))),
            raw=kept(row, (), context.notes),
        )

    yield from read_rows(stream, where, LAYOUT, make)
