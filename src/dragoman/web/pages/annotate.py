"""Annotate: one event report after the other, right, wrong or missing; and how far coders agree."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qs

from dragoman.desk.annotating import ORDERS, judged, next_to_annotate
from dragoman.errors import UnknownError, UsageError
from dragoman.evaluate.agreement import FEWEST, agreement
from dragoman.knowledge import Knowledge
from dragoman.model.annotation import CODED, NOT_AN_EVENT, Annotation, coded
from dragoman.reading import words
from dragoman.reading.marks import safe
from dragoman.reading.stored import stored_event
from dragoman.store.file import Reader
from dragoman.web.asking import Option
from dragoman.web.links import REPORT_LINKS
from dragoman.web.page import Page, Shape, Table, of_names
from dragoman.web.resource import Ask, Resource, address
from dragoman.web.served import Served

SAID = Shape(
    "annotations",
    "What this coder said last. One row an annotation.",
    of_names("made coder verdict fields note article_id event_id".split()),
    of_names("made verdict fields note article_id event_id".split()),
)
AGREED = Shape(
    "agreement",
    f"How far coders agree, field by field, where at least {FEWEST} things were judged by two or more. One row a field.",
    of_names("field units coders agreed alpha low high note".split()),
)
# Where to say it otherwise.
SAID_LINKS = {
    **REPORT_LINKS,
    "made": lambda row: address("annotate", coder=row["coder"], article=row["article_id"], event=row["event_id"]),
}
# What this coder said last, in rows; letters of a note.
LAST, LONGEST_NOTE = 10, 2_000


def annotate(ask: Ask) -> Page:
    """The next event report that this coder has not judged, or the one that is named; nothing of what others say."""
    kept, coder = ask.served.annotations, ask["coder"]
    shown: dict[str, Any] = {
        "item": None,
        "coder": coder,
        "mine": [],
        "order": ask["order"],
        "fields": CODED,
        "done": 0,
        "said": None,
    }
    if coder is None:
        return Page("Annotate", (Table(SAID, [], nothing="Give your label first."),), "annotate.html", shown=shown)
    article, event, drawn = ask["article"], ask["event"], ""
    if article is None:
        waiting = next_to_annotate(ask.store, kept, coder, ask["order"], most=ask["skip"] + 1)
        if len(waiting) > ask["skip"]:
            (article, event), drawn = waiting[ask["skip"]], ask["order"]
    mine = kept.latest(coder)
    shown |= {"done": sum(one.event_id is not None for one in mine), "drawn": drawn}
    if article is not None:
        shown["item"] = _item(ask, article, event) if event else _whole(ask, article)
        shown["said"] = next((one for one in mine if one.article_id == article and one.event_id == event), None)
    last = sorted(mine, key=lambda one: one.made, reverse=True)[:LAST]
    shown["mine"] = [one for one in mine if one.article_id == article and one.verdict == "missing"]
    return Page(
        "Annotate",
        (Table(SAID, [_row(one) for one in last], SAID_LINKS, title="Said last", nothing="Nothing yet."),),
        "annotate.html",
        facts={"article_id": article, "event_id": event, "drawn": drawn, "done": shown["done"]},
        shown=shown,
    )


def _row(one: Annotation) -> dict[str, Any]:
    fields = [f"{name}: {value}" if value else name for name, value in one.fields.items()]
    return {**asdict(one), "made": one.made.isoformat(timespec="seconds"), "fields": fields}


def _item(ask: Ask, article: str, event: str) -> dict[str, Any]:
    """An event report to be judged: its sentence with the one before and after it, and each field's code."""
    found = ask.store.rows("event_by_id", article=article, event=event)
    if not found:
        raise UnknownError(f"this desk has no event report {event!r} in article {article!r}")
    row = found[0]
    record = json.loads(row["record"])
    told, codes = stored_event(record), coded(record)
    in_title = told.trigger.get("in") == "title"
    text = (row["title"] if in_title else row["article_text"]) or ""
    start, end = told.trigger["start"], told.trigger["end"]
    first, last = (0, len(text)) if in_title else _around(text, told.sentence["start"], told.sentence["end"])
    return {
        "article": article,
        "event": event,
        "row": row,
        "said": [safe(part) for part in (text[first:start], text[start:end], text[end:last])],
        "codes": {name: codes[name] for name in CODED},
        "actor": words.side(told.actor),
        "recipient": words.side(told.recipient),
        "kind": words.kind(told),
        "status": words.status_words(told),
        "sign": words.sign(told),
        "chain": words.chain(told),
    }


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The paragraph that holds a sentence."""
    after = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after


def _whole(ask: Ask, article: str) -> dict[str, Any]:
    """A whole article, of which it can be said what is missing, or that nothing is."""
    found = ask.store.rows("article_text", id=article)
    if not found:
        raise UnknownError(f"this desk has no article {article!r}")
    return {"article": article, "event": None, "row": found[0]}


def say(served: Served, knowledge: Knowledge, body: str) -> str:
    """Keep what a coder says in a form, and lead to the next. Raises UsageError for what does not fit."""
    given = {name: values[-1] for name, values in parse_qs(body, keep_blank_values=True, max_num_fields=60).items()}
    verdict, article = given.get("verdict", ""), given.get("article", "")
    event = given.get("event") or None
    fields: dict[str, str | None] = {}
    if verdict == NOT_AN_EVENT:
        verdict, fields = "wrong", {NOT_AN_EVENT: None}
    elif verdict in ("wrong", "missing"):
        fields = {
            name: given.get(f"is-{name}", "").strip() or None
            for name in CODED
            if given.get(f"wrong-{name}") or given.get(f"is-{name}")
        }
    if len(given.get("note", "")) > LONGEST_NOTE:
        raise UsageError(f"a note of more than {LONGEST_NOTE:,} letters")
    with served.snapshot() as snapshot, snapshot.reader.another() as store:
        start, end, part = _place(store, article, given) if verdict == "missing" or given.get("words") else (None, None, None)
        annotation = judged(
            store,
            knowledge,
            coder=given.get("coder", ""),
            article_id=article,
            event_id=event,
            verdict=verdict,
            fields=fields,
            start=start,
            end=end,
            part=part,
            note=given.get("note", ""),
            drawn=given.get("drawn", "") if given.get("drawn") in ORDERS else "",
        )
    served.annotations.add(annotation)
    order = given.get("order") if given.get("order") in ORDERS else None
    stay = verdict == "missing" or (verdict == "withdrawn" and event)
    here = {"article": article, "event": event} if stay else {}
    return address("annotate", coder=annotation.coder, order=order, **here)


def _place(store: Reader, article: str, given: dict[str, str]) -> tuple[int, int, str | None]:
    """Where the words stand that tell a missing event. Raises UsageError where they do not, or the desk keeps no text."""
    told = given.get("words", "").strip()
    row = next(iter(store.rows("article_text", id=article)), None)
    if row is None:
        raise UnknownError(f"this desk has no article {article!r}")
    if not told:
        raise UsageError("missing: copy the words of the text that tell the event")
    for part, text in ((None, row["text"] or ""), ("title", row["title"] or "")):
        at = text.find(told)
        if at >= 0:
            return at, at + len(told), part
    raise UsageError(f"{told[:80]!r} does not stand so in the text of {article!r}; copy the words as they are")


def agreed(ask: Ask) -> Page:
    """Krippendorff's alpha by field."""
    kept = ask.served.annotations
    rows = [found.row() for found in agreement(ask.store, kept)]
    who = kept.coders()
    notes = (f"{words.counted(len(who), 'coder')}, {words.counted(kept.count(), 'annotation')} that stand.",)
    return Page("Agreement", (Table(AGREED, rows, nothing="Nothing was judged by two coders yet."),), notes=notes)


PAGES = (
    Resource(
        "/annotate",
        "Judge event reports: right, wrong in a field, no event, or missing. A coder sees nothing of what others say.",
        annotate,
        (SAID,),
        (
            Option("coder", "Your label: up to 40 letters, digits, dots, dashes and underscores."),
            Option("order", "In which order: at random, type by type, or what looks least sure first.", "choice", "random", ORDERS),
            Option("skip", "How many to pass over.", "number", 0, most=1_000),
            Option("article", "This article instead of the next of the queue."),
            Option("event", "This event report of it."),
        ),
        annotated=True,
    ),
    Resource("/agreement", "How far coders agree, field by field.", agreed, (AGREED,), annotated=True),
)
