"""Say why an event was coded as it was: the rule and its sentence, the actors, the status, the source."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.knowledge import Knowledge
from dragoman.model import Document, Event, Party
from dragoman.reading import words


def _party(label: str, party: Party) -> str:
    code = words.codes(party) or "no country"
    if party.via == "implicit":
        return f"{label}: {party.id}, {party.why}"
    stale = "; not so on that day" if party.stale else ""
    said = words.quoted({"text": party.text, "start": party.start, "end": party.end})
    return f"{label}: {said} is {party.name or party.id} ({code}), via {party.via}: {party.why or 'as named'}{stale}"


def _cues(event: Event) -> str:
    said = ", ".join(map(words.quoted, event.cues))
    return f", by {said}" if said else ""


def why_event(doc: Document, event: Event, knowledge: Knowledge) -> Iterator[str]:
    """The reasons for each field of an event, one a line."""
    rule = knowledge.lexicon.rules.get(event.rule)
    proof = f"as in “{rule.row.yes[0].text}”" if rule else "which this dragoman no longer has"
    yield f"rule {event.rule}: {words.quoted(event.trigger)}, {proof}"
    if event.shift:
        shift = next((item for item in knowledge.lexicon.shifts if item.id == event.shift), None)
        proof = f"as in “{shift.yes[0].text}”" if shift else "which this dragoman no longer has"
        yield f"type {event.event_type} by the shift {event.shift}, {proof}"
    for party in event.actor:
        yield _party("actor", party)
    for party in event.recipient:
        yield _party("recipient", party)
    yield f"status {words.status_words(event)}{_cues(event)}"
    if event.content:
        yield f"content {words.content(event)}: {words.quoted(event.content['span'])}"
    links = [f"{words.source(link)} ({link['lemma']}, {link['strength']})" for link in event.attribution[1:]]
    yield "according to: " + " ▸ ".join(["the author", *links])
    if event.when:
        span = event.when.get("span")
        yield f"when {words.when(event)}: " + (words.quoted(span) if span else f"the {event.when['by']} date")
    if event.where:
        yield f"where {event.where['name']}, {event.where['country']}: {words.quoted(event.where['span'])}"
    if event.context:
        yield f"context {', '.join(event.context)}"
    happened = "counts as a happening" if event.happened else "is not counted as a happening"
    yield f"{happened}; score {event.score:g}, CAMEO {event.cameo or 'none'}"
