"""Write happenings as POLECAT: 40 columns, tab-separated, one row an event, lists joined by "; "."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, BinaryIO

from dragoman.formats.columns import POLECAT
from dragoman.formats.tabbed import write_tabbed
from dragoman.formats.writing import UNDATED, Context, Tally, day_of, happenings
from dragoman.model.report import Report

JOIN = "; "
# What POLECAT writes where it knows nothing.
NONE = "None"
LOSSES = (
    "Status, voice and attribution have no column: only happenings go in, and who said so is lost.",
    "CAMEO's code has no column; intensity is PLOVER's score.",
    "An interval is its first day, and an event without any date is left out.",
    "Spans, offsets and the rule are lost; the words of actors and places stay, of the trigger not.",
    "Titles, Wikipedia and GeoNames ids, feature types and the people, organisations and places of the whole story "
    "are not known here and stay None; so does the article's address, which has no column.",
    "A sector list is joined by commas within one actor and by semicolons between actors.",
)


def _joined(values: Iterable[str]) -> str:
    found = [value or NONE for value in values]
    return JOIN.join(found) if any(value != NONE for value in found) else NONE


def _side(name: str, parties: list[dict[str, Any]], context: Context, day: date) -> dict[str, Any]:
    return {
        f"{name} Name": _joined(party["name"] for party in parties),
        f"{name} Country": _joined(party["country"] for party in parties),
        f"{name} COW": _joined(context.state_code(party["country"], "cow", day) for party in parties),
        f"Primary {name} Sector": _joined((*party["sector"], "")[0] for party in parties),
        f"{name} Sectors": _joined(",".join(party["sector"]) for party in parties),
        f"{name} Name Raw": _joined(party["text"] for party in parties),
    }


def _row(report: Report, day: date, context: Context) -> dict[str, Any]:
    event, article = report.event, report.article
    where = event.get("where") or {}
    return {
        "Event ID": event["id"],
        "Event Date": day.isoformat(),
        "Event Type": event["event_type"],
        "Event Mode": JOIN.join(event["mode"]),
        "Intensity": event["score"],
        "Quad Code": context.knowledge.ontology.quads[event["quad"]].name.upper(),
        "Contexts": JOIN.join(event["context"]),
        **_side("Actor", event["actor"], context, day),
        **_side("Recipient", event["recipient"], context, day),
        "Placename": where.get("name"),
        "City": where.get("name") if where.get("precision") == "town" else "",
        "Province": where.get("name") if where.get("precision") == "province" else "",
        "Country": where.get("country"),
        "Latitude": where.get("lat"),
        "Longitude": where.get("lon"),
        "Raw Placename": (where.get("span") or {}).get("text"),
        "Source": article.publisher,
        "Publication Date": article.published.isoformat() if article.published else "",
        "Language": article.language,
        "Version": f"{event['coder']} {event['codebook']}",
    }


def write_polecat(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
    """Write a header and one row an event, lists never multiplied."""
    tally = Tally()

    def rows() -> Iterable[dict[str, Any]]:
        for report in happenings(reports, "polecat"):
            day = day_of(report)
            if day is None:
                tally.left_out[UNDATED] += 1
            else:
                yield _row(report, day, context)

    tally.rows = write_tabbed(rows(), POLECAT, stream, header=True, missing=NONE)
    return tally
