"""On how many independent origins a happening rests, and who carries each."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from dragoman.errors import UnknownError
from dragoman.store.file import Reader

Row = dict[str, Any]


def incident_by_id(store: Reader, name: str) -> Row:
    """An incident; an id that merged into another leads there (`asked` keeps the old one). Raises UsageError."""
    living = store.value("living_incident", id=name) or name
    found = store.rows("incident_by_id", id=living)
    if not found:
        raise UnknownError(f"no incident {name!r} in {store.path}; `dragoman incidents` lists them")
    incident = found[0]
    incident["disagreements"] = json.loads(incident["disagreements"] or "[]")
    return {"asked": name, **incident}


def reports_of(store: Reader, incident: str) -> list[Row]:
    """An incident's reports with their articles, origin by origin, the first published first."""
    return store.rows("reports_of_incident", id=incident)


def corroborate_incident(store: Reader, name: str) -> Row:
    """The incident, its reports by origin with why they are one origin, and where the reports disagree."""
    incident = incident_by_id(store, name)
    rows = reports_of(store, incident["incident_id"])
    origins = []
    for origin, group in groupby(rows, key=lambda row: row["origin_id"]):
        reports = list(group)
        names = sorted({row["article_id"] for row in reports})
        copies = [row["why"] for row in store.rows("why_one_origin", articles=names)]
        origins.append({"origin_id": origin, "reports": reports, "why": sorted(set(copies))})
    return {"incident": incident, "origins": origins}


def corroborate_article(store: Reader, name: str) -> Row:
    """Each happening that an article tells, and how many origins besides its own tell it. Raises UsageError."""
    found = store.rows("article_by_id", id=name)
    if not found:
        raise UnknownError(f"no incident and no article {name!r} in {store.path}")
    return {"article": found[0], "happenings": store.rows("happenings_of_article", id=name)}


def corroborate(store: Reader, name: str) -> Row:
    """What an incident or an article rests on. Raises UsageError where there is neither of this id."""
    if store.value("article_known", id=name):
        return corroborate_article(store, name)
    return corroborate_incident(store, name)
