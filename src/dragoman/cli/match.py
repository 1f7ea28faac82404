"""`dragoman match`: our incidents beside another coder's events."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import DESK, Desk, Since, Until, opened, stretch
from dragoman.cli.rows import Format, RowFormat, write_rows

SHOWN = {
    "both": ("day", "country", "event_type", "place", "incident_id", "their_id", "their_code", "their_place", "by_what"),
    "only ours": ("day", "country", "event_type", "actor", "recipient", "place", "origins", "incident_id"),
    "only theirs": ("day", "country", "event_type", "their_actor", "their_recipient", "their_place", "their_id", "their_code"),
}


def match(
    coder: Annotated[str, typer.Option("--coder", metavar="NAME", help="Whose events: acled, ucdp-ged, icews, …")],
    desk: Desk = DESK,
    days: Annotated[int, typer.Option("--days", min=0, help="By how many days the two may differ.")] = 1,
    km: Annotated[float, typer.Option("--km", min=0, help="How far apart two points of one town may be.")] = 25.0,
    since: Since = "",
    until: Until = "",
    format: RowFormat = Format.table,
) -> None:
    """Set our incidents beside another coder's events: matched, only ours, only theirs; only happenings count.

    Compared are the days both cover, and of ours the countries and types that the other coder has.
    """
    from dragoman.desk.matching import match_incidents

    first, last = stretch(since, until)
    with opened(desk) as store:
        rows = match_incidents(store, coder, days=days, km=km, since=first, until=last)
    if format is not Format.table:
        write_rows(rows, format)
        return
    for side, columns in SHOWN.items():
        found = [row for row in rows if row["side"] == side]
        typer.echo(f"{side}: {_count(found)}")
        write_rows(found, Format.table, columns)
        typer.echo("")


def _count(rows: list[dict[str, object]]) -> str:
    ours, theirs = (len({row[name] for row in rows if row[name]}) for name in ("incident_id", "their_id"))
    told = ((ours, "incident", "of ours"), (theirs, "event", "of theirs"))
    return " and ".join(f"{many} {what}{'s' if many != 1 else ''} {whose}" for many, what, whose in told if many) or "none"
