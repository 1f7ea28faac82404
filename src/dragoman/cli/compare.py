"""`dragoman compare`: one happening, outlet beside outlet."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from dragoman.cli.corroborate import Format, disagreements, headline
from dragoman.cli.options import DESK, Desk, opened
from dragoman.reading.marks import safe
from dragoman.reading.words import counted


def compare(
    name: Annotated[str, typer.Argument(metavar="INCIDENT", help="The id of an incident.")],
    desk: Desk = DESK,
    format: Annotated[Format, typer.Option("--format", help="text or json.")] = Format.text,
) -> None:
    """Set outlets side by side on one incident: verbs, labels, numbers, voices, and what each leaves out."""
    from dragoman.desk.comparison import FIELDS, compare_incident

    with opened(desk) as store:
        found = compare_incident(store, name)
    if format is Format.json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2, default=str))
        return
    typer.echo(safe(headline(found["incident"])))
    for row in found["outlets"]:
        typer.echo(safe(f"\n{row['outlet']}"))
        for field in FIELDS:
            if row[field]:
                typer.echo(safe(f"  {field:<10} {'; '.join(row[field])}"))
        for field, missing in row["leaves_out"].items():
            typer.echo(safe(f"  leaves out {field}: {'; '.join(missing)}"))
    disagreements(found["incident"])
    typer.echo(f"\n{counted(len(found['outlets']), 'outlet')}")
