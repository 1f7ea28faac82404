"""`dragoman alerts`: tell when a relation passes a line of the user's own, and name the incidents behind it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.dyad import line
from dragoman.cli.options import DESK, Desk, KnowledgeFolder, Until, known, opened, stretch
from dragoman.cli.rows import Format
from dragoman.errors import UsageError
from dragoman.reading.marks import safe

if TYPE_CHECKING:
    from dragoman.desk.alerts import Found
    from dragoman.knowledge import Knowledge
    from dragoman.store.file import Reader


def alerts(
    rules: Annotated[Path, typer.Argument(metavar="RULES.toml", help="A file of [[alert]] tables.", show_default=False)],
    desk: Desk = DESK,
    until: Until = "",
    format: Annotated[Format, typer.Option("--format", help="table (text) or jsonl.")] = Format.table,
    geojson: Annotated[
        Path | None, typer.Option("--geojson", metavar="FILE", help="A map of what is behind the alerts that fired.")
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when an alert fires.")] = False,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Hold alerts against the record: only happenings count; each alert names the incidents behind it."""
    from dragoman.desk.alerts import check_alerts, read_alerts
    from dragoman.relations.words import with_words

    if format is Format.csv:
        raise UsageError("alerts are written as table or jsonl: what is behind one has no place in a cell")
    asked = read_alerts(rules)
    body = known(knowledge)
    with opened(desk) as store:
        found = check_alerts(store, asked, body, until=stretch("", until)[1], where=str(rules))
        for one in found:
            told = with_words(store, one.rows, one.alert.counted)
            if format is Format.jsonl:
                row = {
                    "alert": one.alert.id, "state": one.state, "period": one.period, "value": one.value, "why": one.why,
                    "message": one.alert.message, "behind": told,
                }  # fmt: skip
                typer.echo(json.dumps(row, ensure_ascii=False, default=str))
                continue
            typer.echo(safe(f"{one.state:<7} {one.alert.id}: {one.why}"))
            if one.state in ("fired", "held"):
                if one.alert.message:
                    typer.echo(safe(f"        {one.alert.message}"))
                for row in told:
                    typer.echo(safe(line(row)))
        if geojson is not None:
            _map(store, found, geojson, body)
    states = Counter(one.state for one in found)
    if format is Format.table:
        typer.echo(
            f"{len(found)} alerts: " + ", ".join(f"{states[state]} {state}" for state in ("fired", "held", "quiet", "unseen"))
        )
    if exit_code and states["fired"]:
        raise typer.Exit(1)


def _map(store: Reader, found: list[Found], path: Path, body: Knowledge) -> None:
    from dragoman.desk.alerts import reports_behind
    from dragoman.formats.geojson import write_geojson
    from dragoman.formats.whole import whole_file
    from dragoman.formats.writing import Context

    with whole_file(path) as stream:
        tally = write_geojson(reports_behind(store, found), stream, Context(body))
    typer.echo(f"{path}: {tally.rows} event reports", err=True)
