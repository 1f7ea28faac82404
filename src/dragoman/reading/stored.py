"""A document as a desk keeps it, made one again: what a page shows, without the words' parse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from dragoman.model import (
    Actor,
    Article,
    Boilerplate,
    Document,
    Event,
    Genre,
    Judgement,
    Mention,
    Party,
    SetAside,
    Source,
    Span,
    When,
)

Row = Mapping[str, Any]


def stored_document(article: Article, layers: Row, events: Iterable[Row], set_aside: Iterable[Row]) -> Document:
    """The document of a stored reading: its article, the record's layers, its event records and what was set aside.

    Tokens, sentences and clauses are not kept and stay empty. Where the desk keeps no texts, no word is there either.
    """
    body = article.body_start

    def span(row: Row) -> Span:
        shift = 0 if row.get("in") == "title" or row.get("part") == "title" else body
        return Span(row["start"] + shift, row["end"] + shift)

    mentions = layers.get("mentions") or ()
    genre = layers.get("genre")
    return Document(
        id=layers.get("id") or article.key,
        article=article,
        text=article.reading,
        published=_day(layers.get("published")),
        dated_by=layers.get("dated_by") or "",
        genre=Genre(genre["kind"], genre["confidence"]) if genre else None,
        boilerplate=tuple(Boilerplate(*span(row), row["kind"]) for row in layers.get("boilerplate") or ()),
        times=tuple(_when(row, span(row)) for row in layers.get("times") or ()),
        mentions=tuple(Mention(at, *span(row), at, row["kind"]) for at, row in enumerate(mentions)),
        heads={at: at for at in range(len(mentions))},
        actors={at: tuple(map(_actor, row["actors"])) for at, row in enumerate(mentions)},
        stance=tuple(_judgement(row, span) for row in layers.get("stance") or ()),
        set_aside=tuple(SetAside(*span(row), row["text"] or "", row["reason"], row["rule"] or "") for row in set_aside),
        events=tuple(map(stored_event, events)),
    )


def stored_event(record: Row) -> Event:
    """An event of its record."""
    parts = {name: tuple(record[name] or ()) for name in ("mode", "context", "attribution", "quantity", "cues")}
    sides = {
        name: tuple(Party(**{**row, "sector": tuple(row["sector"])}) for row in record[name]) for name in ("actor", "recipient")
    }
    return Event(**{**record, **parts, **sides})


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _actor(row: Row) -> Actor:
    # Where the desk keeps no texts, an id stands for a name that was words of the text.
    return Actor(**{**row, "name": row["name"] or row["id"] or "", "why": row["why"] or "", "sector": tuple(row["sector"])})


def _when(row: Row, at: Span) -> When:
    first, last = row["interval"]
    return When(*at, row["text"] or "", row["type"], row["value"], _day(first), _day(last), row["precision"], row["relative"])


def _judgement(row: Row, span: Callable[[Row], Span]) -> Judgement:
    holder, at = row["holder"], span(row)
    told = span(holder) if holder.get("start") is not None else (None, None)
    return Judgement(
        start=at.start,
        end=at.end,
        target=span(row["target_span"]),
        actors=tuple(map(_actor, row["target"])),
        polarity=row["polarity"],
        strength=row["strength"],
        holder=Source(holder["kind"], *told),
        cue=row["cue"],
    )
