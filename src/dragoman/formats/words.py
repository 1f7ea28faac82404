"""Take the words of an article out of its reports: codes, offsets and hashes stay, so that who has the text can join them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from dragoman.formats.writing import Context
from dragoman.model.report import Report

# What of a record holds no words of the text. What is not named here stays behind, so a field that is new does too.
KEPT = frozenset(
    """
    id document_id sentence index start end in where event_type mode context quad score cameo actor recipient country
    sector via stale trigger status historical voice happened content attribution source kind cue strength when
    precision by value span lat lon quantity min max aggregate count period same_as confidence rule shift cues
    codebook coder
    """.split()
)


def _kept(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _kept(inner) for name, inner in value.items() if name in KEPT}
    if isinstance(value, list | tuple):
        return [_kept(inner) for inner in value]
    return value


def _party(party: Mapping[str, Any], context: Context) -> dict[str, Any]:
    # A name composed from the text ("ten soldier") holds its words; of what is known, the name is ours.
    return {**_kept(party), "name": context.label(party), "text": "", "why": ""}


def without_words(reports: Iterable[Report], context: Context) -> Iterator[Report]:
    """The same reports without texts, titles, words of spans and names that only the text gives."""
    for report in reports:
        event = report.event
        where = event.get("where")
        place = context.knowledge.places.find(where["name"], where["country"]) if where else None
        bare = {
            **_kept(event),
            "actor": [_party(party, context) for party in event["actor"]],
            "recipient": [_party(party, context) for party in event["recipient"]],
            "trigger": {**_kept(event["trigger"]), "text": ""},
            "where": {**_kept(where), "name": place.name if place else ""} if where else None,
        }
        yield replace(report, event=bare, article=replace(report.article, text="", title="", author="", path=""))
