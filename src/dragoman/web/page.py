"""What a page is before it is written: its tables, what each column holds, and where each row leads."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

Row = dict[str, Any]
Link = Callable[[Row], str]


class Column(NamedTuple):
    """A column of the explorer's tables: its name, kind (string, integer, number, boolean, date, list or object), what it
    holds, and its heading.
    """

    name: str
    kind: str
    about: str
    label: str

    @property
    def numeric(self) -> bool:
        """Whether it is set to the right."""
        return self.kind in ("integer", "number")


@cache
def columns() -> dict[str, Column]:
    """Every column by its name: one name means one thing on every page."""
    text = (resources.files("dragoman.web") / "columns.toml").read_text(encoding="utf-8")
    return {
        name: Column(name, row["kind"], row["about"], row.get("label", name.replace("_", " ")))
        for name, row in tomllib.loads(text).items()
    }


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as it is described before it has rows: its name, what one row is, its columns, and those a page shows first.

    `own` are the columns of a table whose shape is known only when it is asked for.
    """

    name: str
    about: str
    columns: tuple[str, ...]
    shown: tuple[str, ...] = ()
    own: tuple[Column, ...] = ()

    @property
    def described(self) -> list[Column]:
        """Its columns with what they hold."""
        return list(self.own) or [columns()[name] for name in self.columns]

    @property
    def head(self) -> list[Column]:
        """Those of its columns that a page shows."""
        return list(self.own) or [columns()[name] for name in self.shown or self.columns]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a shape. `links` lead from a cell to a page; `total` is how many rows there are, where more than these."""

    shape: Shape
    rows: Sequence[Row]
    links: Mapping[str, Link] = field(default_factory=dict)
    total: int | None = None
    title: str = ""
    nothing: str = "Nothing."

    def cleaned(self) -> list[Row]:
        """The rows with the shape's columns only, in their order; a column that a row lacks is None."""
        return [{name: row.get(name) for name in self.shape.columns} for row in self.rows]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its title, its tables, the chief one first, and what else its template or its readers take.

    `facts` go out as JSON beside the tables; `shown` is for the template alone; `notes` are said above the tables.
    `picture` draws it when it is asked for. `status` is the answer's, for a page that says what is not there.
    """

    title: str
    tables: tuple[Table, ...] = ()
    template: str = "table.html"
    facts: Row = field(default_factory=dict)
    shown: Row = field(default_factory=dict)
    notes: Sequence[str] = ()
    picture: Callable[[], Any] | None = None
    status: int = 200

    def record(self) -> Row:
        """The page as plain values."""
        return {
            "title": self.title,
            "notes": list(self.notes),
            "facts": self.facts,
            "tables": {table.shape.name: table.cleaned() for table in self.tables},
            "totals": {table.shape.name: table.total if table.total is not None else len(table.rows) for table in self.tables},
        }


def paged(rows: Sequence[Row], total: int, asked: Mapping[str, Any]) -> None:
    """Raise NoPageError where a page beyond the last is asked for."""
    if not rows and asked["page"] > 1:
        last = max(1, -(-total // asked["per"]))
        raise NoPageError(f"there is no page {asked['page']}: the last is {last}")


def offset(asked: Mapping[str, Any]) -> int:
    """How many rows stand on the pages before the one that is asked for."""
    return int((asked["page"] - 1) * asked["per"])


def of_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names as a tuple, each known as a column; a shape with an unknown one is refused where it is written."""
    found = tuple(names)
    unknown = [name for name in found if name not in columns()]
    if unknown:
        raise ValueError(f"web/columns.toml has no {', '.join(unknown)}")
    return found


class NotThereError(Exception):
    """An address that names nothing this desk has."""


class NoPageError(NotThereError):
    """A page of rows beyond the last."""
