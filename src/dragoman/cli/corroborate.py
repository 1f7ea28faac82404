"""`dragoman corroborate`: on how many independent origins an incident, or an article's happenings, rest."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Any

import typer

from dragoman.cli.options import DESK, Desk, opened
from dragoman.reading.marks import safe


class Format(StrEnum):
    """How the answer is written."""

    text = "text"
    json = "json"


def corroborate(
    name: Annotated[str, typer.Argument(metavar="INCIDENT|ARTICLE", help="The id of an incident or an article.")],
    desk: Desk = DESK,
    format: Annotated[Format, typer.Option("--format", help="text or json.")] = Format.text,
) -> None:
    """Tell what an incident or an article rests on: its reports by independent origin, and where they disagree."""
    from dragoman.desk.corroboration import corroborate as answer

    with opened(desk) as store:
        found = answer(store, name)
    if format is Format.json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2, default=str))
    elif "incident" in found:
        _incident(found)
    else:
        _article(found)


def _incident(found: dict[str, Any]) -> None:
    incident, origins = found["incident"], found["origins"]
    if incident["asked"] != incident["incident_id"]:
        typer.echo(f"{incident['asked']} merged into {incident['incident_id']}")
    typer.echo(safe(headline(incident)))
    typer.echo(f"{incident['reports']} reports in {incident['articles']} articles of {incident['origins']} independent origins")
    for origin in origins:
        reports = origin["reports"]
        typer.echo(f"\n{origin['origin_id']}: {len(reports)} reports{'; ' + '; '.join(origin['why']) if origin['why'] else ''}")
        for row in reports:
            typer.echo(
                safe(
                    f"  {row['published'] or 'undated'}  {row['publisher'] or row['article_id']}: “{row['sentence'] or row['trigger'] or row['event_id']}”"
                )
            )
    disagreements(incident)


def headline(incident: dict[str, Any]) -> str:
    """An incident in one line: when, who, what, to whom, where."""
    day = incident["day_first"] or "undated"
    where = f" in {incident['where_name']}" if incident["where_name"] else ""
    whom = f" → {incident['recipient_name']}" if incident["recipient_name"] else ""
    return f"{incident['incident_id']}  {day}  {incident['actor_name'] or '?'} {incident['event_type']}{whom}{where}"


def disagreements(incident: dict[str, Any]) -> None:
    """Where the reports disagree, each value with how many tell it."""
    for item in incident["disagreements"]:
        values = "; ".join(f"{value['value']} ({len(value['reports'])} reports)" for value in item["values"])
        typer.echo(safe(f"\nthey disagree on {item['field']}: {values}"))


def _article(found: dict[str, Any]) -> None:
    article, rows = found["article"], found["happenings"]
    typer.echo(
        safe(
            f"{article['article_id']}  {article['published'] or 'undated'}  {article['publisher'] or ''}  {article['title'] or ''}"
        )
    )
    for row in rows:
        others = row["origins"] - 1
        told = "single source" if not others else f"also told by {others} other origin{'s' if others > 1 else ''}"
        typer.echo(
            safe(
                f"  {row['actor_name'] or '?'} {row['event_type']} {row['recipient_name'] or ''}: “{row['sentence'] or row['trigger'] or ''}”\n    {told} ({row['incident_id']})"
            )
        )
    typer.echo(f"{len(rows)} happenings")
