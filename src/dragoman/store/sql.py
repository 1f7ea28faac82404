"""The named queries and migrations, read from their files."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

NUMBERED = re.compile(r"(\d{4})_(\w+)\.sql")


@cache
def query(name: str) -> str:
    """The text of `queries/NAME.sql`; those of a file of annotations are in a folder: `annotations/latest`."""
    return (resources.files("dragoman") / "store" / "queries" / f"{name}.sql").read_text(encoding="utf-8")


@cache
def migrations(of: str = "") -> tuple[tuple[int, str, str], ...]:
    """Every migration in order, of desks or of another kind of file: its number, name and statements."""
    folder = resources.files("dragoman") / "store" / "migrations"
    folder = folder / of if of else folder
    found = [(match, item) for item in folder.iterdir() if (match := NUMBERED.fullmatch(item.name))]
    return tuple(sorted((int(match[1]), match[2], item.read_text(encoding="utf-8")) for match, item in found))


@cache
def preparation() -> str:
    """The statements that make a copy of a desk ready to be read."""
    return (resources.files("dragoman") / "store" / "preparation.sql").read_text(encoding="utf-8")
