"""`dragoman corroborate`: on how many independent origins an incident, or an article's happenings, rest."""

from __future__ import annotations

import json
from collections import Counter
from enum import StrEnum
from typing import Annotated, Any

import typer

from dragoman.cli.options import DESK, Desk, opened
from dragoman.reading.marks import safe
from dragoman.reading.words import counted


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
        typer.echo(f"{incident['asked']} is now {incident['incident_id']}")
    typer.echo(safe(headline(incident)))
    articles, origins_told = counted(incident["articles"], "article"), counted(incident["origins"], "independent origin")
    denying = f"; {counted(deny, 'origin')} only {'denies' if deny == 1 else 'deny'} it" if (deny := incident["denied_by"]) else ""
    typer.echo(f"{counted(incident['reports'], 'event report')} in {articles} of {origins_told}{denying}")
    for origin in origins:
        told = [counted(len(origin["reports"]), "event report"), *origin["why"]]
        typer.echo(safe(f"\n{origin['origin_id']}: {'; '.join(told)}"))
        for line, count in Counter(map(_telling, origin["reports"])).items():
            together = f"  ({counted(count, 'event report')})" if count > 1 else ""
            typer.echo(safe(f"  {line}{together}"))
    disagreements(incident)


def _telling(row: dict[str, Any]) -> str:
    words = row["sentence"] or row["trigger"]
    who = f"{row['publisher'] or row['article_id']}{' denies' if row['status'] == 'negated' else ''}"
    return f"{row['published'] or 'undated'}  {who}: {f'“{words}”' if words else row['event_id']}"


def headline(incident: dict[str, Any]) -> str:
    """An incident in one line: when, who, what, to whom, where."""
    place = incident["where_name"] or ""
    where = f" in {place}" if place and place not in (incident["recipient_name"] or "") else ""
    return f"{incident['incident_id']}  {incident['day_first'] or 'undated'}  {_act(incident)}{where}"


def _act(row: dict[str, Any]) -> str:
    """Who did what to whom; ids where the desk keeps no words."""
    who, whom = (row[f"{side}_name"] or row[f"{side}_id"] for side in ("actor", "recipient"))
    return f"{who or '?'} {row['event_type']}{f' → {whom}' if whom else ''}"


def disagreements(incident: dict[str, Any]) -> None:
    """Where the reports disagree, each value with how many tell it."""
    for item in incident["disagreements"]:
        values = "; ".join(f"{value['value']} ({counted(len(value['reports']), 'event report')})" for value in item["values"])
        typer.echo(safe(f"\nthey disagree on {item['field']}: {values}"))


def _article(found: dict[str, Any]) -> None:
    article, rows = found["article"], found["happenings"]
    known = (article["article_id"], str(article["published"] or "undated"), article["publisher"], article["title"])
    typer.echo(safe("  ".join(filter(None, known))))
    for row in rows:
        others, deny = row["also_told_by"], row["denied_by"]
        told = f"also told by {counted(others, 'other origin')}" if others else "told by this origin alone"
        told += f", denied by {counted(deny, 'other origin')}" if deny else ""
        words = row["sentence"] or row["trigger"]
        typer.echo(safe(f"  {_act(row)}{f': “{words}”' if words else ''}\n    {told} ({row['incident_id']})"))
    typer.echo(counted(len(rows), "happening"))
