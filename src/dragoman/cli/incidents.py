"""`dragoman incidents`: what happened, each happening once, with how many origins tell it."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import DESK, Desk, KnowledgeFolder, day, known, opened, tell_if_empty
from dragoman.cli.rows import Format, RowFormat, write_rows
from dragoman.errors import UsageError
from dragoman.reading.words import counted

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

    from dragoman.desk.naming import actor_key, type_key

    first, last = day(since, "--since"), day(until, "--until")
    if first and last and first > last:
        raise UsageError(f"--since {first} is after --until {last}")
    body = known(knowledge) if actor or recipient or type else None
    with opened(desk) as store:
        names, rows = store.table(
            "incidents_found",
            type=type_key(type, body) if body and type else None,
            actor=actor_key(actor, body) if body and actor else None,
            recipient=actor_key(recipient, body) if body and recipient else None,
            since=first and first.isoformat(),
            until=last and last.isoformat(),
            origins=origins,
            disagreeing=disagreeing,
            everything=everything,
            once_a_day=once_a_day,
            most=most,
        )
        if not rows:
            tell_if_empty(store)
    found = rows[0]["found"] if rows else 0
    for row in rows:
        del row["found"]
        row["disagreements"] = json.loads(row["disagreements"] or "[]")
        row["disagree_on"] = [item["field"] for item in row["disagreements"]]
        if format is Format.table:  # a desk without texts has no names that are words of the text
            row["actor_name"], row["recipient_name"] = (row[f"{side}_name"] or row[f"{side}_id"] for side in ("actor", "recipient"))
    count = write_rows(rows, format, SHOWN, names=[*(name for name in names if name != "found"), "disagree_on"])
    if format is Format.table:
        typer.echo(counted(found, "incident") + (" (one a day, type and pair of countries)" if once_a_day else ""))
    if count < found:
        typer.echo(f"dragoman: the first {count} of {counted(found, 'incident')}; --limit {found} shows all", err=True)
