"""Write events as PLOVER's JSON, one a line: the manual's fields, and ours beside them under our own names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from dragoman.formats.writing import UNDATED, Context, Tally, day_of, text_of
from dragoman.model.report import Report

# Auxiliary modes the manual specifies (docs/reference/ontology.md): derived where the type does not say it already.
AUXILIARY = {"future": "future", "hypothetical": "hypothetical", "negated": "negation"}
# Ours, which the manual has no field for; it asks that such be added under names of their own.
OWN = (
    "document_id",
    "cameo",
    "status",
    "historical",
    "voice",
    "happened",
    "content",
    "attribution",
    "quantity",
    "aggregate",
    "same_as",
    "confidence",
    "rule",
    "codebook",
)
LOSSES = (
    "An event without any date is left out: the format requires one.",
    "How a date is known and how finely, and a place's precision, are lost; an interval keeps both ends.",
    "Several values of `sector` are a list, where the manual joins codes.",
)


def _actor(party: Mapping[str, Any]) -> dict[str, Any]:
    return _without_nothing(
        {
            "code": party["country"],
            "sector": list(party["sector"]),
            "actor_text": party["text"],
            "identifier_id": party["id"],
            "identifier_text": party["name"],
        }
    )


def _without_nothing(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def plover_record(report: Report, context: Context) -> dict[str, Any] | None:
    """An event in the manual's fields, None where it has no date; fields that would be empty are left out."""
    event, article, day = report.event, report.article, day_of(report)
    if day is None:
        return None
    when, where = event.get("when") or {}, event.get("where") or {}
    auxiliary = [AUXILIARY[event["status"]]] if event["status"] in AUXILIARY else []
    auxiliary += ["historical"] if event["historical"] else []
    end = when.get("end")
    fields = {
        "id": event["id"],
        "has_event": True,
        "date": day.isoformat(),
        "enddate": end if end and end != day.isoformat() else "",
        "source": [_actor(party) for party in event["actor"]],
        "recipient": [_actor(party) for party in event["recipient"]],
        "event": [event["event_type"]],
        "mode": [*event["mode"], *auxiliary],
        "context": list(event["context"]),
        "quad_code": event["quad"],
        "event_scale": event["score"],
        "event_loc": _without_nothing(
            {
                "name": where.get("name"),
                "latitude": where.get("lat"),
                "longitude": where.get("lon"),
                "country code": context.state_code(where.get("country", ""), "iso2", day),
                "cc3": where.get("country"),
            }
        ),
        "event_text": [event["trigger"]["text"]] if event["trigger"].get("text") else [],
        "link": report.incident,
        "text_info": {"sequence": event["sentence"]["index"], "start": event["sentence"]["start"], "end": event["sentence"]["end"]},
        "cite_info": _without_nothing(
            {
                "citation": event["document_id"],
                "url": article.url,
                "title": article.title,
                "language": article.language,
                "publication": article.publisher,
                "coder": event["coder"],
                "codebook": event["codebook"],
            }
        ),
        "coder": event["coder"],
        **{name: event[name] for name in OWN},
    }
    return _without_nothing(fields)


def write_plover(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
    """Write one event a line, whatever its status."""
    tally = Tally()
    with text_of(stream) as text:
        for report in reports:
            record = plover_record(report, context)
            if record is None:
                tally.left_out[UNDATED] += 1
                continue
            text.write(json.dumps(record, ensure_ascii=False) + "\n")
            tally.rows += 1
    return tally
