"""Search: event reports by words, parties, type, status, voice, place, day and outlet, with counts of each."""

from __future__ import annotations

from typing import Any

from dragoman.desk.naming import actor_key, type_key
from dragoman.web.asking import ACTOR, COUNTRY, OUTLET, PAGED, PLACE, QUAD, RECIPIENT, STRETCH, TYPE, WORDS, Option
from dragoman.web.links import REPORT_LINKS
from dragoman.web.page import Page, Shape, Table, of_names, offset, paged
from dragoman.web.resource import Ask, Resource

REPORTS = Shape(
    "reports",
    "Event reports, the latest first, whatever their status. One row an event report.",
    of_names(
        "published publisher actor_name event_type recipient_name status voice sentence mode historical happened counts when_start when_end "
        "where_name where_country source_kind trigger quad score cameo title rule actor_id recipient_id incident_id origin_id article_id event_id".split()
    ),
    of_names("published publisher actor_name event_type recipient_name status voice sentence".split()),
)
FACETS = Shape(
    "facets",
    "How many of the event reports found have each value of a field. One row a value.",
    of_names("facet value reports".split()),
)
# Values of each field that are counted out.
MOST = 8
STATUSES = ("actual", "ongoing", "habitual", "future", "hypothetical", "negated")


def search(ask: Ask) -> Page:
    """Event reports that have all that is asked."""
    asked: dict[str, Any] = {
        "articles": ask.words(ask["q"]),
        "type": type_key(ask["type"], ask.knowledge) if ask["type"] else None,
        "actor": actor_key(ask["actor"], ask.knowledge) if ask["actor"] else None,
        "recipient": actor_key(ask["recipient"], ask.knowledge) if ask["recipient"] else None,
        "happened": {"yes": True, "no": False}.get(ask["happened"]),
        "quad": ask["quad"] or None,
        **{name: ask[name] for name in ("status", "voice", "rule", "country", "place", "outlet", "since", "until")},
    }
    found = ask.store.rows("reports_found", **asked, most=ask["per"], skip=offset(ask.options))
    rows = ask.reports(found)
    facets = ask.store.rows("report_facets", **asked, most=MOST)
    total = next((row["reports"] for row in facets if row["facet"] == "all"), 0)
    paged(rows, total, ask.options)
    by: dict[str, list[dict[str, Any]]] = {}
    for row in facets:
        if row["facet"] != "all":
            by.setdefault(row["facet"], []).append(row)
    return Page(
        "Search",
        (Table(REPORTS, rows, REPORT_LINKS, total, nothing="No event report has all that is asked."), Table(FACETS, facets)),
        "search.html",
        facts={"reports": total},
        shown={"facets": by, "total": total},
        notes=ask.notes,
    )


PAGES = (
    Resource(
        "/search",
        "Event reports by words, parties, type, status, voice, place, day and outlet.",
        search,
        (REPORTS, FACETS),
        (
            WORDS,
            ACTOR,
            TYPE,
            RECIPIENT,
            OUTLET,
            *STRETCH,
            Option("happened", "Only what is told as having happened, or only what is not.", "choice", None, ("yes", "no")),
            Option("status", "Only of this status.", "choice", None, STATUSES, rare=True),
            Option("voice", "Only what is reported, or only what is opinion.", "choice", None, ("report", "opinion"), rare=True),
            PLACE,
            COUNTRY,
            QUAD,
            Option("rule", "Only coded by this rule.", rare=True),
            *PAGED,
        ),
    ),
)
