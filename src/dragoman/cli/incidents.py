"""`dragoman incidents`: what happened, each happening once, with how many origins tell it."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import DESK, Desk, KnowledgeFolder, day, known, opened
from dragoman.cli.rows import Format, RowFormat, write_rows
from dragoman.errors import UsageError

SHOWN = (
    "day_first",
    "actor_name",
    "event_type",
    "recipient_name",
    "where_name",
    "origins",
    "reports",
    "disagree_on",
    "incident_id",
)
MOST = 1_000


def incidents(
    desk: Desk = DESK,
    type: Annotated[str, typer.Option("--type", help="Only this event type.")] = "",
    actor: Annotated[str, typer.Option("--actor", help="Only by this actor (name, id or country code).")] = "",
    recipient: Annotated[str, typer.Option("--recipient", help="Only to this recipient (name, id or country code).")] = "",
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="Only on or after this day.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="Only on or before this day.")] = "",
    origins: Annotated[int, typer.Option("--origins", min=1, help="Only what so many independent origins tell.")] = 1,
    disagreeing: Annotated[bool, typer.Option("--disagreeing", help="Only where the reports disagree.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also what every report denies, or whose doer none names.")] = False,
    once_a_day: Annotated[
        bool, typer.Option("--once-a-day", help="One incident a day, type and pair of countries, as older data have it.")
    ] = False,
    most: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = MOST,
    knowledge: KnowledgeFolder = None,
    format: RowFormat = Format.table,
) -> None:
    """List incidents: reports of one happening are one row, with its independent origins."""
    import json

    from dragoman.desk.naming import actor_key

    first, last = day(since, "--since"), day(until, "--until")
    if first and last and first > last:
        raise UsageError(f"--since {first} is after --until {last}")
    body = known(knowledge) if actor or recipient else None
    with opened(desk) as store:
        rows = store.rows(
            "incidents_found",
            type=type or None,
            actor=actor_key(actor, body) if body and actor else None,
            recipient=actor_key(recipient, body) if body and recipient else None,
            since=first and first.isoformat(),
            until=last and last.isoformat(),
            origins=origins,
            disagreeing=disagreeing,
            everything=everything,
            most=most,
        )
    for row in rows:
        row["disagreements"] = json.loads(row["disagreements"] or "[]")
        row["disagree_on"] = [item["field"] for item in row["disagreements"]]
    if once_a_day:
        rows = list(
            {(row["day_first"], row["event_type"], row["actor_id"], row["recipient_id"]): row for row in reversed(rows)}.values()
        )[::-1]
    count = write_rows(rows, format, SHOWN)
    if format is Format.table:
        typer.echo(f"{count} incidents{' (one a day, type and pair)' if once_a_day else ''}")
