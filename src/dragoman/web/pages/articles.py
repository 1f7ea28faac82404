"""Articles: a list of them, one with its reading, and the copies of one text."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from dragoman.errors import UnknownError
from dragoman.model import Article
from dragoman.reading.page import piece
from dragoman.reading.stored import stored_document
from dragoman.web.asking import OUTLET, PAGED, STRETCH, WORDS, Option
from dragoman.web.links import ARTICLE_LINKS, REPORT_LINKS
from dragoman.web.page import Page, Shape, Table, of_names, offset, paged
from dragoman.web.resource import Ask, Resource, address

ARTICLES = Shape(
    "articles",
    "Articles, the latest first. One row an article.",
    of_names(
        "published publisher title genre happenings reports agency author language characters url origin_id article_id".split()
    ),
    of_names("published publisher title genre happenings reports agency".split()),
)
COPIES = Shape(
    "articles",
    "Articles that are copies of one text, the first published first. One row an article.",
    of_names("published publisher title agency why url article_id".split()),
    of_names("published publisher title agency why".split()),
)
REPORTS = Shape(
    "reports",
    "What the article tells, in the order of its text. One row an event report.",
    of_names(
        "actor_name event_type mode recipient_name status voice happened trigger rule incident_id event_id actor_id recipient_id article_id".split()
    ),
)
ASIDE = Shape("set_aside", "What looked like an event and was not coded. One row a clause.", of_names("text reason rule".split()))


def articles(ask: Ask) -> Page:
    """Articles by outlet, day and words."""
    found = ask.words(ask["q"])
    rows = ask.store.rows(
        "articles_found",
        articles=found,
        outlet=ask["outlet"],
        since=ask["since"],
        until=ask["until"],
        most=ask["per"],
        skip=offset(ask.options),
    )
    total = rows[0]["found"] if rows else 0
    paged(rows, total, ask.options)
    return Page("Articles", (Table(ARTICLES, rows, ARTICLE_LINKS, total, nothing="No such article."),), notes=ask.notes)


def article(ask: Ask) -> Page:
    """One article: its text with the marks of what was read in it, and the event reports beside."""
    found = ask.store.rows("article_text", id=ask.parts["id"])
    if not found:
        raise UnknownError(f"this desk has no article {ask.parts['id']!r}")
    row = found[0]
    text = Article(
        row["text"] or "",
        title=row["title"] or "",
        published=row["published"],
        id=row["article_id"],
        url=row["url"] or "",
        publisher=row["publisher"] or "",
        author=row["author"] or "",
        path=row["path"] or "",
    )
    run = ask["run"]
    reading = ask.store.rows("stored_reading", id=row["article_id"], run=run)
    if run and not reading:
        raise UnknownError(f"run {run!r} has not read this article")
    origin = ask.store.rows("origin_of_article", id=row["article_id"], most=50)
    events: list[dict[str, Any]] = []
    aside: list[dict[str, Any]] = []
    shown: dict[str, Any] = {"piece": None, "about": row, "origin": origin}
    if reading:
        of_run = reading[0]["run_id"]
        events = ask.store.rows("stored_events", id=row["article_id"], run=of_run)
        aside = ask.store.rows("stored_set_aside", id=row["article_id"], run=of_run)
        layers = json.loads(reading[0]["layers"] or "{}")
        doc = stored_document(text, layers, [json.loads(item["record"]) for item in events], aside)
        shown["piece"] = piece(doc, ask.knowledge)
    shown["to"] = lambda event: address("event", row["article_id"], event)
    reports = [_report(json.loads(item["record"]), item, row["article_id"]) for item in events]
    facts = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items() if name != "text"}
    return Page(
        row["title"] or row["article_id"],
        (Table(REPORTS, reports, REPORT_LINKS, nothing="No event coded."), Table(ASIDE, aside, nothing="Nothing set aside.")),
        "article.html",
        facts={**facts, "text": row["text"], "origin_id": origin[0]["origin_id"] if origin else None},
        shown=shown,
    )


def _report(record: dict[str, Any], row: dict[str, Any], article: str) -> dict[str, Any]:
    sides = {
        f"{side}_{name}": "; ".join(str(party[name] or "") for party in record[side])
        for side in ("actor", "recipient")
        for name in ("name", "id")
    }
    same = {name: record[name] for name in ("event_type", "mode", "status", "voice", "happened", "rule")}
    trigger = record["trigger"]["text"]
    return {
        **sides,
        **same,
        "trigger": trigger,
        "event_id": row["event_id"],
        "incident_id": row["incident_id"],
        "article_id": article,
    }


def origin(ask: Ask) -> Page:
    """The copies of one text."""
    rows = ask.store.rows("articles_of_origin", id=ask.parts["id"], most=1_000)
    if not rows:
        raise UnknownError(f"this desk has no origin {ask.parts['id']!r}")
    return Page("One origin", (Table(COPIES, rows, ARTICLE_LINKS),), notes=("Articles of one origin count as one voice.",))


PAGES = (
    Resource("/articles", "Articles by words, outlet and day.", articles, (ARTICLES,), (WORDS, OUTLET, *STRETCH, *PAGED)),
    Resource(
        "/article/{id}",
        "An article with its reading: each event report beside its words.",
        article,
        (REPORTS, ASIDE),
        (Option("run", "As this run read it; the latest without."),),
        {"id": "Id of the article."},
    ),
    Resource("/origin/{id}", "The articles that are copies of one text.", origin, (COPIES,), parts={"id": "Id of the origin."}),
)
