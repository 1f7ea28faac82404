"""PLOVER's JSON lines, by the field names of its manual, and dragoman's own event lines as another's.

The manual lets one record name several event types; each is an event here, the second with id "id#2", and has
the modes that are its own. Several actors of a side are one party of several names and countries. Of our own
lines only what happened is taken, unless everything is asked for: a plan is no event beside those of others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

from dragoman.errors import InputError
from dragoman.formats.foreign.cells import CUT, LONGEST, WRONG_BYTE, Lines, day, number, spot
from dragoman.formats.foreign.context import JOIN, Context
from dragoman.model import ForeignEvent, ForeignParty

# How an escape of half a character begins; two halves in a row are one whole.
HALF = "\\ud"
# Fields that hold other people's prose, wherever they stand in a record.
PROSE = frozenset(
    {"text", "text_info", "event_text", "actor_text", "title", "comment", "sentence", "trigger", "cues", "attribution"}
)


def _record(text: str, place: str) -> Mapping[str, Any]:
    if CUT in text:
        raise InputError(place, f"a line of more than {LONGEST:,} bytes")
    if wrong := WRONG_BYTE.search(text):
        raise InputError(place, f"not UTF-8 text (byte 0x{ord(wrong.group()) - 0xDC00:02x})")
    try:
        row = json.loads(text)
        if HALF in text.lower():
            json.dumps(row, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise InputError(place, "half a character written as an escape (\\ud800 to \\udfff)") from error
    except RecursionError as error:
        raise InputError(place, "not JSON: nested too deep") from error
    except ValueError as error:  # also a number of thousands of digits
        what = error.msg if isinstance(error, json.JSONDecodeError) else "a number too long to read"
        raise InputError(place, f"not JSON: {what}") from error
    if not isinstance(row, dict):
        raise InputError(place, "not an event: a line holds one JSON object")
    if "event" not in row and "event_type" not in row:
        raise InputError(place, f"no field 'event'; there are: {', '.join(sorted(row)[:30])}")
    return row


def _list(value: Any) -> list[Any]:
    """A field that may be one value, a list or nothing."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list) else [value]


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _words(value: Any) -> list[str]:
    """Codes written as one, as a list, or parted by spaces, commas or semicolons."""
    return [word for one in _list(value) for word in str(one).replace(",", " ").replace(";", " ").split()]


def _party(value: Any, on: date | None, context: Context) -> ForeignParty:
    """The actors of a side as one: manual's `code` and `sector`, or our own `country`, `sector` and `name`."""
    known = context.knowledge.ontology.international
    names: dict[str, None] = {}
    codes: dict[str, None] = {}
    countries: dict[str, None] = {}
    sectors: list[str] = []
    for one in _list(value):
        actor = one if isinstance(one, dict) else {"code": str(one)}
        own = str(actor.get("country") or actor.get("code") or "")
        names[str(actor.get("name") or actor.get("identifier_text") or "")] = None
        codes[str(actor.get("id") or actor.get("code") or "")] = None
        countries[own if own in known else context.country_of_code("iso3", own, on) or context.country(own, on)] = None
        sectors += _words(actor.get("sector"))
    name, code, country = (JOIN.join(filter(None, found)) for found in (names, codes, countries))
    return ForeignParty(name, code, country, context.sectors(sectors))


def _day(row: Mapping[str, Any], column: str, place: str) -> date | None:
    return day(row, column, place) if row.get(column) else None


def _without_prose(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_prose(inner) for key, inner in value.items() if key not in PROSE}
    return [_without_prose(inner) for inner in value] if isinstance(value, list) else value


def _raw(row: Mapping[str, Any], context: Context) -> dict[str, str]:
    whole = row if context.notes else _without_prose(row)
    return {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in whole.items()
        if value is not None
    }


