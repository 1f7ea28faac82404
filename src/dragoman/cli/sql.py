"""`dragoman sql`: ask the record anything, in SQL over its views."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import DESK, Desk, opened, tell_if_empty
from dragoman.cli.rows import Format, RowFormat, write_rows
from dragoman.reading.words import counted


def sql(
    query: Annotated[str, typer.Argument(help="A query over reports, happenings, incidents, origins, claims, actors, articles.")],
    desk: Desk = DESK,
    format: RowFormat = Format.table,
) -> None:
    """Ask the record in SQL; the desk itself is only read, and no other file can be reached."""
    with opened(desk) as store:
        names, rows = store.answer(query)
        count = write_rows(rows, format, names=names)
        if not rows:
            tell_if_empty(store)
    if format is Format.table:
        typer.echo(counted(count, "row"))
