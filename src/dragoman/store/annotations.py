"""Keep what people say of a desk's event reports, in a file of its own beside the desk."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from dragoman.errors import StoreError, UsageError
from dragoman.model.annotation import Annotation
from dragoman.store.sql import migrations, query

__all__ = ["Annotation", "Annotations", "annotations_path", "open_annotations"]

# What marks a SQLite file as one of ours: "drgm" in ASCII.
MARK = 0x6472676D
KIND = "annotations"
# How long one write waits for another, in seconds.
PATIENCE = 60.0
# And between two tries where SQLite does not wait by itself.
PAUSE = 0.01
COLUMNS = ("coder", "article_id", "text_sha256", "verdict", "event_id", "run_id", "start", "end", "part", "note", "drawn", "id")


def annotations_path(desk: Path) -> Path:
    """The file beside a desk: `desk.annotations.sqlite` for `desk.duckdb`."""
    return desk.with_name(f"{desk.stem}.annotations.sqlite")


def open_annotations(desk: Path) -> Annotations:
    """The annotations of a desk. The file is made by the first that is added; until then there are none."""
    return Annotations(annotations_path(desk))


class Annotations:
    """What was said of a desk's event reports. Each call opens the file and lets go of it, so any thread may call.

    Raises StoreError for a file that is damaged, newer than this dragoman, or no file of annotations.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, annotation: Annotation) -> Annotation:
        """Keep one more; when this returns, it is on the disk. Earlier ones stay as history."""
        row = {name: getattr(annotation, name) for name in COLUMNS}
        row |= {"made": annotation.made.isoformat(), "fields": json.dumps(annotation.fields, ensure_ascii=False)}
        with self._opened(make=True) as connection, _whole(connection):
            _migrate(connection, self.path)
            connection.execute(query("annotations/add"), row)
        return annotation

    def latest(self, coder: str | None = None) -> tuple[Annotation, ...]:
        """What stands: each coder's last word on each thing, or one coder's; what was withdrawn does not stand."""
        return self._read("latest", coder=coder, article_id=None)

    def of_article(self, article_id: str, coder: str) -> tuple[Annotation, ...]:
        """What one coder says of an article and its event reports; what others say of them is not shown."""
        return self._read("latest", coder=coder, article_id=article_id)

    def history(self, coder: str | None = None) -> tuple[Annotation, ...]:
        """Every annotation ever made, in order, also those that were replaced or withdrawn."""
        return self._read("history", coder=coder)

    def coders(self) -> tuple[str, ...]:
        """The labels of all who annotated, in order of the alphabet."""
        return tuple(row["coder"] for row in self._rows("coders"))

    def count(self, coder: str | None = None) -> int:
        """How many annotations stand."""
        return len(self._rows("latest", coder=coder, article_id=None))

    def _read(self, name: str, **values: Any) -> tuple[Annotation, ...]:
        try:
            return tuple(_annotation(row) for row in self._rows(name, **values))
        except (ValueError, TypeError, UsageError) as error:
            raise StoreError(f"{self.path}: damaged: a row is no annotation ({error})") from error

    def _rows(self, name: str, **values: Any) -> list[sqlite3.Row]:
        if not self.path.exists():
            return []
        with self._opened() as connection:
            return connection.execute(query(f"annotations/{name}"), values).fetchall() if _form(connection, self.path) else []

    @contextmanager
    def _opened(self, *, make: bool = False) -> Iterator[sqlite3.Connection]:
        if self.path.is_dir() or not self.path.parent.is_dir():
            raise StoreError(
                f"{self.path}: cannot be a file of annotations: {'a folder' if self.path.is_dir() else 'no such folder'}"
            )
        try:
            uri = f"{self.path.absolute().as_uri()}?mode={'rwc' if make else 'rw'}"
            with closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)) as connection:
                connection.row_factory = sqlite3.Row
                if make:
                    _form(connection, self.path)  # before anything of a foreign file is changed
                    _log_ahead(connection)
                    connection.execute("PRAGMA synchronous = FULL")
                yield connection
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: {_plain(error)}") from error


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Have the file written by way of a log. Where several make it at once, SQLite does not wait for this, as it does else."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(PAUSE)


def _plain(error: sqlite3.Error) -> str:
    text = str(error)
    if "not a database" in text:
        return "no file of annotations"
    if "malformed" in text or "encoding" in text:
        return f"damaged: {text}; put back a copy, or move it away to begin anew"
    if "locked" in text:
        return f"another program has been writing to it for {PATIENCE:g} seconds; try again when it is done"
    if "full" in text:
        return "the disk is full; what was there before stays"
    return f"cannot be opened or written: {text}"


def _form(connection: sqlite3.Connection, path: Path) -> int:
    """The number of the file's last migration; 0 of a file that nothing was written to yet, whoever began it."""
    mark, form, tables = _head(connection)
    newest = migrations(KIND)[-1][0]
    if mark != MARK and (mark or form or tables):
        raise StoreError(f"{path}: a SQLite file, but none of annotations")
    if form > newest:
        raise StoreError(f"{path}: made by a newer dragoman (form {form}; this one knows {newest}): upgrade dragoman to open it")
    return form


def _head(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Mark, form and number of tables, all of one moment: another may be making the file just now."""
    alone = not connection.in_transaction
    if alone:
        connection.execute("BEGIN")
    try:
        asked = ("PRAGMA application_id", "PRAGMA user_version", query("annotations/tables"))
        mark, form, tables = (int(connection.execute(statement).fetchone()[0]) for statement in asked)
    finally:
        if alone and connection.in_transaction:
            connection.execute("ROLLBACK")
    return mark, form, tables


@contextmanager
def _whole(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a file up to date, within the transaction of what is written to it."""
    form = _form(connection, path)
    for number, _, statements in migrations(KIND):
        if number > form:
            for statement in _statements(statements):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute(f"PRAGMA application_id = {MARK}")


def _statements(text: str) -> Iterator[str]:
    held = ""
    for line in text.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""


def _annotation(row: sqlite3.Row) -> Annotation:
    known = {name: row[name] for name in COLUMNS}
    return Annotation(**known, fields=json.loads(row["fields"]), made=datetime.fromisoformat(row["made"]))
