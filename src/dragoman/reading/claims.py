"""The attributed claims, promises, threats, demands and denials of a document, as plain rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.model import Attribution, Document, Span
from dragoman.reading.record import source_record

# What the act told by the cue itself makes of it.
BY_EVENT = {"THREATEN": "threat", "AGREE": "promise", "CONCEDE": "promise", "REQUEST": "demand", "REJECT": "denial"}
BY_STRENGTH = {"denies": "denial", "promises": "promise", "threatens": "threat", "asks": "demand"}


def _type(doc: Document, item: Attribution) -> str:
    for act in doc.acts or ():
        if act.event_type in BY_EVENT and (act.trigger.meets(item.cue) or any(span.holds(act.trigger) for span in item.content)):
            return BY_EVENT[act.event_type]
    return BY_STRENGTH.get(item.strength, "claim")


def _about(doc: Document, spans: tuple[Span, ...]) -> list[str]:
    found: dict[str, None] = {}
    for mention in doc.mentions or ():
        if any(span.start <= mention.start < span.end for span in spans):
            for actor in doc.actors_at(mention.head):
                found[actor.id] = None
    return list(found)


def find_claims(doc: Document) -> Iterator[dict[str, Any]]:
    """Each attribution with its words: document, published, type, speaker, actor ids, about whom, cue, words."""
    for item in doc.attributions or ():
        source = source_record(doc, item.source)
        yield {
            "document_id": doc.id,
            "published": doc.published.isoformat() if doc.published else "",
            "type": _type(doc, item),
            "speaker": source.get("text", item.source.kind),
            "speaker_id": source.get("actor", []),
            "strength": item.strength,
            "about": _about(doc, item.content),
            "words": " … ".join(" ".join(doc.text[span.start : span.end].split()) for span in item.content),
            "cue": doc.cite(*item.cue),
            "content": [doc.cite(*span) for span in item.content],
        }


def matches(claim: dict[str, Any], speaker: str, about: str) -> bool:
    """Whether a claim is by one actor and about another: by id, by country code, or by words."""
    says = [claim["speaker"], *claim["speaker_id"], *(name.split(".")[0] for name in claim["speaker_id"])]
    names = [*claim["about"], *(name.split(".")[0] for name in claim["about"])]
    by = not speaker or any(speaker.lower() == name.lower() for name in says) or speaker.lower() in claim["speaker"].lower()
    on = not about or any(about.lower() == name.lower() for name in names) or about.lower() in claim["words"].lower()
    return by and on
