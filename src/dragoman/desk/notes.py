"""Footnotes of what a desk tells: the exact sentence of a report, a claim or a judgement, and where it was read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dragoman.model.brief import Note

Row = dict[str, Any]
# Where a sentence ends, for words that no event's sentence holds.
ENDS = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")


def plays(names: Iterable[str], who: str) -> bool:
    """Whether any of some ids is who is asked for, or a part or person of that state: the store's macro in Python."""
    return any(name == who or name.split(".")[0] == who for name in names)


def comparable(row: Row, numbers: Sequence[Row] | None = None) -> Row:
    """A report as disagreements are sought in; with `numbers`, of its numbers those alone."""
    record = row["record"]
    when, where = record["when"] or {}, record["where"] or {}
    day = {name: date.fromisoformat(when[name]) if when.get(name) else None for name in ("start", "end")}
    return {
        "article_id": row["article_id"],
        "event_id": row["event_id"],
        "status": record["status"],
        "actor": record["actor"],
        "recipient": record["recipient"],
        "where_name": where.get("name"),
        "where_country": where.get("country"),
        "where_precision": where.get("precision"),
        "when_by": when.get("by"),
        "when_start": day["start"],
        "when_end": day["end"],
        "quantity": json.dumps(record["quantity"] if numbers is None else numbers),
    }


def note_origins(rows: Iterable[Row]) -> tuple[Note, ...]:
    """One note an origin, on the first of its rows; the other outlets that carry it are named in it."""
    by_origin: dict[str, list[Row]] = {}
    for row in rows:
        by_origin.setdefault(row["origin_id"] or row["article_id"], []).append(row)
    return tuple(_note(found[0], found) for found in by_origin.values())


def _note(row: Row, carried: Iterable[Row]) -> Note:
    outlet = row["publisher"] or row["article_id"]
    others = dict.fromkeys(other["publisher"] or other["article_id"] for other in carried)
    also = tuple(name for name in others if name != outlet)
    if "record" not in row:
        return note_at(row, [row["cue"], *row["content"]], "claim", also)
    at = row["record"]["sentence"]
    return Note(
        **{name: row[name] or "" for name in ("article_id", "publisher", "title", "url")},
        published=row["published"],
        words=row["sentence"] or "",
        span=(at["start"], at["end"]),
        origin_id=row["origin_id"] or row["article_id"],
        event_id=row["event_id"],
        by=row["rule"] or "",
        also=also,
    )


def note_at(row: Row, spans: Sequence[Row], by: str, also: tuple[str, ...] = ()) -> Note:
    """A note on spans that may lie in title or body: the sentences around those of the first one's part."""
    part = spans[0].get("in", "body")
    here = [span for span in spans if span.get("in", "body") == part]
    start, end = min(span["start"] for span in here), max(span["end"] for span in here)
    text = row["title"] if part == "title" else row["text"]
    if text:
        start, end = _around(text, start, end)
    return Note(
        **{name: row[name] or "" for name in ("article_id", "publisher", "title", "url")},
        published=row["published"],
        words=text[start:end] if text else "",
        span=(start, end),
        origin_id=row["origin_id"] or row["article_id"],
        by=by,
        also=also,
    )


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole sentences that hold a stretch of text."""
    cuts = list(ENDS.finditer(text))
    first = max((cut.end() for cut in cuts if cut.end() <= start), default=0)
    last = min((cut.start() for cut in cuts if cut.start() >= end), default=len(text))
    return first, len(text[:last].rstrip())


def claim_of(row: Row) -> Row:
    """A claim with its spans as values, and its place in words where the text is not kept."""
    cue, content = json.loads(row["cue"]), json.loads(row["content"])
    spans: list[Mapping[str, Any]] = [cue, *content]
    span = min(item["start"] for item in spans), max(item["end"] for item in spans)
    about, speaker = row["about"] or [], row["speaker_id"] or []
    return {
        **row,
        "cue": cue,
        "content": content,
        "span": span,
        "about": about,
        "speaker_id": speaker,
        "place": f"{row['article_id']} {span}",
    }
