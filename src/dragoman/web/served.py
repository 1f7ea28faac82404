"""A desk while it is served: the newest snapshot of it, taken beside the requests, and queries that are remembered."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from dragoman.desk.made import made_by
from dragoman.errors import StoreError
from dragoman.folders import cache_folder
from dragoman.store.annotations import open_annotations
from dragoman.store.file import Reader, Row, last_snapshot, open_snapshot, state_of
from dragoman.store.sql import query
from dragoman.store.wordindex import open_index
from dragoman.web.strangers import Given, Strangers

# How often, in seconds, it is looked whether the desk has changed.
EVERY = 2.0
# How long a first request waits for the first snapshot before it is told to come again, in seconds.
PATIENCE = 0.5
# Values of a list that are shown with a query; more are counted.
SHOWN = 12
# Articles that words may stand in and still be looked through for what else is asked.
MOST_FOUND = 10_000
PARAMETER = re.compile(r"\$([a-z_]+)")


class NotYetError(StoreError):
    """The first snapshot of the desk is still being taken."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that a page was made of, and its values."""

    name: str
    values: dict[str, Any]

    def sql(self) -> str:
        """The query with its values in place, as anyone can ask it again."""
        return PARAMETER.sub(lambda found: _literal(self.values.get(found[1])), query(self.name))


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "NULL"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple | set | frozenset):
        values = list(value)
        shown = ", ".join(map(_literal, values[:SHOWN]))
        return f"[{shown}, /* and {len(values) - SHOWN} more */]" if len(values) > SHOWN else f"[{shown}]"
    if isinstance(value, date | datetime):
        return f"DATE '{value}'"
    return "'" + str(value).replace("'", "''") + "'"


@dataclass(frozen=True, slots=True)
class Written(Asked):
    """A query that somebody wrote; `name` is all of it."""

    def sql(self) -> str:
        """The query as it was written."""
        return self.name


class Asking(Reader):
    """A reader that remembers what it was asked."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader.connection.cursor(), reader.path)
        self.asked: list[Asked] = []

    def table(self, name: str, **values: Any) -> tuple[list[str], list[Row]]:
        """As `Reader.table`."""
        self.asked.append(Asked(name, values))
        return super().table(name, **values)

    def stream(self, name: str, *, size: int = 1_000, **values: Any) -> Iterator[Row]:
        """As `Reader.stream`."""
        self.asked.append(Asked(name, values))
        return super().stream(name, size=size, **values)

    def value(self, name: str, **values: Any) -> Any:
        """As `Reader.value`."""
        self.asked.append(Asked(name, values))
        return super().value(name, **values)


class Snapshot:
    """One state of the desk, open until the last request that reads it is done and a newer one is there."""

    def __init__(self, reader: Reader, state: str, written: datetime | None = None) -> None:
        self.reader = reader
        self.state = state
        self.written = written or datetime.fromtimestamp(max(map(int, state.split("-")[::2])) // 10**9, UTC)
        self._users = 1
        self._lock = threading.Lock()
        self.made = made_by(reader)
        self.file = Path(reader.value("snapshot_file"))

    def hold(self) -> None:
        """One more reads it."""
        with self._lock:
            self._users += 1

    def release(self) -> None:
        """One fewer reads it; the last closes it."""
        with self._lock:
            self._users -= 1
            last = self._users == 0
        if last:
            self.reader.close()


class Served:
    """The newest snapshot of a desk. Taking one goes on beside the requests, which are answered of the last until then."""

    def __init__(self, path: Path, *, every: float = EVERY) -> None:
        self.path = path
        self.annotations = open_annotations(path)
        self._index = open_index(path)
        self._strangers = Strangers(path)
        self._every = every
        self._now: Snapshot | None = None
        self._fault: StoreError | None = None
        self._lock = threading.Lock()
        self._ready, self._done = threading.Event(), threading.Event()
        self._watch = threading.Thread(target=self._look_again, daemon=True, name="dragoman-snapshots")

    def begin(self) -> None:
        """Take the first snapshot, and look for changes from then on, in a thread of its own."""
        self._watch.start()

    def end(self) -> None:
        """Look no longer, and let go of the snapshot."""
        self._done.set()
        if self._watch.is_alive():
            self._watch.join()
        self._strangers.end()
        self._put(None)

    def annotated(self) -> tuple[tuple[int, int], ...]:
        """What tells one state of the annotations from another."""
        file = self.annotations.path
        return tuple((found.st_mtime_ns, found.st_size) for found in _stats(file, file.with_name(f"{file.name}-wal")))

    def words(self, asked: str, notes: list[str]) -> list[str]:
        """Ids of the articles that have these words; what is to be said of the answer is added to `notes`."""
        found, known = self._index.find(asked, most=MOST_FOUND), self._index.indexed
        if len(found) == MOST_FOUND:
            notes.append(f"These words stand in more than {MOST_FOUND:,} articles; only the latest {MOST_FOUND:,} are shown.")
        if not known.complete:
            of = f" of {known.of:,}" if known.of else ""
            notes.append(f"The words of {known.articles:,}{of} articles are indexed so far; others are not found yet.")
        return found

    def ask(self, statement: str, most: int) -> Given:
        """The first rows of one SELECT that anybody wrote. Raises RefusedError."""
        with self.snapshot() as now:
            return self._strangers.ask(statement, most, now.file)

    def unplaced(self, said: str) -> str:
        """What is said without the folders of this machine: who reads a desk need not know where it lies."""
        for folder in (self.path.parent, self.path.resolve().parent, cache_folder() / "snapshots"):
            said = said.replace(f"{folder}{os.sep}", "")
        return said

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The newest snapshot. Raises NotYetError before the first, StoreError where the desk cannot be read."""
        if not self._ready.wait(PATIENCE):
            raise NotYetError(
                f"{self.path.name} is being copied, so that it can be read while others write it; come again in a moment"
            )
        with self._lock:
            now = self._now
            if now is None:
                raise self._fault or StoreError(f"{self.path.name} is no longer served")
            now.hold()
        try:
            yield now
        finally:
            now.release()

    def _look_again(self) -> None:
        self._begin_with_last()
        while not self._done.is_set():
            try:
                state = state_of(self.path)
                if self._now is None or state != self._now.state:
                    self._put(Snapshot(_opened(self.path), state))
                self._ready.set()
                indexed = self._index_words()
            except StoreError as error:
                self._fault = error  # what was read before is served on
                indexed = True
            self._ready.set()
            self._strangers.rest()
            if indexed:
                self._done.wait(self._every)

    def _begin_with_last(self) -> None:
        """Answer at once of the snapshot that was taken last, until a newer one is there."""
        if not self.path.exists() or (last := last_snapshot(self.path)) is None:
            return
        reader, state = last
        try:
            reader.close_off()
            self._put(Snapshot(reader, state))
            self._ready.set()
        except StoreError:
            reader.close()  # a new one is taken

    def _index_words(self) -> bool:
        """Index words for a while; whether nothing is left to index."""
        with self.snapshot() as now, now.reader.another() as reader:
            self._index.update(reader, until=time.monotonic() + self._every)
        return self._index.complete

    def _put(self, new: Snapshot | None) -> None:
        with self._lock:
            old, self._now = self._now, new
        if old is not None:
            old.release()


def _stats(*files: Path) -> Iterator[os.stat_result]:
    for file in files:
        with suppress(OSError):
            yield file.stat()


def _opened(path: Path) -> Reader:
    """A snapshot that reaches no file and no network, and of which nothing can be set again."""
    reader = open_snapshot(path)
    reader.close_off()
    return reader
