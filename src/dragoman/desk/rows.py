"""What one document gives the store: its reading, event reports, claims and set-asides as rows of its tables."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dragoman.model import Document, Event, Party
from dragoman.reading.claims import find_claims
from dragoman.reading.record import document_record

Row = dict[str, Any]
# Layers of the document record that have tables of their own, or that only the stages need.
ELSEWHERE = ("events", "set_aside", "clauses", "sentences", "unread")
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
# A happening known to be within so many days can be told from another; beyond, days no longer speak.
LONGEST_DAYS = 8
# How far back undated news may lie (two of the corpus's three missed pairs in ten told the day before the day before).
NEWS = timedelta(days=2)
# A TIMEX3 value of a night.
NIGHT = "TNI"
LINKED = frozenset({"actual", "ongoing", "negated"})


def rows_of(doc: Document, *, words: bool = True) -> dict[str, list[Row]]:
    """Rows by table, each without its run. Without `words`, offsets and hashes only."""
    record = document_record(doc)
    rows: dict[str, list[Row]] = {
        "reading": [_reading(doc, {name: value for name, value in record.items() if name not in ELSEWHERE})],
        "event": [_event(doc, event) for event in doc.events or ()],
        "claim": [{"number": number, **{name: claim[name] for name in CLAIM}} for number, claim in enumerate(find_claims(doc))],
        "judgement": [
            {
                "number": number,
                "polarity": item["polarity"],
                "strength": item["strength"],
                "own": item["holder"]["kind"] == "author",
                "target": [{name: actor[name] for name in ("id", "country", "sector")} for actor in item["target"]],
                "item": item,
            }
            for number, item in enumerate(record["stance"])
        ],
        "set_aside": [
            {"number": number, **{"part" if name == "in" else name: value for name, value in item.items()}}
            for number, item in enumerate(record["set_aside"])
        ],
    }
    for found in rows.values():
        for row in found:
            row["article_id"] = doc.id
    return rows if words else without_words(rows)


CLAIM = ("type", "speaker", "speaker_id", "strength", "about", "words", "cue", "content")
# What holds words of the text itself, wherever it stands in a record.
WORDS = frozenset({"text", "trigger", "speaker", "title"})
# A claim's words; an event's `words` are hashes.
CLAIM_WORDS = frozenset({*WORDS, "words"})
# Actors named in the text's own words, not by a name that is known.
COMPOSED = frozenset({"noun", "title", "reference"})


def without_words(rows: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    """The same rows with every word of the text taken out; offsets, codes and names of known actors stay."""
    return {table: [bare(row, CLAIM_WORDS if table == "claim" else WORDS) for row in found] for table, found in rows.items()}


def bare(value: Any, words: frozenset[str]) -> Any:
    """Any part of a record without the text of these names, and without the names of actors that are words of the text."""
    if isinstance(value, Mapping):
        if value.get("via") in COMPOSED:
            value = {**value, "name": None, "why": None}
        return {name: None if name in words and isinstance(part, str) else bare(part, words) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [bare(part, words) for part in value]
    return value


def _reading(doc: Document, layers: Row) -> Row:
    genre = doc.genre
    return {
        "published": doc.published,
        "dated_by": doc.dated_by,
        "genre": genre and genre.kind,
        "genre_confidence": genre and genre.confidence,
        "sentences": len(doc.sentences or ()),
        "words": len(doc.tokens),
        "unread": dict(doc.unread),
        "layers": layers,
    }


def _sides(parties: tuple[Party, ...]) -> list[Row]:
    return [{name: getattr(party, name) for name in ("id", "name", "country", "sector", "via", "stale")} for party in parties]


def _event(doc: Document, event: Event) -> Row:
    inner = event.attribution[-1]["source"] if event.attribution else {}
    when, where, content = event.when or {}, event.where or {}, event.content or {}
    count = (event.aggregate or {}).get("count") or {}
    days = days_of(event, doc.published)
    return {
        "event_id": event.id,
        "event_type": event.event_type,
        "mode": event.mode,
        "context": event.context,
        "quad": event.quad,
        "score": event.score,
        "cameo": event.cameo,
        "actor": _sides(event.actor),
        "recipient": _sides(event.recipient),
        "status": event.status,
        "historical": event.historical,
        "voice": event.voice,
        "happened": event.happened,
        "counts": event.counts,
        "content_type": content.get("event_type"),
        "content_status": content.get("status"),
        "source_kind": inner.get("kind"),
        "source_actor": inner.get("actor"),
        "when_start": when.get("start"),
        "when_end": when.get("end"),
        "when_precision": when.get("precision"),
        "when_by": when.get("by"),
        "where_name": where.get("name"),
        "where_country": where.get("country"),
        "where_precision": where.get("precision"),
        "lat": where.get("lat"),
        "lon": where.get("lon"),
        "count_min": count.get("min"),
        "count_max": count.get("max"),
        "trigger": event.trigger["text"],
        "part": event.trigger.get("in"),
        "sentence_start": event.sentence["start"],
        "sentence_end": event.sentence["end"],
        "rule": event.rule,
        "same_as": event.same_as,
        "linkable": days is not None and event.status in LINKED and event.voice == "report" and event.aggregate is None,
        "day_first": days and days[0],
        "day_last": days and days[1],
        "words": words_of(doc, event),
        "record": event.record(),
    }


def days_of(event: Event, published: date | None) -> tuple[date, date] | None:
    """The first and last day the event may have happened on, where they are at most LONGEST_DAYS; else None.

    News without a date of its own, and a denial, is of the day of publication or the two before. A night is of both
    days that it lies between, and papers name it by either.
    """
    when = event.when or {}
    end = when.get("end")
    start = when.get("start") or end
    if start is None or end is None:
        denied = event.status == "negated" and published is not None
        return (published - NEWS, published) if denied and published is not None else None
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if when["by"] != "expression":
        first -= NEWS
    elif str(when.get("value", "")).endswith(NIGHT):
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    return (first, last) if 0 <= (last - first).days < LONGEST_DAYS else None


def words_of(doc: Document, event: Event) -> list[int]:
    """Hashes of the words that carry the sentence's content, without its dates and the two sides' names.

    Dates and sides are compared by themselves; every telling has them.
    """
    sentence = (doc.sentences or ())[event.sentence["index"]]
    body = doc.article.body_start
    named = [
        (party.start + (0 if party.where == "title" else body), party.end + (0 if party.where == "title" else body))
        for party in event.actor + event.recipient
        if party.start is not None and party.end is not None
    ]
    named += [(when.start, when.end) for when in doc.times or () if sentence.start <= when.start < sentence.end]
    found = {
        zlib.crc32(token.lemma.lower().encode())
        for token in doc.tokens[sentence.first : sentence.last]
        if token.pos in CONTENT and not any(start <= token.start < end for start, end in named)
    }
    return sorted(found)