def _own_fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """One of our own event lines, under the names of PLOVER's manual."""
    when, where = _object(row.get("when")), _object(row.get("where"))
    start, end = when.get("start"), when.get("end")
    return {
        **row,
        "event": row.get("event_type"),
        "source": row.get("actor"),
        "date": start,
        "enddate": end,
        "quad_code": row.get("quad"),
        "event_scale": row.get("score"),
        "event_loc": {
            "name": where.get("name"),
            "cc3": where.get("country"),
            "latitude": where.get("lat"),
            "longitude": where.get("lon"),
        },
        "precision": where.get("precision"),
    }


def _left_out(row: Mapping[str, Any]) -> str:
    """Why one of our own events is not counted by default; "" where it is."""
    if not row.get("happened", True):
        return f"events that did not happen ({row.get('status') or 'status unknown'})"
    implicit = any(_object(actor).get("via") == "implicit" for actor in _list(row.get("actor")))
    return "events whose doer the text does not name" if implicit else ""


def _quad(value: Any, event_type: str, context: Context) -> int | None:
    return int(value) if str(value) in ("1", "2", "3", "4") else context.quad_of(event_type)


def _country(place: Mapping[str, Any], on: date | None, context: Context) -> str:
    for field, scheme in (("cc3", "iso3"), ("country code", "iso2"), ("country_code", "iso2")):
        if code := str(place.get(field) or ""):
            return context.country_of_code(scheme, code, on)
    return ""


def _events(row: Mapping[str, Any], place: str, context: Context) -> Iterator[ForeignEvent]:
    own = "event" not in row
    if own and not context.everything and (why := _left_out(row)):
        context.tell(f"left out: {why}")
        return
    fields = _own_fields(row) if own else {**row}
    if not fields.get("id"):
        raise InputError(place, "no field 'id'")
    start = _day(fields, "date", place) if own else day(fields, "date", place)
    end = _day(fields, "enddate", place) or start
    on = start or end
    located, cited = _object(fields.get("event_loc")), _object(fields.get("cite_info"))
    lat, lon = spot(located, "latitude", "longitude", place)
    score = number(fields, "event_scale", place, 10)
    types = [str(one) for one in _list(fields.get("event"))]
    if not types:
        raise InputError(place, "no event type in 'event'")
    modes = [str(one) for one in _list(fields.get("mode"))]
    actors, recipients = fields.get("source", fields.get("actor")), fields.get("recipient", fields.get("target"))
    for ordinal, theirs in enumerate(types, 1):
        known = context.knowledge.ontology.types.get(theirs.upper())
        of_type = modes if len(types) == 1 or known is None else [mode for mode in modes if mode in {one.id for one in known.mode}]
        event_type, mode = context.plover(theirs, of_type)
        yield ForeignEvent(
            coder=str(fields.get("coder") or cited.get("coder") or "plover"),
            id=str(fields["id"]) + (f"#{ordinal}" if ordinal > 1 else ""),
            unit="report",
            directed=True,
            start=start,
            end=end,
            actor=_party(actors, on, context),
            recipient=_party(recipients, on, context),
            code=theirs,
            codebook=str(fields.get("codebook") or cited.get("codebook") or "plover"),
            event_type=event_type,
            mode=mode,
            quad=_quad(fields.get("quad_code"), event_type, context),
            score=score,
            scale="" if score is None else "plover",
            place=str(located.get("name") or ""),
            country=_country(located, on, context),
            lat=lat,
            lon=lon,
            precision=str(fields.get("precision") or located.get("feature code") or ""),
            url=str(cited.get("url") or ""),
            publisher=str(cited.get("publication") or ""),
            raw=_raw(row, context),
        )


def read(stream: BinaryIO, where: str, context: Context) -> Iterator[ForeignEvent | InputError]:
    """The events of a file of JSON lines, or what is wrong with a line."""
    lines = Lines(stream)
    for text in lines:
        if not text.strip():
            continue
        place = f"{where}:{lines.number}"
        try:
            yield from _events(_record(text, place), place, context)
        except InputError as error:
            cut = lines.unfinished and error.what.startswith("not JSON")
            yield InputError(place, "the file ends within this line") if cut else error
