"""How an event is said in one line: the signs and words that terminal and page share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dragoman.model import Event, Party

# Told apart by shape, so that it does not take colour to see what happened.
STATUS_SIGNS = {
    "actual": "●",
    "ongoing": "◐",
    "habitual": "↻",
    "future": "→",
    "hypothetical": "?",
    "negated": "✕",
}
OPINION_SIGN = "≈"
HISTORICAL_SIGN = "†"
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def counted(number: int, noun: str) -> str:
    """A number with its unit: "1 event report", "2 event reports"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def quoted(span: Mapping[str, Any]) -> str:
    """The words of a span, or where they stand if none are kept: "characters 35 to 40 of the title"."""
    if span.get("text"):
        return f"“{span['text']}”"
    return f"characters {span['start']} to {span['end']}" + (" of the title" if span.get("in") == "title" else "")


def sign(event: Event) -> str:
    """The sign of an event's status; opinion and history have signs of their own before it."""
    before = OPINION_SIGN if event.voice == "opinion" else HISTORICAL_SIGN if event.historical else ""
    return before + STATUS_SIGNS[event.status]


def status_words(event: Event) -> str:
    """An event's status in words: "future", "actual, historical", "hypothetical, opinion"."""
    words = [event.status]
    if event.historical:
        words.append("historical")
    if event.voice == "opinion":
        words.append("opinion")
    if event.aggregate:
        words.append("aggregate")
    return ", ".join(words)


def kind(event: Event) -> str:
    """Type and modes: "CONSULT/visit"."""
    return "/".join((event.event_type, *event.mode))


def side(parties: Iterable[Party]) -> str:
    """The parties of one side with their codes: "Vladimir Putin (RUS GOV), China (CHN)"."""
    return ", ".join(
        f"{party.name or party.text or party.id} ({code})" if (code := codes(party)) else party.name or party.id
        for party in parties
    )


def codes(party: Party) -> str:
    """A party's country and sectors: "RUS GOV"."""
    return " ".join(filter(None, (party.country, *party.sector)))


def when(event: Event) -> str:
    """An event's time: "2024-05-17", "until 2024-05-17", "2024-05", with how it is known where not told."""
    found = event.when
    if not found:
        return ""
    start, end = found.get("start"), found.get("end")
    if start and end:
        said = start if start == end else f"{start} to {end}"
    elif start or end:
        said = f"since {start}" if start else f"until {end}"
    else:
        said = str(found.get("value", ""))
    return said if found["by"] == "expression" else f"{said} ({found['by']})"


def source(link: dict[str, Any]) -> str:
    """One link of an attribution chain: the words that name the source, or its kind."""
    found = link["source"]
    return str(found.get("text") or found["kind"])


def chain(event: Event) -> str:
    """Who says so, outermost first: "author ▸ the joint statement"."""
    return " ▸ ".join(source(link) for link in event.attribution)


def content(event: Event) -> str:
    """What is promised, demanded, refused or threatened: "of AID (future)"; empty where there is none."""
    found = event.content
    return f"{'/'.join((found['event_type'], *found['mode']))} ({found['status']})" if found else ""
