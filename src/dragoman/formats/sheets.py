"""Any rows with described columns as a file: CSV, an Excel workbook, or Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

from dragoman.formats.cells import flat
from dragoman.formats.tables import write_csv, write_parquet
from dragoman.formats.workbook import write_sheets

# Kinds of columns as Parquet has them; what is nested becomes JSON.
KINDS = {
    "string": "string",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "date": "date",
    "list": "string",
    "object": "string",
}


def sheet(form: str, name: str, rows: Sequence[Mapping[str, Any]], columns: Iterable[tuple[str, str, str]]) -> bytes:
    """Rows as the bytes of a csv, xlsx or parquet file; `columns` are their names, kinds and meanings."""
    described = list(columns)
    kinds = {column: KINDS[kind] for column, kind, _ in described}
    cells = ({column: _typed(flat(row.get(column)), kind) for column, kind in kinds.items()} for row in rows)
    if form == "csv":
        text = StringIO(newline="")
        write_csv(cells, text, kinds)
        return text.getvalue().encode("utf-8", "replace")
    stream = BytesIO()
    if form == "parquet":
        write_parquet(cells, stream, kinds)
    else:
        about = [{"column": column, "kind": kind, "meaning": meaning} for column, kind, meaning in described]
        write_sheets({name: (list(kinds), cells), "columns": (["column", "kind", "meaning"], about)}, stream)
    return stream.getvalue()


def _typed(value: Any, kind: str) -> Any:
    return str(value) if kind == "string" and value is not None else value
