"""`dragoman diff`: what two runs read differently."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from dragoman.cli.options import DESK, Desk, opened
from dragoman.cli.rows import Format, RowFormat, write_rows
from dragoman.reading.words import counted

SHOWN = ("change", "trigger", "type_before", "type_after", "fields", "rule_before", "rule_after", "event_id")


def diff(
    before: Annotated[str, typer.Argument(metavar="RUN", help="The earlier run: its id, its number, first or last.")],
    after: Annotated[str, typer.Argument(metavar="RUN", help="The later run.")],
    desk: Desk = DESK,
    format: RowFormat = Format.table,
) -> None:
    """Tell which event reports came, went and changed between two runs, and by which rule."""
    from dragoman.desk.differences import differences

    with opened(desk) as store:
        names, rows = differences(store, before, after)
    write_rows(rows, format, SHOWN, names=names)
    if format is Format.table:
        counts = Counter(row["change"] for row in rows)
        typer.echo(f"{counted(counts['came'], 'event report')} came, {counts['went']} went, {counts['changed']} changed")
