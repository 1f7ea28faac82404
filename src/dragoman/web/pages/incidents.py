"""Incidents: a list, and one with its reports by origin, what they disagree on, and the outlets side by side."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from dragoman.desk.comparison import compare_reports
from dragoman.desk.corroboration import corroborate_incident
from dragoman.desk.naming import actor_key, type_key
from dragoman.reading.words import QUADS
from dragoman.web.asking import ACTOR, COUNTRY, PAGED, PLACE, QUAD, RECIPIENT, STRETCH, TYPE, Option
from dragoman.web.links import INCIDENT_LINKS, REPORT_LINKS
from dragoman.web.page import Page, Shape, Table, of_names, offset, paged
from dragoman.web.resource import Ask, Resource

INCIDENTS = Shape(
    "incidents",
    "Incidents, the latest first: reports of one happening are one row.",
    of_names(
        "day actor_name event_type recipient_name where_name origins reports articles disagree_on mode quad score day_first day_last precision "
        "where_country denied_by publishers counts first_published last_published actor_id recipient_id incident_id".split()
    ),
    of_names("day actor_name event_type recipient_name where_name origins reports disagree_on".split()),
)
REPORTS = Shape(
    "reports",
    "Who tells it, origin by origin. One row an event report.",
    of_names(
        "published publisher actor_name event_type recipient_name status when_start when_end where_name source_kind sentence title url "
        "rule origin_id article_id event_id".split()
    ),
    of_names("published publisher status sentence".split()),
)
OUTLETS = Shape(
    "outlets",
    "The same happening, outlet by outlet, in their words. One row an outlet.",
    of_names("outlet verbs actor recipient numbers places voices leaves_out".split()),
)


def incidents(ask: Ask) -> Page:
    """Incidents that have all that is asked."""

    def key(name: str) -> str | None:
        return actor_key(ask[name], ask.knowledge) if ask[name] else None

    rows = ask.store.rows(
        "incidents_listed",
        type=type_key(ask["type"], ask.knowledge) if ask["type"] else None,
        quad=ask["quad"] or None,
        actor=key("actor"),
        recipient=key("recipient"),
        one=key("one"),
        other=key("other"),
        country=ask["country"],
        place=ask["place"],
        since=ask["since"],
        until=ask["until"],
        origins=ask["origins"],
        disagreeing=ask["disagreeing"],
        everything=ask["all"],
        most=ask["per"],
        skip=offset(ask.options),
    )
    total = rows[0]["found"] if rows else 0
    paged(rows, total, ask.options)
    for row in rows:
        row["disagree_on"] = [item["field"] for item in json.loads(row["disagreements"] or "[]")]
    return Page("Incidents", (Table(INCIDENTS, rows, INCIDENT_LINKS, total, nothing="No such incident."),))


def incident(ask: Ask) -> Page:
    """One incident; an id that merged into another leads there."""
    told = corroborate_incident(ask.store, ask.parts["id"])
    row, origins = told["incident"], told["origins"]
    reports = [report for origin in origins for report in origin["reports"]]
    compared = compare_reports(reports)
    for outlet in compared:
        outlet["leaves_out"] = [f"{field}: {', '.join(found)}" for field, found in outlet["leaves_out"].items()]
    facts = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
    return Page(
        f"{row['actor_name'] or row['actor_id'] or '?'} → {row['recipient_name'] or row['recipient_id'] or '?'}: {row['event_type']}",
        (Table(REPORTS, reports, REPORT_LINKS, title="Reports"), Table(OUTLETS, compared, title="Outlets side by side")),
        "incident.html",
        facts=facts,
        shown={"row": row, "origins": origins, "quad": QUADS[row["quad"]], "many": _many(row)},
        notes=(f"{ask.parts['id']} is now {row['incident_id']}",) if row["asked"] != row["incident_id"] else (),
    )


def _many(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Where the reports disagree: each value with how many tell it."""
    return [
        {"field": item["field"], "values": [(str(value["value"]), len(value["reports"])) for value in item["values"]]}
        for item in row["disagreements"]
    ]


PAGES = (
    Resource(
        "/incidents",
        "Incidents by type, actor, recipient, place and day.",
        incidents,
        (INCIDENTS,),
        (
            ACTOR,
            TYPE,
            RECIPIENT,
            *STRETCH,
            Option(
                "origins", "Only what so many independent origins tell.", "number", 1, least=1, most=1000, label="origins, at least"
            ),
            Option("disagreeing", "Only where the reports disagree.", "flag", False),
            Option(
                "all",
                "Also what every report denies, or whose doer none names.",
                "flag",
                False,
                rare=True,
                label="also denied or doerless",
            ),
            PLACE,
            COUNTRY,
            QUAD,
            Option(
                "one",
                "Only what this side takes part in; with `other`, only what is between the two, either way.",
                rare=True,
                label="between",
            ),
            Option("other", "The other side of `one`.", rare=True, label="and"),
            *PAGED,
        ),
    ),
    Resource(
        "/incident/{id}",
        "An incident: its reports by origin, what they disagree on, the outlets side by side.",
        incident,
        (REPORTS, OUTLETS),
        parts={"id": "Id of the incident; one that merged into another leads there."},
    ),
)
