"""Write happenings as GDELT 2.0's two tables: 61 columns of events and 16 of mentions, tab-separated, without a header.

A report of the same pair doing the same thing in one incident is one event and one more mention; where nothing
was linked, every happening of a document is an event of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from dragoman.formats.cameo import CameoActor, base_code, cameo_actor, root_code
from dragoman.formats.columns import GDELT_EVENTS, GDELT_MENTIONS
from dragoman.formats.pairs import Dyad, PartyRecord, dyads, goldstein
from dragoman.formats.tabbed import write_tabbed
from dragoman.formats.writing import Context, Tally
from dragoman.model.article import Article, paragraph_spans
from dragoman.model.report import Report

WEIGHT = "Weight"
# Quad class by CAMEO root, as the GDELT codebook groups them; an appeal (02) is verbal cooperation there.
QUADS = {f"{root:02}": 1 if root < 6 else 2 if root < 9 else 3 if root < 14 else 4 for root in range(1, 21)}
# The codebook's list of types has no party.
TYPES = 3
NO_TYPE = frozenset({"PTY"})
# The codebook's levels of a place: a country, or a place in or outside the United States by FIPS code.
COUNTRY = 1
HOME, LEVELS = "US", {"province": (5, 2), "town": (4, 3), "point": (4, 3)}
WEB, CITATION = 1, 2
_SHARED = (
    "Status, voice and attribution have no column: only happenings go in, and who said so is lost.",
    "Lists become pairs, a meeting or agreement of several both ways; ids are numbers made of happening, pair and code.",
    "An event without any date is left out.",
)
LOSSES = (
    *_SHARED,
    "PLOVER's type, mode, context and score have no column: the act is its first-ranked CAMEO code, with Goldstein's weight "
    "and the quad class GDELT gives its root.",
    "Of two-sided fighting who fought whom is lost: each side is a row without a second actor.",
    "An interval is its first day.",
    "Spans, the rule and the words are lost; the mentions table keeps offsets and our event id.",
    "Tone, ethnic and religious codes, places of the actors and codes of provinces are not known here and stay empty; "
    "so are sectors CAMEO has no type for, and a fourth type.",
    "NumSources counts publishers that are named; DATEADDED is the day of publication where an article was not fetched.",
)
MENTION_LOSSES = (
    *_SHARED,
    "Only a mention's place in its article is told: the act itself is in the events table, by GlobalEventID.",
    "Tone, translation and confidence are empty where not known; offsets in a headline are -1.",
    "Extras, unused in GDELT, holds our event id.",
)


def number(dyad: Dyad) -> int:
    """A number for an event: the same for reports of one incident in which one actor does one thing to another.

    Below 2**53, so that no reader of numbers rounds it.
    """
    sides = (side["id"] if side else "" for side in (dyad.actor, dyad.recipient))
    key = "\0".join((dyad.report.incident or dyad.happening, *sides, dyad.code))
    return int(hashlib.sha256(key.encode()).hexdigest()[:13], 16)


def _added(article: Article) -> str:
    if article.fetched is not None:
        return f"{article.fetched:%Y%m%d%H%M%S}"
    return f"{article.published:%Y%m%d}000000" if article.published else ""


def _actor(name: str, actor: CameoActor) -> dict[str, Any]:
    types = tuple(code for code in (actor.root, *actor.roles) if code and code not in NO_TYPE)
    return {
        f"{name}Code": actor.code,
        f"{name}Name": actor.name.upper(),
        f"{name}CountryCode": actor.country,
        f"{name}KnownGroupCode": actor.group,
        **{f"{name}Type{place}Code": code for place, code in enumerate(types[:TYPES], 1)},
    }


def _place(where: Mapping[str, Any], context: Context, dyad: Dyad) -> dict[str, Any]:
    if not where:
        return {}
    country = context.country_name(where["country"])
    fips = context.state_code(where["country"], "fips", dyad.day)
    whole = where["precision"] == "country"
    levels = LEVELS.get(where["precision"])
    return {
        "ActionGeo_Type": COUNTRY if whole else levels[fips == HOME] if levels and fips else "",
        "ActionGeo_FullName": where["name"] if whole or not country else f"{where['name']}, {country}",
        "ActionGeo_CountryCode": fips,
        "ActionGeo_Lat": where["lat"],
        "ActionGeo_Long": where["lon"],
    }


def _in_lead(report: Report) -> int | str:
    """Whether the act is told in the first paragraph of the body; "" in a headline, or where no text is kept."""
    trigger, text = report.event["trigger"], report.article.text
    if not text or trigger.get("in", "body") != "body":
        return ""
    start, end = next(paragraph_spans(text), (0, 0))
    return int(start <= trigger["start"] < end)


@dataclass
class _Told:
    row: dict[str, Any]
    reports: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    publishers: set[str] = field(default_factory=set)

    def add(self, dyad: Dyad) -> None:
        self.reports.add(dyad.event["id"])
        self.documents.add(dyad.event["document_id"])
        self.publishers |= {dyad.report.article.publisher} - {""}


def _event_row(dyad: Dyad, context: Context) -> dict[str, Any]:
    day, code, article = dyad.day, dyad.code, dyad.report.article
    return {
        "GlobalEventID": number(dyad),
        "Day": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": f"{day:%Y}",
        "FractionDate": f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}",
        **_actor("Actor1", cameo_actor(dyad.actor, context, day)),
        **_actor("Actor2", cameo_actor(dyad.recipient, context, day)),
        "IsRootEvent": _in_lead(dyad.report),
        "EventCode": code,
        "EventBaseCode": base_code(code),
        "EventRootCode": root_code(code),
        "QuadClass": QUADS[root_code(code)],
        "GoldsteinScale": goldstein(code, context),
        **_place(dyad.event.get("where") or {}, context, dyad),
        "DATEADDED": _added(article),
        "SOURCEURL": article.url,
        **({WEIGHT: round(dyad.weight, 6)} if context.weights else {}),
    }


def write_gdelt(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
    """Write the events table, each event where it is first told, with how often it is told in all.

    With `context.weights` a last column holds each pair's share of its event.
    """
    tally = Tally()
    told: dict[int, _Told] = {}
    for dyad in dyads(reports, "gdelt", tally):
        told.setdefault(number(dyad), _Told(_event_row(dyad, context))).add(dyad)
    rows = (
        item.row
        | {
            "NumMentions": len(item.reports),
            "NumSources": len(item.publishers) or "",
            "NumArticles": len(item.documents),
        }
        for item in told.values()
    )
    tally.rows = write_tabbed(rows, (*GDELT_EVENTS, WEIGHT) if context.weights else GDELT_EVENTS, stream, header=False)
    return tally


def _offset(party: PartyRecord | None) -> int:
    return -1 if party is None or party["start"] is None or party["where"] != "body" else int(party["start"])


def _mention_rows(found: Iterable[Dyad]) -> Iterator[dict[str, Any]]:
    first: dict[int, str] = {}
    for dyad in found:
        event, article = dyad.event, dyad.report.article
        trigger, confidence = event["trigger"], event["confidence"]
        sides = [side for side in (dyad.actor, dyad.recipient) if side is not None]
        yield {
            "GlobalEventID": number(dyad),
            "EventTimeDate": first.setdefault(number(dyad), _added(article)),
            "MentionTimeDate": _added(article),
            "MentionType": WEB if article.url else CITATION,
            "MentionSourceName": urlsplit(article.url).hostname or article.publisher,
            "MentionIdentifier": article.url or event["document_id"],
            "SentenceID": event["sentence"]["index"] + 1,
            "Actor1CharOffset": _offset(dyad.actor),
            "Actor2CharOffset": _offset(dyad.recipient),
            "ActionCharOffset": trigger["start"] if trigger.get("in", "body") == "body" else -1,
            "InRawText": int(all(side["via"] != "reference" for side in sides)),
            "Confidence": round(100 * confidence) if confidence is not None else "",
            "MentionDocLen": len(article.text) or "",
            "Extras": event["id"],
        }


def write_mentions(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
    """Write the mentions table: one row for each pair of each report, by the number of its event."""
    tally = Tally()
    rows = _mention_rows(dyads(reports, "gdelt-mentions", tally))
    tally.rows = write_tabbed(rows, GDELT_MENTIONS, stream, header=False)
    return tally
