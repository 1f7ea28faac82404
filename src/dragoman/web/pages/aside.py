"""Set aside: what looked like an event and was not coded, each clause with its reason and its words in the text."""

from __future__ import annotations

from typing import Any

from dragoman.web.asking import OUTLET, PAGED, STRETCH, Option
from dragoman.web.links import rule_link, to_article, to_words
from dragoman.web.page import Page, Shape, Table, of_names, offset, paged
from dragoman.web.resource import Ask, Resource, address

ASIDE = Shape(
    "set_aside",
    "What looked like an event and was not coded, the latest published first. One row a clause.",
    of_names("published publisher text reason rule text_before text_after title part start_at end_at run_id article_id".split()),
    of_names("published publisher text reason rule".split()),
)
FACETS = Shape(
    "facets",
    "How many of the clauses found have each value of a field. One row a value.",
    of_names("facet value clauses".split()),
)
# Characters of the text shown on either side of the words, and values of each field that are counted out.
AROUND, MOST = 120, 12


def set_aside(ask: Ask) -> Page:
    """Clauses that were set aside, by reason, rule, outlet, day and words."""
    asked: dict[str, Any] = {
        "words": ask["q"],
        **{name: ask[name] for name in ("reason", "rule", "outlet", "since", "until")},
    }
    rows = ask.store.rows("set_asides_found", **asked, around=AROUND, most=ask["per"], skip=offset(ask.options))
    facets = ask.store.rows("set_aside_facets", **asked, most=MOST)
    total = next((row["clauses"] for row in facets if row["facet"] == "all"), 0)
    paged(rows, total, ask.options)
    for row in rows:
        row["start_at"], row["end_at"] = row["start"], row["end"]
        row["text_before"], row["text_after"] = _whole_words(row["before"], row["after"], row["start"])
    by: dict[str, list[dict[str, Any]]] = {"reason": [], "rule": [], "outlet": []}
    for row in facets:
        if row["facet"] in by:
            by[row["facet"]].append(row)
    links = {
        "published": to_article,
        "publisher": lambda row: address("set-aside", outlet=row["publisher"]),
        "text": to_words,
        "reason": lambda row: address("set-aside", reason=row["reason"]),
        "rule": rule_link(ask.knowledge),
    }
    return Page(
        "Set aside",
        (Table(ASIDE, rows, links, total, nothing="Nothing set aside has all that is asked."), Table(FACETS, facets)),
        "set_aside.html",
        facts={"clauses": total},
        shown={"facets": by, "total": total, "to_words": to_words},
    )


def _whole_words(before: str | None, after: str | None, start: int) -> tuple[str, str]:
    """The text on either side without the pieces of words at its outer ends."""
    left, right = before or "", after or ""
    if start > len(left):
        left = left.partition(" ")[2]
    return left, right if len(right) < AROUND else right.rpartition(" ")[0]


PAGES = (
    Resource(
        "/set-aside",
        "What looked like an event and was not coded, with the reason.",
        set_aside,
        (ASIDE, FACETS),
        (
            Option("q", "Words of the clause, as they stand in it."),
            Option("reason", "Only for this reason."),
            Option("rule", "Only what this rule of the lexicon would have coded."),
            OUTLET,
            *STRETCH,
            *PAGED,
        ),
    ),
)
