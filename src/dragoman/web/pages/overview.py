"""The overview: how much is in the desk, what was told most, between whom, and by which outlets."""

from __future__ import annotations

import json
from datetime import timedelta

from dragoman.web.links import ARTICLES_OF, INCIDENT_LINKS, PAIR_LINKS
from dragoman.web.page import Page, Shape, Table, of_names
from dragoman.web.resource import Ask, Resource

MOST = 12
# How far back "lately" goes from the last day that was read.
LATELY = timedelta(days=30)

TOLD = Shape(
    "incidents",
    "What the most independent origins tell, of the incidents told in the last thirty days of the desk. One row an incident.",
    of_names(
        "day actor_name event_type recipient_name where_name origins reports articles denied_by disagree_on incident_id actor_id recipient_id".split()
    ),
    of_names("day actor_name event_type recipient_name where_name origins reports disagree_on".split()),
)
PAIRS = Shape(
    "pairs",
    "Between whom most incidents happened, either way. One row a pair of countries or bodies.",
    of_names("one other incidents cooperation conflict day_first day_last".split()),
)
MONTHS = Shape(
    "months",
    "How much was read and how much happened, the last months first. One row a month.",
    of_names("begin articles incidents".split()),
)
OUTLETS = Shape(
    "outlets",
    "Who was read most. One row an outlet.",
    of_names("publisher articles origins first_published last_published".split()),
)


def overview(ask: Ask) -> Page:
    """The first page of a desk; of an empty one, how to fill it."""
    counts = ask.store.rows("desk_counts")[0]
    last = ask.store.value("last_published")
    told = ask.store.rows("most_told", since=last and (last - LATELY).isoformat(), most=MOST)
    for row in told:
        row["disagree_on"] = [item["field"] for item in json.loads(row["disagreements"] or "[]")]
    nothing = "No incident yet."
    return Page(
        "Overview",
        (
            Table(TOLD, told, INCIDENT_LINKS, title="Told most, lately", nothing=nothing),
            Table(
                PAIRS,
                ask.store.rows("busiest_pairs", who=None, since=None, until=None, most=MOST, skip=0),
                PAIR_LINKS,
                title="Between whom",
                nothing=nothing,
            ),
            Table(MONTHS, ask.store.rows("overview_months", most=MOST), {}, title="How much was read", nothing="No article yet."),
            Table(OUTLETS, ask.store.rows("outlets", most=MOST), ARTICLES_OF, title="Outlets", nothing="No article yet."),
        ),
        "overview.html",
        facts=counts,
        shown={"counts": counts, "desk": ask.store.path.name},
    )


PAGES = (Resource("/", "What is in the desk.", overview, (TOLD, PAIRS, MONTHS, OUTLETS)),)
