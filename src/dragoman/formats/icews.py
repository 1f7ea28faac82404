"""Write happenings as the ICEWS Coded Event Data: 20 columns, tab-separated, one row a pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from dragoman.formats.columns import ICEWS
from dragoman.formats.pairs import Dyad, PartyRecord, dyads, goldstein
from dragoman.formats.tabbed import write_tabbed
from dragoman.formats.writing import Context, Tally
from dragoman.model.report import Report

WEIGHT = "Weight"
LOSSES = (
    "Status, voice and attribution have no column: only happenings go in, and who said so is lost.",
    "PLOVER's type, mode, context and score have no column: the act is its first-ranked CAMEO code, its intensity Goldstein's.",
    "Lists become pairs, a meeting or agreement of several both ways; pairs of one event share its Event ID.",
    "Of two-sided fighting who fought whom is lost: each side is a row without a target.",
    "An interval is its first day, and an event without any date is left out.",
    "Spans, the rule and the words are lost; Story ID and Sentence Number (from 1, a headline first) lead back to the sentence.",
    "Country is empty for the United Nations and other actors of no state.",
    "A place is a city, a province or a country; a site keeps its coordinates only.",
)


def _side(name: str, party: PartyRecord | None, context: Context) -> dict[str, Any]:
    if party is None or party["via"] == "implicit":
        return {}
    sectors = context.knowledge.ontology.sectors
    return {
        f"{name} Name": party["name"],
        f"{name} Sectors": ",".join(sectors[code].name if code in sectors else code for code in party["sector"]),
        f"{name} Country": context.country_name(party["country"]) if party["country"] in context.knowledge.actors.states else "",
    }


def _row(dyad: Dyad, context: Context) -> dict[str, Any]:
    event, article = dyad.event, dyad.report.article
    where = event.get("where") or {}
    label = context.knowledge.ontology.cameo[dyad.code].label
    return {
        "Event ID": event["id"],
        "Event Date": dyad.day.isoformat(),
        **_side("Source", dyad.actor, context),
        "Event Text": label,
        "CAMEO Code": dyad.code,
        "Intensity": goldstein(dyad.code, context),
        **_side("Target", dyad.recipient, context),
        "Story ID": event["document_id"],
        "Sentence Number": event["sentence"]["index"] + 1,
        "Publisher": article.publisher,
        "City": where.get("name") if where.get("precision") == "town" else "",
        "Province": where.get("name") if where.get("precision") == "province" else "",
        "Country": context.country_name(where.get("country", "")),
        "Latitude": where.get("lat"),
        "Longitude": where.get("lon"),
        **({WEIGHT: round(dyad.weight, 6)} if context.weights else {}),
    }


def write_icews(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
    """Write a header and one row a pair; with `context.weights` a last column holds each pair's share of its event."""
    tally = Tally()
    rows: Iterator[dict[str, Any]] = (_row(dyad, context) for dyad in dyads(reports, "icews", tally))
    tally.rows = write_tabbed(rows, (*ICEWS, WEIGHT) if context.weights else ICEWS, stream, header=True)
    return tally
