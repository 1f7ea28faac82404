"""Write the spans events rest on as W3C Web Annotations (JSON-LD): what each stretch of an article is to which event."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from dragoman.formats.writing import Context, Tally, text_of
from dragoman.model.report import Report

# The model's own context, and ours for what it has no word for.
CONTEXTS = ["http://www.w3.org/ns/anno.jsonld", {"dragoman": "urn:dragoman:"}]
# How much of the text stands before and after a quotation, so that it is found where offsets no longer hold.
AROUND = 32
LOSSES = (
    "Only what rests on words is told: an event's codes are tags on its trigger, scores and confidence are lost.",
    "A span of the headline has its words and no position, for positions count in the body.",
    "Without texts only positions are left, and spans of headlines are left out.",
)


def _spans(event: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], list[str]]]:
    """Each span of an event: its part in it, the span, and tags."""
    codes = [event["event_type"], *event["mode"], event["status"], event["voice"], event["cameo"] and f"CAMEO {event['cameo']}"]
    yield "trigger", event["trigger"], [*codes, *event["context"], event["rule"]]
    for part in ("actor", "recipient"):
        for party in event[part]:
            if party["start"] is not None:
                yield part, party | {"in": party["where"]}, [party["id"], *party["sector"]]
    for part in ("when", "where", "content", "aggregate"):
        found = event.get(part) or {}
        if found.get("span"):
            tags = [str(found[name]) for name in ("value", "name", "event_type") if found.get(name)]
            yield part, found["span"], tags
    for item in event["quantity"]:
        yield "quantity", item["span"], [item["kind"]]
    for link in event["attribution"]:
        if link["source"].get("start") is not None:
            yield "source", link["source"], [link["source"]["kind"], *link["source"].get("actor", ())]
        if link.get("cue"):
            yield "source cue", link["cue"], []
    for cue in event["cues"]:
        yield "cue", cue, []


def _selectors(span: Mapping[str, Any], report: Report, texts: bool) -> list[dict[str, Any]]:
    start, end, body = span["start"], span["end"], span.get("in", "body") == "body"
    found: list[dict[str, Any]] = []
    if body:
        found.append({"type": "TextPositionSelector", "start": start, "end": end})
    if texts and span.get("text"):
        quote = {"type": "TextQuoteSelector", "exact": span["text"]}
        text = report.article.text if body else report.article.title
        if text[start:end] == span["text"]:
            quote |= {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
        found.append(quote)
    return found


def annotate(reports: Iterable[Report], context: Context) -> Iterator[dict[str, Any]]:
    """One annotation for each span of each event, its target the article by its address, or by its text's hash."""
    for report in reports:
        event, article = report.event, report.article
        source = article.url or f"urn:sha256:{report.text_sha256}"
        for place, (part, span, tags) in enumerate(_spans(event)):
            selectors = _selectors(span, report, context.texts)
            if not selectors:
                continue
            body = [{"type": "TextualBody", "purpose": "classifying", "value": part}]
            body += [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags if tag]
            target = {
                "type": "SpecificResource",
                "source": source,
                "selector": selectors,
                "dragoman:textSha256": report.text_sha256,
                "dragoman:in": span.get("in", "body"),
            }
            yield {
                "id": f"urn:dragoman:{event['id']}:{place}",
                "type": "Annotation",
                "motivation": "classifying",
                "body": body,
                "target": target,
                "dragoman:event": event["id"],
            }


def write_annotations(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
    """Write an AnnotationPage, one annotation a line."""
    tally = Tally()
    with text_of(stream) as text:
        head = json.dumps({"@context": CONTEXTS, "id": "urn:dragoman:page", "type": "AnnotationPage"})
        text.write(f'{head[:-1]}, "items": [')
        for item in annotate(reports, context):
            text.write((",\n" if tally.rows else "\n") + json.dumps(item, ensure_ascii=False))
            tally.rows += 1
        text.write("\n]}\n")
    return tally
