"""GDELT 2.0: its events, machine-coded reports in CAMEO with Goldstein's scale, and its mentions, which are no events.

A mention says that an article told an event coded before; it joins by `GlobalEventID`. Mentions are read into
values of their own (ForeignMention), so that no count of events can take them: an event told by fourteen
articles has one row here and fourteen mentions. An event's `reports` is its `NumArticles`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.formats.columns import GDELT_EVENTS, GDELT_MENTIONS
from dragoman.formats.foreign import cameo
from dragoman.formats.foreign.cells import Layout, Row, day, kept, number, read_rows, spot, whole
from dragoman.formats.foreign.context import Context
from dragoman.model import ForeignEvent, ForeignMention, ForeignParty

EVENTS = Layout(title="GDELT events", columns=GDELT_EVENTS, needed=GDELT_EVENTS, header=False)
MENTIONS = Layout(title="GDELT mentions", columns=GDELT_MENTIONS, needed=GDELT_MENTIONS, header=False)
ROLES = ("KnownGroupCode", "Type1Code", "Type2Code", "Type3Code")
# What `ActionGeo_Type` stands for, in the words of its codebook.
PRECISION = {"1": "country", "2": "US state", "3": "US city", "4": "world city", "5": "world state"}
DAY = 8


def _party(row: Row, side: str, on: date, context: Context) -> ForeignParty:
    parts = [row[f"{side}CountryCode"], *(row[f"{side}{role}"] for role in ROLES)]
    return cameo.party(row[f"{side}Name"], row[f"{side}Code"], filter(None, parts), on, context)


def _quad(cell: str) -> int | None:
    return int(cell) if cell in ("1", "2", "3", "4") else None


def read_events(stream: BinaryIO, where: str, context: Context) -> Iterator[ForeignEvent | InputError]:
    """The events of a GDELT 2.0 export, or what is wrong with a line."""

    def make(row: Row, place: str) -> Iterable[ForeignEvent]:
        on = day(row, "Day", place)
        code, sure = cameo.mend(row["EventCode"], row["EventRootCode"], False, context)
        event_type, mode = cameo.type_of(code, sure, context)
        lat, lon = spot(row, "ActionGeo_Lat", "ActionGeo_Long", place)
        score = number(row, "GoldsteinScale", place, 10)
        yield ForeignEvent(
            coder="gdelt",
            id=row["GlobalEventID"],
            unit="report",
            directed=True,
            start=on,
            end=on,
            actor=_party(row, "Actor1", on, context),
            recipient=_party(row, "Actor2", on, context),
            code=code,
            codebook="cameo",
            event_type=event_type,
            mode=mode,
            quad=_quad(row["QuadClass"]),
            score=score,
            scale="" if score is None else "goldstein",
            place=row["ActionGeo_FullName"],
            country=context.country_of_code("fips", row["ActionGeo_CountryCode"], on),
            lat=lat,
            lon=lon,
            precision=PRECISION.get(row["ActionGeo_Type"], ""),
            reports=whole(row, "NumArticles", place),
            url=row["SOURCEURL"],
            raw=kept(row, (), context.notes),
        )

    yield from read_rows(stream, where, EVENTS, make)


def read_mentions(stream: BinaryIO, where: str, context: Context) -> Iterator[ForeignMention | InputError]:
    """The mentions of a GDELT 2.0 file, or what is wrong with a line."""

    def make(row: Row, place: str) -> Iterable[ForeignMention]:
        seen = day({"MentionTimeDate": row["MentionTimeDate"][:DAY]}, "MentionTimeDate", place)
        web = row["MentionType"] == "1"
        yield ForeignMention(
            coder="gdelt",
            event=row["GlobalEventID"],
            published=seen,
            url=row["MentionIdentifier"] if web else "",
            publisher=row["MentionSourceName"],
            sentence=whole(row, "SentenceID", place),
            confidence=whole(row, "Confidence", place),
            raw=kept(row, (), context.notes),
        )

    yield from read_rows(stream, where, MENTIONS, make)
