"""Write happenings as FollowTheMoney entities, one a line: the events, who took part, and the articles that tell them.

Schemas and properties as in the public repository alephdata/followthemoney, followthemoney/schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from dragoman.formats.writing import Context, Tally, day_of, happenings, text_of
from dragoman.model.report import Report

# Sectors of a state whose bearers are public bodies.
PUBLIC = frozenset("GOV MIL COP JUD LEG SPY".split())
LOSSES = (
    "Status, voice and attribution have no property: only happenings go in, and who said so is lost.",
    "Who did it and to whom is told as organizer and involved, the nearest an Event has; codes are keywords.",
    "An actor with neither name nor country (“soldiers”) stands in the event's name only.",
    "Score, quad, confidence, quantities, coordinates, spans and the language of articles are lost.",
    "Country codes are ISO 3166 alpha-2; PLOVER's codes for actors of no state have none.",
)


def _schema(party: Mapping[str, Any], context: Context) -> str:
    actors, id = context.knowledge.actors, party["id"]
    if id in actors.persons:
        return "Person"
    if party["country"] == "MNC":
        return "Company"
    if id in actors.states or (party["country"] in actors.states and PUBLIC & set(party["sector"])):
        return "PublicBody"
    return "Organization" if id in actors.organisations or id in actors.groups else "LegalEntity"


def _entity(id: str, schema: str, **properties: Iterable[str]) -> dict[str, Any]:
    found = {name: [value for value in dict.fromkeys(values) if value] for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in found.items() if values}}


def _two(country: str, context: Context) -> str:
    return context.state_code(country, "iso2").lower()


def _party(party: Mapping[str, Any], context: Context) -> dict[str, Any]:
    return _entity(
        f"dragoman-actor-{party['id']}",
        _schema(party, context),
        name=[context.label(party)],
        country=[_two(party["country"], context)],
        keywords=list(party["sector"]),
    )


def _article(report: Report) -> dict[str, Any]:
    article = report.article
    name = article.title or article.url or report.event["document_id"]
    return _entity(
        f"dragoman-text-{report.text_sha256}",
        "Article",
        name=[name],
        title=[article.title],
        author=[article.author],
        publisher=[article.publisher],
        publishedAt=[article.published.isoformat() if article.published else ""],
        sourceUrl=[article.url],
    )


def _event(report: Report, context: Context) -> dict[str, Any]:
    event, article, day = report.event, report.article, day_of(report)
    when, where = event.get("when") or {}, event.get("where") or {}
    named = [" and ".join(context.label(party) for party in event[side]) for side in ("actor", "recipient")]
    act = "/".join((event["event_type"], *event["mode"]))
    return _entity(
        f"dragoman-event-{event['id']}",
        "Event",
        name=[" – ".join(filter(None, (act, *named)))],
        date=[day.isoformat() if day else ""],
        startDate=[when.get("start") or ""],
        endDate=[when.get("end") or ""],
        location=[where.get("name", "")],
        country=[_two(where.get("country", ""), context)],
        organizer=[f"dragoman-actor-{party['id']}" for party in event["actor"] if context.is_known(party)],
        involved=[f"dragoman-actor-{party['id']}" for party in event["recipient"] if context.is_known(party)],
        keywords=[event["event_type"], *event["mode"], *event["context"], event["cameo"] and f"CAMEO {event['cameo']}"],
        recordId=[event["id"]],
        proof=[f"dragoman-text-{report.text_sha256}"],
        publisher=[article.publisher],
        sourceUrl=[article.url],
        notes=[f"rule {event['rule']}, {event['codebook']}, {event['coder']}", report.incident and f"incident {report.incident}"],
    )


def entities(reports: Iterable[Report], context: Context) -> Iterator[dict[str, Any]]:
    """Each article and actor once, before the first event that points to it."""
    seen: set[str] = set()
    for report in happenings(reports, "ftm"):
        parties = [party for side in ("actor", "recipient") for party in report.event[side] if context.is_known(party)]
        for entity in (_article(report), *(_party(party, context) for party in parties), _event(report, context)):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                yield entity


def write_ftm(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
    """Write one entity a line."""
    tally = Tally()
    with text_of(stream) as text:
        for entity in entities(reports, context):
            text.write(json.dumps(entity, ensure_ascii=False) + "\n")
            tally.rows += 1
    return tally
