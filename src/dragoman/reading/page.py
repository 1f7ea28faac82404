"""A document's reading as one self-contained page: text left, events right, each lighting up the other's words.

No script is needed: a rule of style per event ties its card to its words. Nothing of an article can run:
all text is escaped, and the page's own policy allows its one style sheet and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman import __version__ as VERSION
from dragoman.knowledge import Knowledge
from dragoman.model import Document, Event
from dragoman.reading import words
from dragoman.reading.marks import Segment, paragraphs, safe
from dragoman.reading.terminal import LEGEND
from dragoman.reading.why import why_event

if TYPE_CHECKING:
    from jinja2 import Environment

LIT = "background: var(--lit); box-shadow: 0 0 0 2px var(--lit);"


@cache
def environment(*packages: str) -> Environment:
    """Templates of these packages over the reading's own; all text is escaped."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined  # only for pages

    loader = ChoiceLoader([PackageLoader(package) for package in (*packages, "dragoman.reading")])
    return Environment(autoescape=True, trim_blocks=True, loader=loader, undefined=StrictUndefined)


@cache
def style_sheet(*names: str) -> str:
    """Style sheets of the reading, one after the other."""
    folder = resources.files("dragoman.reading") / "templates"
    return "".join((folder / name).read_text(encoding="utf-8") for name in names)


def _part(doc: Document, segment: Segment, key: str) -> dict[str, str]:
    classes = [*segment.kinds, *(f"{key}e{number}" for number in segment.events)]
    link = ""
    if "trigger" in segment.kinds:
        own = segment.begins or segment.events
        link = f"{key}e{own[0]}"
        event = (doc.events or ())[own[0] - 1]
        classes += [f"q{event.quad}"] if event.happened else [f"q{event.quad}", "untold"]
    elif "actor" in segment.kinds and segment.events:
        classes.append("party")
    return {
        "text": segment.text,
        "classes": " ".join(classes),
        "link": link,
        "anchor": f"{key}t{segment.begins[0]}" if segment.begins else "",
        "numbers": ",".join(map(str, segment.begins)),
        "title": "never coded" if "boilerplate" in segment.kinds else "",
    }


def _voice(link: dict[str, Any]) -> dict[str, str]:
    """One source of an attribution: its words, the word of saying (a colon is none), and whom it is read as."""
    cue = (link.get("cue") or {}).get("text") or ""
    return {
        "source": safe(words.source(link)),
        "cue": safe(cue) if cue[:1].isalpha() else "",
        "ids": safe(" ".join(link["source"].get("actor") or ())),
    }


def _event(doc: Document, knowledge: Knowledge, event: Event, number: int, key: str) -> dict[str, Any]:
    numbers = {other.id: index for index, other in enumerate(doc.events or (), 1)}
    place = event.where or {}
    many = [f"{safe(words.quoted(item['span']))} ({item['kind']})" for item in event.quantity]
    return {
        "id": event.id,
        "key": f"{key}e{number}",
        "klass": f"{key}e{number}-card",
        "trigger_key": f"{key}t{number}" if _is_shown(doc, event) else "",
        "number": number,
        "quad": event.quad,
        "happened": event.happened,
        "kind": words.kind(event),
        "sign": words.sign(event),
        "status": words.status_words(event),
        "actor": safe(words.side(event.actor)),
        "recipient": safe(words.side(event.recipient)),
        "trigger": safe(words.quoted(event.trigger)),
        "content": words.content(event),
        "when": words.when(event),
        "where": f"{safe(place['name'])} ({place['precision']})" if place else "",
        "many": ", ".join(many),
        "quad_words": words.QUADS[event.quad],
        "voices": [_voice(link) for link in event.attribution] if len(event.attribution) > 1 else [],
        "chain": safe(words.chain(event)),
        "same_as": f"event {numbers[event.same_as]}" if event.same_as in numbers else "",
        "same_key": f"{key}e{numbers[event.same_as]}" if event.same_as in numbers else "",
        "why": [safe(line) for line in why_event(doc, event, knowledge)],
    }


def _is_shown(doc: Document, event: Event) -> bool:
    """Whether the words that tell it are in the text: a desk may keep none."""
    shift = 0 if event.trigger.get("in") == "title" else doc.article.body_start
    return bool(event.trigger["end"] + shift <= len(doc.text))


