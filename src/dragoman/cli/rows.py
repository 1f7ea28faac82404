"""Write rows as a command's answer: a table for eyes, or JSON lines and CSV for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

from dragoman.formats.cells import cell, flat


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


RowFormat = Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")]


def write_rows(rows: Iterable[Mapping[str, Any]], format: Format, columns: Iterable[str] = (), *, names: Iterable[str] = ()) -> int:
    """Write rows to standard output and return how many there were.

    `columns` are those that a table shows, else all; `names` are those of a CSV file without a row.
    """
    found = list(rows)
    if format is Format.jsonl:
        for row in found:
            sys.stdout.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
    elif format is Format.csv:
        writer = csv.DictWriter(sys.stdout, list(found[0]) if found else list(names), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: cell(flat(value)) for name, value in row.items()} for row in found)
    elif found:
        _table(found, list(columns) or list(found[0]))
    return len(found)


def _table(rows: list[Mapping[str, Any]], columns: list[str]) -> None:
    from rich.console import Console
    from rich.table import Table

    from dragoman.reading.marks import safe

    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    for name in columns:
        table.add_column(name.replace("_", " "), overflow="fold", justify="right" if _numbers(rows, name) else "left")
    for row in rows:
        table.add_row(*("" if row[name] is None else safe(str(flat(row[name]))) for name in columns))
    Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else 160).print(table)


def _numbers(rows: list[Mapping[str, Any]], name: str) -> bool:
    values = [row[name] for row in rows if row[name] is not None]
    return bool(values) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)
