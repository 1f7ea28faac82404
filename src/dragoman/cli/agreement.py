"""`dragoman agreement`: how far the coders of a desk agree."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from dragoman.cli.annotation import AtDesk, tell_lost
from dragoman.cli.options import DESK, Desk, opened
from dragoman.cli.rows import Format as Rows
from dragoman.cli.rows import write_rows
from dragoman.reading.words import counted


class Format(StrEnum):
    """How the figures are written."""

    table = "table"
    json = "json"


def agreement(
    at: AtDesk = None,
    desk: Desk = DESK,
    format: Annotated[Format, typer.Option("--format", help="table or json.")] = Format.table,
) -> None:
    """Tell how far those who annotated a desk agree, field by field: Krippendorff's alpha with its 95 % interval."""
    from dragoman.evaluate.agreement import FEWEST
    from dragoman.evaluate.agreement import agreement as agree
    from dragoman.store.annotations import open_annotations

    kept = open_annotations(at or desk)
    with opened(at or desk) as store:
        tell_lost(store, kept)
        rows = [found.row() for found in agree(store, kept)]
    coders = kept.coders()
    if format is Format.json:
        told = {"coders": list(coders), "annotations": kept.count(), "fewest_units": FEWEST, "fields": rows}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    write_rows(rows, Rows.table)
    typer.echo(f"{counted(len(coders), 'coder')}{': ' if coders else ''}{', '.join(coders)}; {counted(kept.count(), 'annotation')}")
