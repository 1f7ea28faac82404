"""Write happenings as the Open Event Data Alliance's Phoenix: 26 columns, tab-separated, without a header."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from dragoman.formats.cameo import CameoActor, cameo_actor, root_code
from dragoman.formats.columns import PHOENIX
from dragoman.formats.pairs import Dyad, dyads, goldstein
from dragoman.formats.tabbed import write_tabbed
from dragoman.formats.writing import Context, Tally
from dragoman.model.report import Report

WEIGHT = "Weight"
# Quad class by CAMEO root and the roles that count as primary: openeventdata/phoenix_pipeline, postprocess.py.
# Its quads are not PLOVER's: an appeal (02) is neutral, reduced relations (16) are verbal conflict.
QUADS = dict(
    zip((f"{root:02}" for root in range(1, 21)), (0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 3, 4, 4, 4, 4), strict=True)
)
PRIMARY = frozenset("GOV MIL REB OPP PTY COP JUD SPY MED EDU BUS CRM CVL".split())
LOSSES = (
    "Status, voice and attribution have no column: only happenings go in, and who said so is lost.",
    "PLOVER's type, mode, context and score have no column: the act is its first-ranked CAMEO code, with Goldstein's weight "
    "and the quad class Phoenix gives its root.",
    "Lists become pairs, a meeting or agreement of several both ways; pairs of one event share its EventID.",
    "Of two-sided fighting who fought whom is lost: each side is a row without a target.",
    "Actors are codes only: names are lost, and so are sectors CAMEO has no role for.",
    "An interval is its first day, and an event without any date is left out.",
    "Spans, the rule and the words are lost; SentenceID (document and sentence, from 0, a headline first) leads back.",
    "Issues stay empty: they are Phoenix's own topics, not PLOVER's contexts.",
)


def _side(name: str, actor: CameoActor) -> dict[str, Any]:
    role = actor.roles[0] if actor.roles and actor.roles[0] in PRIMARY and not actor.root else ""
    entity = actor.root or actor.country
    rest = ((actor.country, actor.group) if actor.root else ()) + actor.roles[1 if role else 0 :]
    return {
        f"{name}ActorFull": actor.code,
        f"{name}ActorEntity": entity,
        f"{name}ActorRole": role,
        f"{name}ActorAttribute": ";".join(filter(None, rest)),
    }


def _row(dyad: Dyad, context: Context) -> dict[str, Any]:
    event, article, day = dyad.event, dyad.report.article, dyad.day
    where = event.get("where") or {}
    return {
        "EventID": event["id"],
        "Date": f"{day:%Y%m%d}",
        "Year": f"{day:%Y}",
        "Month": f"{day:%m}",
        "Day": f"{day:%d}",
        **_side("Source", cameo_actor(dyad.actor, context, day)),
        **_side("Target", cameo_actor(dyad.recipient, context, day)),
        "EventCode": dyad.code,
        "EventRootCode": root_code(dyad.code),
        "QuadClass": QUADS[root_code(dyad.code)],
        "GoldsteinScore": goldstein(dyad.code, context),
        "ActionLat": where.get("lat"),
        "ActionLong": where.get("lon"),
        "LocationName": where.get("name"),
        "GeoCountryName": context.country_name(where.get("country", "")),
        "GeoStateName": where.get("name") if where.get("precision") == "province" else "",
        "SentenceID": f"{event['document_id']}_{event['sentence']['index']}",
        "URLs": article.url,
        "NewsSources": article.publisher,
        **({WEIGHT: round(dyad.weight, 6)} if context.weights else {}),
    }


def write_phoenix(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
    """Write one row a pair; with `context.weights` a last column holds each pair's share of its event."""
    tally = Tally()
    rows = (_row(dyad, context) for dyad in dyads(reports, "phoenix", tally))
    tally.rows = write_tabbed(rows, (*PHOENIX, WEIGHT) if context.weights else PHOENIX, stream, header=False)
    return tally
