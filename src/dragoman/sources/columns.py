"""Make an article of a row: which column holds its text, its title, its day and the rest."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from dragoman.errors import InputError, UsageError
from dragoman.model import Article
from dragoman.model.article import normalise_text
from dragoman.sources.limits import Options
from dragoman.sources.texts import check_text, read_date

FIELDS = ("text", "title", "published", "id", "url", "publisher", "author", "language")
# So many names of columns are listed in a message; a table may have thousands.
LISTED = 20


def read_columns(written: str) -> dict[str, str]:
    """Columns as a user writes them, `text=body,published=date`. Raises UsageError."""
    columns: dict[str, str] = {}
    for pair in filter(None, (each.strip() for each in written.split(","))):
        name, equals, column = (part.strip() for part in pair.partition("="))
        if name not in FIELDS or not equals or not column:
            raise UsageError(f"columns: {pair!r} is not FIELD=COLUMN, such as text=body; the fields are {', '.join(FIELDS)}")
        columns[name] = column
    return columns


def listed(names: Collection[object]) -> str:
    """The columns there are, as the end of a message."""
    shown = ", ".join(str(name) for name in list(names)[:LISTED])
    return f"{shown} and {len(names) - LISTED:,} more" if len(names) > LISTED else shown or "none"


def find_columns(names: Collection[str], where: str, options: Options) -> dict[str, str]:
    """Which of a table's columns holds each field: the one the user names, else the one named like the field.

    Raises InputError where a named column, or a text, is not there.
    """
    there = {name.strip().casefold(): name for name in reversed(list(names))}
    for field, column in options.columns.items():
        if column.casefold() not in there:
            raise InputError(where, f"no column {column!r} for {field}; there are {listed(names)}")
    found = {field: there.get(options.columns.get(field, field).casefold()) for field in FIELDS}
    if found["text"] is None:
        raise InputError(where, f"no column 'text'; there are {listed(names)} (--columns text=NAME names the one to read)")
    return {field: column for field, column in found.items() if column is not None}


def row_article(
    row: Mapping[str, Any], columns: Mapping[str, str], where: str, options: Options, *, digest: str, kind: str
) -> Article:
    """A row as an article. Raises InputError."""
    text = row.get(columns["text"])
    if not isinstance(text, str):
        raise InputError(where, f"no text in `{columns['text']}`")
    text = normalise_text(text)
    check_text(text, where, options.limits.text)
    known = {field: str(row[column]) for field, column in columns.items() if field != "text" and _is_known(row.get(column))}
    published = read_date(known.pop("published", ""), where)
    kept: dict[str, Any] = known
    return Article(text=text, published=published, path=where, raw_digest=digest, extractor=kind, **kept)


def _is_known(value: object) -> bool:
    """Whether a cell says anything: missing numbers stand in tables as NaN, which is unlike itself."""
    return value is not None and value == value and value != ""
