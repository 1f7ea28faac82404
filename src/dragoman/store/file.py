"""Open a desk: to write it whole transaction by whole transaction, or to read a snapshot. The door to DuckDB."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from dragoman.errors import StoreError
from dragoman.folders import cache_folder
from dragoman.store.locks import committing, copying, writing
from dragoman.store.sql import migrations, preparation, query

# How long a second writer waits for the first, in seconds, before it says who holds the desk.
PATIENCE = 600.0
# The log is written into the file when it has grown to this share of it, in bytes no less than: each time costs as much as
# the file is large (an index is written whole), so that done after each transaction an article cost more the more were there.
LOGGED, LOGGED_LEAST = 0.1, 16 * 2**20
# Desks are written so that DuckDB since 1.4 reads them: R's package and other programs are often a release behind.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "storage_compatibility_version": "v1.4.0",
    "checkpoint_threshold": "1TB",
}
# The most memory that strangers' queries may take together.
GUEST_MEMORY = "1GB"
# What a snapshot is called, and how long one is kept that nobody opens, in seconds: 30 days.
SNAPSHOT = re.compile(r"[0-9a-f]{16}-[\d-]+\.duckdb")
KEPT = 30 * 24 * 3600
Row = dict[str, Any]


class Reader:
    """A connection that answers named queries.

    `connection` is DuckDB's own, with the documented views (`reports`, `happenings`, `incidents`, …).
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.connection = connection
        self.path = path

    def rows(self, name: str, **values: Any) -> list[Row]:
        """The rows of `queries/NAME.sql` as dicts, in the query's order."""
        return self.table(name, **values)[1]

    def table(self, name: str, **values: Any) -> tuple[list[str], list[Row]]:
        """As `rows`, with the names of the columns, which a table without a row has too."""
        with _told(self.path):
            cursor = self.connection.execute(query(name), values or None)
            names = [column[0] for column in cursor.description or ()]
            return names, [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def stream(self, name: str, *, size: int = 1_000, **values: Any) -> Iterator[Row]:
        """As `rows`, a few at a time; nothing else may be asked of this connection meanwhile."""
        with _told(self.path):
            cursor = self.connection.execute(query(name), values or None)
            names = [column[0] for column in cursor.description or ()]
            while found := cursor.fetchmany(size):
                yield from (dict(zip(names, row, strict=True)) for row in found)

    def value(self, name: str, **values: Any) -> Any:
        """The one value that `queries/NAME.sql` answers with, or None."""
        with _told(self.path):
            row = self.connection.execute(query(name), values or None).fetchone()
        return row[0] if row else None

    def ask(self, statement: str) -> list[Row]:
        """The rows of any query over the views. Raises StoreError with DuckDB's own words where it is none."""
        return self.answer(statement)[1]

    def answer(self, statement: str) -> tuple[list[str], list[Row]]:
        """The columns and rows of any query over the views; a name that comes again is numbered. Raises StoreError."""
        with _told(self.path):
            if not self.connection.extract_statements(statement):
                raise StoreError(f"{self.path}: the query is empty")
            self.connection.execute("SET enable_external_access = false")
            return self._rows_of(statement, None)

    def close_off(self) -> None:
        """From now on reach no file, extension or network, keep to GUEST_MEMORY, and let nothing of this be set again."""
        with _told(self.path):
            if self.connection.execute("SELECT current_setting('lock_configuration')").fetchone() == (True,):
                return  # another connection of this process to the same copy did
            for setting in ("temp_directory = ''", f"memory_limit = '{GUEST_MEMORY}'", "enable_external_access = false"):
                self.connection.execute(f"SET {setting}")
            self.connection.execute("SET lock_configuration = true")

    def first_rows(self, statement: str, most: int) -> tuple[list[str], list[Row]]:
        """The columns and first rows of one SELECT over the views. Raises StoreError for anything else."""
        with _told(self.path):
            found = self.connection.extract_statements(statement)
            if len(found) != 1 or found[0].type not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
                raise StoreError(f"{self.path.name}: one SELECT at a time, and nothing else")
            return self._rows_of(statement, most)

    def _rows_of(self, statement: str, most: int | None) -> tuple[list[str], list[Row]]:
        cursor = self.connection.execute(statement)
        names = _distinct(column[0] for column in cursor.description or ())
        rows = cursor.fetchall() if most is None else cursor.fetchmany(most)
        return names, [dict(zip(names, row, strict=True)) for row in rows]

    @contextmanager
    def another(self) -> Iterator[Reader]:
        """A reader of the same file beside this one, for what is asked meanwhile."""
        reader = Reader(self.connection.cursor(), self.path)
        try:
            yield reader
        finally:
            reader.close()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


class Writer(Reader):
    """The one writer of a desk; what it writes appears transaction by transaction, whole or not at all."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside, or nothing of it."""
        with _told(self.path), committing(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            except BaseException:
                _undo(self.connection)
                raise
            self.connection.execute("COMMIT")
            if _size(_log(self.path)) > max(LOGGED_LEAST, LOGGED * _size(self.path)):
                self.connection.execute("CHECKPOINT")

    def run(self, name: str, **values: Any) -> None:
        """Carry out `queries/NAME.sql`."""
        self.connection.execute(query(name), values or None)

    def teach(self, name: str, function: Callable[[str, bool], str]) -> None:
        """Let queries of this connection call a function on a text and a flag; of no text it is not asked."""
        with _told(self.path):
            self.connection.fetchall()  # what was asked last may not have been read to its end
            self.connection.create_function(name, function, ["VARCHAR", "BOOLEAN"], "VARCHAR")

    def insert(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows to a table by the names of its columns; what a row does not have is NULL."""
        texts = [_whole(json.dumps(row, ensure_ascii=False, default=str)) for row in rows]
        if not texts:
            return
        shape = dict(self.connection.execute(query("columns_of_table"), {"table": table}).fetchall())
        statement = query("insert_rows").replace("any_table", table)
        self.connection.execute(statement, {"rows": texts, "shape": json.dumps(shape)})


def _whole(text: str) -> str:
    """Text with half surrogate pairs made question marks: DuckDB's JSON refuses them."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _undo(connection: duckdb.DuckDBPyConnection) -> None:
    try:
        connection.execute("ROLLBACK")
    except duckdb.Error:
        return  # a fault of the disk has ended the connection: what was not committed is not in the file


def _distinct(names: Iterable[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        number, one = 2, name
        while one in found:
            number, one = number + 1, f"{name}_{number}"
        found.append(one)
    return found


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say in one line what DuckDB says in many."""
    try:
        yield
    except duckdb.Error as error:
        raise StoreError(f"{path}: {_plain(error)}") from error


def _plain(error: duckdb.Error) -> str:
    text, hint = (*str(error).splitlines(), "", "")[:2]
    if "No space left" in str(error):
        return "the disk is full; nothing of this step was kept, what was there before stays"
    if "Conflicting lock" in text:
        return f"another program has this file open ({text.partition('held in ')[2].partition('. See')[0]}); close it, or read a snapshot"
    if unknown := re.search(r"Table with name (\S+) does not exist", text):
        return f"no view {unknown[1]!r}; there are reports, happenings, incidents, and others (docs/reference/views.md)"
    if changing := re.search(r'statement of type "(\w+)" .* read-only', text):
        return f"{changing[1]} would change the desk, which is only read here"
    if isinstance(error, duckdb.IOException | duckdb.SerializationException | duckdb.InternalException | duckdb.FatalException):
        return f"cannot be read as a desk: {text.partition(': ')[2] or text}"
    plain = text.partition("Error: ")[2] or text
    return f"{plain} {hint}" if hint.startswith(("Candidate", "Did you mean")) else plain


@contextmanager
def open_writer(
    path: Path, *, wait: float = PATIENCE, on_wait: Callable[[str], None] = lambda holder: None, make: bool = True
) -> Iterator[Writer]:
    """Open a desk to write it, bringing an older file up to date first (a backup of it stays beside it).

    Raises StoreError for a file that is missing (unless `make`), newer than this dragoman, damaged, or held
    by another writer for longer than `wait` seconds.
    """
    if not make and not path.exists():
        raise StoreError(f"{path}: no such desk; `dragoman add PATH --to {path}` makes one")
    with ExitStack() as stack:
        stack.enter_context(writing(path, wait=wait, on_wait=on_wait))
        connection = _connect(path)
        writer = Writer(connection, path)
        try:
            _migrate(writer)
            yield writer
        finally:
            with committing(path):
                connection.close()


def _connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    if path.exists() and path.stat().st_size == 0:
        raise StoreError(f"{path}: an empty file, not a desk; remove it first")
    with _told(path):
        return duckdb.connect(path, read_only=read_only, config=CONFIG)


def _version(reader: Reader) -> int:
    tables = {row["name"] for row in reader.rows("tables")}
    if "migration" in tables:
        return int(reader.value("version") or 0)
    if tables:
        raise StoreError(f"{reader.path}: a DuckDB file, but not a desk of dragoman")
    return 0


def _migrate(writer: Writer, *, backup: bool = True) -> None:
    """Bring a file up to date, each migration in a transaction of its own; a backup of an older file is kept."""
    version, newest = _version(writer), migrations()[-1][0]
    if version > newest:
        raise StoreError(
            f"{writer.path}: made by a newer dragoman (form {version}; this one knows {newest}): upgrade dragoman to open it"
        )
    if backup and 0 < version < newest:
        writer.connection.execute("CHECKPOINT")
        _back_up(writer.path, version)
    for number, name, statements in migrations():
        if number > version:
            with writer.transaction():
                writer.connection.execute(statements)
                applied = datetime.now(UTC).replace(tzinfo=None)
                writer.insert("migration", [{"number": number, "name": name, "applied": applied}])


def _back_up(path: Path, version: int) -> None:
    kept = path.with_name(f"{path.name}.form-{version}.bak")
    if not kept.exists():
        half = path.with_name(f"{kept.name}.half")
        shutil.copyfile(path, half)
        os.replace(half, kept)


def open_snapshot(path: Path) -> Reader:
    """Open a desk as it stands now, to read it; whoever writes it meanwhile is not held up, nor seen.

    The snapshot is a copy in the user's cache folder, made anew when the desk has changed since the last.
    Raises StoreError.
    """
    if not path.exists():
        raise StoreError(f"{path}: no such desk; `dragoman add PATH --to {path}` makes one")
    folder = cache_folder() / "snapshots"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        folder = Path(tempfile.gettempdir())
    with copying(path):
        snapshot = folder / f"{_cached_as(path)}-{state_of(path)}.duckdb"
        if not snapshot.exists():
            _take(path, snapshot, ready=True)
            _let_go(folder, snapshot, _cached_as(path))
        os.utime(snapshot)
        connection = _connect(snapshot, read_only=True)
    return Reader(connection, path)


def _let_go(folder: Path, newest: Path, desk: str) -> None:
    """Remove older snapshots of a desk, and those of any that nobody has opened for a while: it may be gone."""
    for old in folder.glob("*.duckdb"):
        with suppress(OSError):  # another may be removing it too
            done = old.name.startswith(f"{desk}-") or time.time() - old.stat().st_mtime > KEPT
            if done and old != newest and SNAPSHOT.fullmatch(old.name):
                old.unlink()


def last_snapshot(path: Path) -> tuple[Reader, str] | None:
    """The snapshot of a desk that was taken last, however old, and the state it is of; None where there is none to be read."""
    taken = sorted((cache_folder() / "snapshots").glob(f"{_cached_as(path)}-*.duckdb"), key=lambda file: file.stat().st_mtime)
    for snapshot in reversed(taken):
        try:
            reader = Reader(_connect(snapshot, read_only=True), path)
        except StoreError:
            continue
        if _version(reader) == migrations()[-1][0]:
            return reader, snapshot.stem.partition("-")[2]
        reader.close()
    return None


def _cached_as(path: Path) -> str:
    """What snapshots of a desk begin with; those that another dragoman prepared otherwise are not of it."""
    return hashlib.sha256(os.fsencode(path.resolve()) + preparation().encode()).hexdigest()[:16]


def _log(path: Path) -> Path:
    """Where DuckDB keeps what is committed and not yet in the file."""
    return path.with_name(f"{path.name}.wal")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def state_of(path: Path) -> str:
    """What is another after each commit: when file and log were last written, in ns, and how long they are; "" without a file."""
    log = _log(path)
    parts = [item.stat() for item in (path, log) if item.exists()]
    return "-".join(f"{part.st_mtime_ns}-{part.st_size}" for part in parts)


def open_again(snapshot: Path, path: Path) -> Reader:
    """Open a snapshot that another process reads; `path` is the desk it is of. Raises StoreError where it was taken away."""
    if not snapshot.exists():
        raise StoreError(f"{path}: the desk has changed meanwhile; ask again")
    return Reader(_connect(snapshot, read_only=True), path)


def open_copy(copy: Path, desk: Path) -> Reader:
    """Open a copy of a desk that nobody writes, under the desk's own name; it is closed off, and answers always in one order."""
    reader = Reader(_connect(copy, read_only=True), desk)
    with _told(desk):
        reader.connection.execute("SET threads = 1")
    reader.close_off()
    return reader


def take_snapshot(path: Path, target: Path) -> None:
    """Copy a desk as it stands, whole, to a file of its own. Raises StoreError."""
    if not path.exists():
        raise StoreError(f"{path}: no such desk; `dragoman add PATH --to {path}` makes one")
    if target.exists() and target.samefile(path):
        raise StoreError(f"{target}: this is the desk itself; give the copy another name")
    with copying(path):
        _take(path, target)


def _take(path: Path, target: Path, *, ready: bool = False) -> None:
    """Copy file and log, bring the copy up to date, and only then give it its name."""
    log = _log(path)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
            half = Path(folder) / target.name
            shutil.copyfile(path, half)
            if log.exists():
                shutil.copyfile(log, _log(half))
            _freshen(half, path, ready=ready)
            os.replace(half, target)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written: {error.strerror}") from error


def _freshen(copy: Path, path: Path, *, ready: bool) -> None:
    """Play a copy's log into it and bring it to today's form; what is wrong is told of the desk it was taken of."""
    try:
        writer = Writer(_connect(copy), copy)
        try:
            _migrate(writer, backup=False)
            if ready:
                prepare(writer)
            writer.connection.execute("CHECKPOINT")
        finally:
            writer.close()
    except StoreError as error:
        raise StoreError(str(error).replace(str(copy), str(path))) from error


def prepare(writer: Writer) -> None:
    """Make a copy ready to be read: see preparation.sql. What the views tell of themselves they tell on."""
    told = [row for row in writer.rows("views_described") if row["view"] == "pairs"]
    with _told(writer.path):
        writer.connection.execute(preparation())
        writer.connection.execute(f"COMMENT ON VIEW pairs IS {_quoted(told[0]['row_meaning'])}")
        for row in told:
            writer.connection.execute(f"COMMENT ON COLUMN pairs.{row['column']} IS {_quoted(row['meaning'])}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
