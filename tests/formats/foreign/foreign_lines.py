"""Lines of other coders' tables, made from the values that matter to a test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def tabbed(columns: Iterable[str], **values: str) -> str:
    """A line of a tabbed table: these values, the other cells empty. Blanks in a column's name are written "_"."""
    return _joined("\t", columns, values)


def comma(columns: Iterable[str], **values: str) -> str:
    """A line of a CSV file: cells with commas or quotes in quotes."""
    quoted = {name: '"' + value.replace('"', '""') + '"' if set(value) & set(',"\n') else value for name, value in values.items()}
    return _joined(",", columns, quoted)


def _joined(sign: str, columns: Iterable[str], values: Mapping[str, str]) -> str:
    names = [name.replace(" ", "_") for name in columns]
    assert set(values) <= set(names), set(values) - set(names)
    return sign.join(values.get(name, "") for name in names)
