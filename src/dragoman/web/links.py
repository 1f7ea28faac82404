"""Where the cells of tables lead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from dragoman.knowledge import Knowledge
from dragoman.web.page import Link
from dragoman.web.resource import address

Row = dict[str, Any]


def to_event(row: Row) -> str:
    """The page of an event report."""
    return address("event", row["article_id"], row["event_id"])


def to_article(row: Row) -> str:
    """The page of an article."""
    return address("article", row["article_id"])


def to_incident(row: Row) -> str:
    """The page of an incident."""
    return address("incident", row["incident_id"])


def _to_actor(side: str) -> Link:
    def to(row: Row) -> str:
        return address("actor", row[f"{side}_id"]) if row.get(f"{side}_id") and "; " not in row[f"{side}_id"] else ""

    return to


def to_type(row: Row) -> str:
    """The codebook's page of an event type."""
    return address("codebook", row["event_type"])


def at(target: str, anchor: str) -> str:
    """An address with the part of its page that is meant."""
    return f"{target}#{quote(anchor, safe='')}"


def to_words(row: Row) -> str:
    """An article at the words of a clause, which a browser finds by themselves and the word on either side."""
    if not row.get("text"):
        return to_article(row)
    asked = [
        quote(part, safe="").replace("-", "%2D") for part in (*_last_word(row["before"]), row["text"], *_first_word(row["after"]))
    ]
    if _last_word(row["before"]):
        asked[0] += "-"
    if _first_word(row["after"]):
        asked[-1] = f"-{asked[-1]}"
    return f"{to_article(row)}#:~:text={','.join(asked)}"


def _last_word(text: str | None) -> list[str]:
    return (text or "").split()[-1:] if (text or "")[-1:].isspace() else []


def _first_word(text: str | None) -> list[str]:
    return (text or "").split()[:1] if (text or "")[:1].isspace() else []


def rule_link(knowledge: Knowledge) -> Link:
    """A rule of the lexicon in the codebook; nowhere where the lexicon has it no more."""

    def to(row: Row) -> str:
        rule = knowledge.lexicon.rules.get(row["rule"] or "")
        return at(address("codebook", rule.event), rule.id) if rule else ""

    return to


def to_dyad(row: Row) -> str:
    """The page of a pair."""
    return address("dyad", row["one"], row["other"])


def to_file(row: Row) -> str:
    """A file of the datasets of a published site."""
    return f"/data/{quote(str(row['name']), safe='')}"


SIDES: Mapping[str, Link] = {"actor_name": _to_actor("actor"), "recipient_name": _to_actor("recipient"), "event_type": to_type}
REPORT_LINKS: Mapping[str, Link] = {
    **SIDES,
    "sentence": to_event,
    "trigger": to_event,
    "event_id": to_event,
    "published": to_article,
    "title": to_article,
    "article_id": to_article,
    "incident_id": to_incident,
    "origin_id": lambda row: address("origin", row["origin_id"]),
    "rule": lambda row: address("search", rule=row["rule"]),
}
INCIDENT_LINKS: Mapping[str, Link] = {
    **SIDES,
    "day": to_incident,
    "origins": to_incident,
    "reports": to_incident,
    "disagree_on": to_incident,
    "incident_id": to_incident,
}
ARTICLE_LINKS: Mapping[str, Link] = {
    "title": to_article,
    "article_id": to_article,
    "published": to_article,
    "publisher": lambda row: address("articles", outlet=row["publisher"]),
    "origin_id": lambda row: address("origin", row["origin_id"]),
    "reports": to_article,
}
PAIR_LINKS: Mapping[str, Link] = {
    "one": lambda row: address("actor", row["one"]),
    "other": lambda row: address("actor", row["other"]),
    "incidents": to_dyad,
    "cooperation": to_dyad,
    "conflict": to_dyad,
}
ARTICLES_OF: Mapping[str, Link] = {"publisher": lambda row: address("articles", outlet=row["publisher"])}