def _stance(doc: Document) -> list[dict[str, Any]]:
    by_actor: dict[str, dict[tuple[str, str, str], None]] = {}
    for item in doc.stance or ():
        holder = "author" if item.holder.kind == "author" else doc.text[item.holder.start or 0 : item.holder.end or 0]
        said = ("+" if item.polarity > 0 else "−", safe(doc.text[item.start : item.end]), safe(holder))
        for actor in item.actors:
            by_actor.setdefault(actor.name, {})[said] = None
    return [
        {"name": safe(name), "said": [dict(zip(("sign", "text", "holder"), said, strict=True)) for said in found]}
        for name, found in by_actor.items()
    ]


def piece(doc: Document, knowledge: Knowledge, number: int = 1) -> dict[str, Any]:
    """One article with its reading, as `piece.html` sets it; `number` is its place on the page."""
    key = f"d{number}"
    article, genre = doc.article, doc.genre
    events = [_event(doc, knowledge, event, index, key) for index, event in enumerate(doc.events or (), 1)]
    happened = sum(event["happened"] for event in events)
    known = [genre.kind if genre else "", doc.published.isoformat() if doc.published else "undated", article.publisher]
    # A text without a title is called by its file: its first line would stand there twice.
    title = article.title or Path(article.path or doc.id).name
    reports = f"{len(events)} event report{'' if len(events) == 1 else 's'}"
    if events:
        reports += f", {happened} told as happened"
    read = [(is_title, [_part(doc, segment, key) for segment in found]) for is_title, found in paragraphs(doc)]
    seen = {sign for event in events for sign in event["sign"]}
    return {
        "key": key,
        "title": safe(title if len(title) <= 120 else title[:117] + "…"),
        "meta": safe(" · ".join(filter(None, [*known, article.author]))),
        "counts": f"{reports} · {len(doc.set_aside)} set aside",
        "undated": doc.published is None and any(when.relative and when.first is None for when in doc.times or ()),
        "heading": [parts for is_title, parts in read if is_title],
        "marked": bool(doc.mentions),
        "paragraphs": [parts for is_title, parts in read if not is_title],
        "events": events,
        "legend": [(sign, word) for sign, word in LEGEND.items() if sign in seen],
        "quads": [(quad, word) for quad, word in words.QUADS.items() if any(e["quad"] == quad for e in events)],
        "stance": _stance(doc),
        "aside": [{"text": safe(i.text), "reason": i.reason, "rule": i.rule} for i in doc.set_aside],
    }


def ties(pieces: Iterable[tuple[str, int]]) -> str:
    """The style that lights a card's words when the card is pointed at, and the card from its words.

    `pieces` are the keys of articles, each with its number of events.
    """
    found = []
    for piece_key, events in pieces:
        for number in range(1, events + 1):
            key = f"{piece_key}e{number}"
            card, word = f"#{key}:is(:hover, :focus-within, :target)", f".{key}:is(:hover, :focus, :target)"
            # Step by step from a neighbour: a search of the whole piece took 0.5 s a move with 182 events, this 0.1 s.
            found.append(f".text:has(+ .events > .cards > {card}) .{key}")
            found.append(f".text:has(> p > {word}) + .events #{key}")
            found.append(f".head:has(+ .both > .events > .cards > {card}) .{key}")
            found.append(f".head:has(> h1 > {word}) + .both #{key}")
    return ",\n".join(found) + f" {{ {LIT} }}\n" if found else ""


def fill(template: str, styles: Iterable[str], *, ties: str = "", **values: Any) -> str:
    """A self-contained page of a template: all text escaped, its one style sheet allowed by its hash, nothing else."""
    from markupsafe import Markup

    style = style_sheet(*styles) + ties
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = environment().get_template(template)
    return page.render(style=Markup(style), style_hash=f"sha256-{digest}", coder=f"dragoman {VERSION}", **values)


def render_page(docs: Iterable[Document], knowledge: Knowledge) -> str:
    """One HTML page for some documents; opens without network, without script, and prints."""
    pieces = [piece(doc, knowledge, number) for number, doc in enumerate(docs, 1)]
    title = pieces[0]["title"] if len(pieces) == 1 else "dragoman: what was read"
    found = ties((one["key"], len(one["events"])) for one in pieces)
    return fill("page.html", ("page.css",), ties=found, pieces=pieces, title=title)
