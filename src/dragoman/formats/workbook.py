"""The door to Excel workbooks: event reports on one sheet, what they are on another. openpyxl stays behind it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
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
    from openpyxl import Workbook  # heavy: only for workbooks
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = NO_DAY
    book.properties.creator = "dragoman"
    sheet, tally = book.create_sheet("events"), Tally()
    sheet.freeze_panes = "A2"

    def cell(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        made = WriteOnlyCell(sheet, value=UNWRITABLE.sub("", value)[:MOST_CHARACTERS])
        made.data_type = "s"
        return made

    def put(row: Mapping[str, Any]) -> None:
        sheet.append([cell(row[name]) for name in REPORT_COLUMNS])

    sheet.append(list(REPORT_COLUMNS))
    for report in reports:
        tally.rows += 1
        if tally.rows >= MOST_ROWS:
            raise UsageError(f"a sheet holds {MOST_ROWS - 1:,} events: write CSV or Parquet, or fewer")
        put(report_row(report, context.country_name))
    about = book.create_sheet("columns")
    about.append(["column", "type", "unit", "meaning"])
    for name, kind in REPORT_COLUMNS.items():
        about.append([name, kind, DESCRIBED[name].unit, DESCRIBED[name].meaning])

    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        ExcelWriter(book, archive).save()
    with zipfile.ZipFile(held) as archive:
        write_archive({name: archive.read(name) for name in archive.namelist()}, stream)
    return tally
