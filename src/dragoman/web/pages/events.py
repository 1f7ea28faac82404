"""An event report: its sentence, each field with its words, and why it was coded so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dragoman.errors import UnknownError
from dragoman.model import Article, Document, Event
from dragoman.reading import words
from dragoman.reading.marks import safe
from dragoman.reading.stored import stored_document
from dragoman.reading.why import why_event
from dragoman.web.links import REPORT_LINKS
from dragoman.web.page import Page, Shape, Table, of_names
from dragoman.web.resource import Ask, Resource, address

FIELDS = Shape(
    "fields",
    "Each field of the record with the words it rests on. One row a field.",
    of_names("field value text".split()),
)
OTHERS = Shape(
    "reports",
    "Other event reports of the same incident. One row an event report.",
    of_names("published publisher actor_name event_type recipient_name status sentence origin_id article_id event_id".split()),
    of_names("published publisher status sentence".split()),
)


def event(ask: Ask) -> Page:
    """One event report with its why."""
    found = ask.store.rows("event_by_id", article=ask.parts["article"], event=ask.parts["event"])
    if not found:
        raise UnknownError(f"this desk has no event report {ask.parts['event']!r} in article {ask.parts['article']!r}")
    row = found[0]
    record = json.loads(row["record"])
    text = Article(row["article_text"] or "", title=row["title"] or "", published=row["published"], id=row["article_id"])
    doc = stored_document(text, {"id": row["article_id"]}, [record], ())
    assert doc.events is not None
    others = []
    if row["incident_id"]:
        others = [
            other
            for other in ask.store.rows("reports_of_incident", id=row["incident_id"])
            if (other["article_id"], other["event_id"]) != (row["article_id"], row["event_id"])
        ][:50]
    told = doc.events[0]
    shown = {
        "row": row,
        "event": told,
        "said": [safe(part) for part in _around(row, record, doc)],
        "why": [safe(line) for line in why_event(doc, told, ask.knowledge)],
        "article": address("article", row["article_id"]),
        "correct": address("annotate", article=row["article_id"], event=row["event_id"]),
        "sign": words.sign(told),
        "status": words.status_words(told),
        "kind": words.kind(told),
    }
    side = [words.side(parties) or "no one named" for parties in (told.actor, told.recipient)]
    return Page(
        f"{side[0]} → {side[1]}: {words.kind(told)}",
        (
            Table(FIELDS, list(_fields(told))),
            Table(OTHERS, others, REPORT_LINKS, title="Told elsewhere", nothing="Nowhere else in this desk."),
        ),
        "event.html",
        facts={"record": record, "why": shown["why"], "incident_id": row["incident_id"], "origin_id": row["origin_id"]},
        shown=shown,
    )


def _around(row: dict[str, Any], record: dict[str, Any], doc: Document) -> tuple[str, str, str]:
    """The sentence before, in and after the word that tells the act; empty where no words are kept."""
    trigger, sentence = record["trigger"], record["sentence"]
    if trigger.get("in") == "title":
        whole, start, end = doc.article.title, trigger["start"], trigger["end"]
    else:
        whole = doc.article.text[sentence["start"] : sentence["end"]]
        start, end = trigger["start"] - sentence["start"], trigger["end"] - sentence["start"]
    return whole[: max(0, start)], whole[max(0, start) : end], whole[end:]


def _fields(event: Event) -> Iterator[dict[str, str]]:
    """Each field, what it says, and the words it rests on."""

    def field(name: str, value: Any, span: dict[str, Any] | None = None) -> dict[str, str]:
        return {"field": name, "value": str(value), "text": words.quoted(span) if span and span.get("start") is not None else ""}

    for side in ("actor", "recipient"):
        for party in getattr(event, side):
            span = {"text": party.text, "start": party.start, "end": party.end, "in": party.where}
            yield field(side, f"{party.name or party.id} ({words.codes(party) or 'no country'}), via {party.via}", span)
    yield field("event type", f"{words.kind(event)}; {words.QUADS[event.quad]}", event.trigger)
    if event.context:
        yield field("context", ", ".join(event.context))
    cues = {"text": "” “".join(str(cue["text"] or "") for cue in event.cues), "start": 0, "end": 0} if event.cues else None
    yield field("status", words.status_words(event), cues)
    yield field("happened", "yes" if event.happened else "no")
    if event.content:
        yield field("content", words.content(event), event.content["span"])
    for link in event.attribution[1:]:
        yield field("according to", words.source(link), link.get("cue"))
    if event.when:
        yield field("when", words.when(event), event.when.get("span"))
    if event.where:
        yield field("where", f"{event.where['name']}, {event.where['country']} ({event.where['precision']})", event.where["span"])
    for item in event.quantity:
        yield field("how many", f"{item['kind']} {item['min']} to {item['max']} {item['unit']}".strip(), item["span"])
    yield field("rule", event.rule)


PAGES = (
    Resource(
        "/event/{article}/{event}",
        "An event report: its sentence, each field with its words, and why.",
        event,
        (FIELDS, OTHERS),
        parts={"article": "Id of the article.", "event": "Id of the event report."},
    ),
)
