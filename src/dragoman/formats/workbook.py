"""The door to Excel workbooks: event reports on one sheet, what they are on another. openpyxl stays behind it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO

from dragoman.errors import UsageError
from dragoman.formats.archive import write_archive
from dragoman.formats.described import DESCRIBED
from dragoman.formats.rows import REPORT_COLUMNS, report_row
from dragoman.formats.writing import Context, Tally
from dragoman.model.report import Report

# What a sheet holds, and what a cell holds, in Excel.
MOST_ROWS, MOST_CHARACTERS = 1_048_576, 32_767
# Letters that XML cannot hold.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# The same rows give the same bytes: no day of writing is kept.
NO_DAY = datetime(2000, 1, 1)
LOSSES = (
    "Lists are joined by “; ” in one cell; quantities, cues and the middle of the attribution chain have no column.",
    "A sheet holds 1,048,575 events; more are refused.",
)


def write_workbook(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
    """Write the columns of CSV on sheet "events" and what each means on sheet "columns"; text is never a formula."""
    tally = Tally()

    def rows() -> Iterator[Mapping[str, Any]]:
        for report in reports:
            tally.rows += 1
            if tally.rows >= MOST_ROWS:
                raise UsageError(f"a sheet holds {MOST_ROWS - 1:,} events: write CSV or Parquet, or fewer")
            yield report_row(report, context.country_name)

    about = [
        {"column": name, "type": kind, "unit": DESCRIBED[name].unit, "meaning": DESCRIBED[name].meaning}
        for name, kind in REPORT_COLUMNS.items()
    ]
    write_sheets({"events": (REPORT_COLUMNS, rows()), "columns": (["column", "type", "unit", "meaning"], about)}, stream)
    return tally


def write_sheets(sheets: Mapping[str, tuple[Iterable[str], Iterable[Mapping[str, Any]]]], stream: BinaryIO) -> None:
    """Write a workbook of sheets, each its columns and rows; text is never a formula, and the same rows give the same bytes."""
    from openpyxl import Workbook  # heavy: only for workbooks
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = NO_DAY
    book.properties.creator = "dragoman"
    for number, (name, (columns, rows)) in enumerate(sheets.items()):
        sheet, names = book.create_sheet(name), list(columns)
        if number == 0:
            sheet.freeze_panes = "A2"
        sheet.append(names)
        for row in rows:
            sheet.append([_cell(row[column], sheet, WriteOnlyCell) for column in names])

    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        ExcelWriter(book, archive).save()
    with zipfile.ZipFile(held) as archive:
        write_archive({name: archive.read(name) for name in archive.namelist()}, stream)


def _cell(value: Any, sheet: Any, make: Any) -> Any:
    if not isinstance(value, str):
        return value
    made = make(sheet, value=UNWRITABLE.sub("", value)[:MOST_CHARACTERS])
    made.data_type = "s"
    return made
