"""An event as one flat row: codes and names side by side, as ICEWS and POLECAT users expect."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dragoman.model import Event, Party
from dragoman.model.report import Report

# Column, and its type in a table: what a reader of the file may rely on.
COLUMNS: dict[str, str] = {
    "event_id": "string",
    "document_id": "string",
    "published": "string",
    "event_type": "string",
    "mode": "string",
    "context": "string",
    "quad": "int",
    "score": "float",
    "cameo": "string",
    "actor_id": "string",
    "actor_name": "string",
    "actor_country": "string",
    "actor_country_name": "string",
    "actor_sector": "string",
    "actor_text": "string",
    "recipient_id": "string",
    "recipient_name": "string",
    "recipient_country": "string",
    "recipient_country_name": "string",
    "recipient_sector": "string",
    "recipient_text": "string",
    "status": "string",
    "historical": "bool",
    "voice": "string",
    "happened": "bool",
    "content_type": "string",
    "content_status": "string",
    "source_kind": "string",
    "source_actor": "string",
    "when_start": "string",
    "when_end": "string",
    "when_precision": "string",
    "when_by": "string",
    "where_name": "string",
    "where_country": "string",
    "where_precision": "string",
    "lat": "float",
    "lon": "float",
    "count_min": "float",
    "count_max": "float",
    "trigger": "string",
    "trigger_start": "int",
    "trigger_end": "int",
    "in": "string",
    "sentence_start": "int",
    "sentence_end": "int",
    "same_as": "string",
    "confidence": "float",
    "rule": "string",
    "codebook": "string",
    "coder": "string",
}
# What a report adds to its event: where it was read, and what it was linked to.
REPORT_COLUMNS: dict[str, str] = COLUMNS | {
    "url": "string",
    "publisher": "string",
    "origin": "string",
    "incident": "string",
    "run": "string",
}
# Several values of one cell are joined by this; no id, code or name holds it.
JOIN = "; "


def _join(values: Iterable[object]) -> str:
    return JOIN.join(str(value) for value in values)


def _side(name: str, parties: Iterable[Party], country_name: Callable[[str], str]) -> dict[str, str]:
    parties = tuple(parties)
    return {
        f"{name}_id": _join(party.id for party in parties),
        f"{name}_name": _join(party.name for party in parties),
        f"{name}_country": _join(party.country for party in parties),
        f"{name}_country_name": _join(country_name(party.country) for party in parties),
        f"{name}_sector": _join(",".join(party.sector) for party in parties),
        f"{name}_text": _join(party.text for party in parties),
    }


def event_row(event: Event, published: str, country_name: Callable[[str], str]) -> dict[str, Any]:
    """An event as a flat row of COLUMNS; lists are joined by "; ", in one order on both sides.

    `published` is the document's ISO day or ""; `country_name` turns a code into a name.
    """
    inner = event.attribution[-1]["source"] if event.attribution else {}
    content, when, where = event.content or {}, event.when or {}, event.where or {}
    count = (event.aggregate or {}).get("count") or {}
    row = {
        "event_id": event.id,
        "document_id": event.document_id,
        "published": published,
        "event_type": event.event_type,
        "mode": _join(event.mode),
        "context": _join(event.context),
        "quad": event.quad,
        "score": event.score,
        "cameo": event.cameo,
        **_side("actor", event.actor, country_name),
        **_side("recipient", event.recipient, country_name),
        "status": event.status,
        "historical": event.historical,
        "voice": event.voice,
        "happened": event.happened,
        "content_type": content.get("event_type", ""),
        "content_status": content.get("status", ""),
        "source_kind": inner.get("kind", ""),
        "source_actor": _join(inner.get("actor", ())),
        "when_start": when.get("start") or "",
        "when_end": when.get("end") or "",
        "when_precision": when.get("precision", ""),
        "when_by": when.get("by", ""),
        "where_name": where.get("name", ""),
        "where_country": where.get("country", ""),
        "where_precision": where.get("precision", ""),
        "lat": where.get("lat"),
        "lon": where.get("lon"),
        "count_min": count.get("min"),
        "count_max": count.get("max"),
        "trigger": event.trigger["text"],
        "trigger_start": event.trigger["start"],
        "trigger_end": event.trigger["end"],
        "in": event.trigger.get("in", "body"),
        "sentence_start": event.sentence["start"],
        "sentence_end": event.sentence["end"],
        "same_as": event.same_as or "",
        "confidence": event.confidence,
        "rule": event.rule,
        "codebook": event.codebook,
        "coder": event.coder,
    }
    return {name: row[name] for name in COLUMNS}


def event_of(record: Mapping[str, Any]) -> Event:
    """The event that a record was made of, also where it came back from JSON with lists for tuples."""
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in record.items()}
    for side in ("actor", "recipient"):
        values[side] = tuple(Party(**{**party, "sector": tuple(party["sector"])}) for party in record[side])
    return Event(**values)


def report_row(report: Report, country_name: Callable[[str], str]) -> dict[str, Any]:
    """An event report as a flat row of REPORT_COLUMNS."""
    article = report.article
    return {
        **event_row(event_of(report.event), article.published.isoformat() if article.published else "", country_name),
        "url": article.url,
        "publisher": article.publisher,
        "origin": report.origin,
        "incident": report.incident,
        "run": report.run,
    }
