"""One happening side by side: each outlet's verbs, labels, numbers and quoted voices, and what each leaves out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.desk.corroboration import incident_by_id, reports_of
from dragoman.incidents.disagreements import bound
from dragoman.store.file import Reader

Row = dict[str, Any]
FIELDS = ("verbs", "actor", "recipient", "numbers", "places", "voices")


def compare_incident(store: Reader, name: str) -> Row:
    """The incident and one row an outlet, as of `compare_reports`. Raises UsageError."""
    incident = incident_by_id(store, name)
    return {"incident": incident, "outlets": compare_reports(reports_of(store, incident["incident_id"]))}


def compare_reports(reports: Iterable[Row]) -> list[Row]:
    """One row an outlet (its publisher, else its article) of an incident's reports.

    Each row has FIELDS as lists of the outlet's own words (codes where the desk keeps no texts), and `leaves_out`:
    for each field what at least one other outlet tells and this one does not tell.
    """
    outlets: dict[str, dict[str, dict[str, str]]] = {}
    articles: dict[str, set[str]] = {}
    for row in reports:
        outlet = row["publisher"] or row["article_id"]
        told = outlets.setdefault(outlet, {field: {} for field in FIELDS})
        articles.setdefault(outlet, set()).add(row["article_id"])
        for field, meaning, words in _told(row):
            told[field].setdefault(meaning, words)
    compared = []
    for outlet, told in outlets.items():
        others = [other for name, other in outlets.items() if name != outlet]
        compared.append(
            {
                "outlet": outlet,
                "articles": sorted(articles[outlet]),
                **{field: list(told[field].values()) for field in FIELDS},
                "leaves_out": {field: found for field in LEFT_OUT if (found := _missing(told, others, field))},
            }
        )
    return compared


# Verbs and labels are each outlet's own choice; what can be left out is what one tells and another does not.
LEFT_OUT = ("numbers", "places", "voices")


def _missing(told: dict[str, dict[str, str]], others: Iterable[dict[str, dict[str, str]]], field: str) -> list[str]:
    """What others tell in a field and this one does not; a place that it tells as whom it was done to is told."""
    found: dict[str, str] = {}
    known = told[field].keys() | (told["recipient"].keys() if field == "places" else set())
    for other in others:
        for meaning, words in other[field].items():
            if meaning not in known:
                found.setdefault(meaning, words)
    return list(found.values())


def _told(row: Row) -> Iterator[tuple[str, str, str]]:
    """What one report tells: the field, what it means (for comparing) and the words."""
    record = json.loads(row["record"])
    trigger = record["trigger"]["text"]
    if trigger:
        yield "verbs", trigger.lower(), trigger
    for side in ("actor", "recipient"):
        for party in record[side]:
            words = party["text"] or party["name"] or party["id"]
            if words:
                yield side, words.lower(), words
    for item in record["quantity"]:
        amount = (
            f"{item['min']:g}"
            if item["min"] == item["max"] and item["min"] is not None
            else f"{bound(item['min'])}–{bound(item['max'])}"
        )
        kind = "" if item["kind"] == "count" else f"({item['kind']})"
        yield "numbers", f"{item['kind']} {item['unit']} {amount}", " ".join(filter(None, (amount, item["unit"], kind)))
    if row["where_name"]:
        yield "places", row["where_name"].lower(), row["where_name"]
    for link in record["attribution"][1:]:
        source = link["source"]
        ids = ", ".join(source.get("actor", ()))
        words = source.get("text") or ids or source["kind"]
        yield "voices", ids or words.lower(), words
