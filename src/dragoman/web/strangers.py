"""Answer anybody's SQL in a process of its own, which may be ended at any moment: no query can hold or fill the explorer."""

from __future__ import annotations

import json
import math
import multiprocessing
import os
import re
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Any

from dragoman.errors import StoreError
from dragoman.scale.deaf import deaf
from dragoman.store.file import Reader, open_again
from dragoman.web.patience import TooLongError, at_most

# Seconds that a query may take; that it may take longer where it does not hear that it is to stop; and for its process to begin.
LONGEST, GRACE, START = 5.0, 1.0, 15.0
# Seconds that a query waits for the one before it, and that the process stays when none is asked.
WAIT, IDLE = 6.0, 60.0
# Bytes of memory that the process may have in all, how many it may keep for the next query, and those of an answer.
ROOM, KEPT, LARGEST = 2_500_000_000, 500_000_000, 32_000_000
# Whole numbers that a file of 64 bits can hold.
WIDEST = 2**63
TOO_MUCH = "this needs more memory or time than a query may have, and was ended; ask for less"
TOO_LARGE = f"the answer is larger than {LARGEST // 1_000_000} MB; ask for fewer rows or columns"
BUSY = "another query is being answered; ask again in a moment"


class RefusedError(StoreError):
    """A query that is not answered, with the reason."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: the columns with their kinds, the first rows, and whether there are more."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool


class Strangers:
    """The one process that answers queries, begun when the first is asked, anew for each state of the desk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._process: Any = None
        self._pipe: Connection | None = None
        self._snapshot: Path | None = None
        self._used = 0.0

    def ask(self, statement: str, most: int, snapshot: Path) -> Given:
        """The first rows of one SELECT over a snapshot of the desk. Raises RefusedError."""
        if not self._lock.acquire(timeout=WAIT):
            raise RefusedError(BUSY)
        try:
            pipe = self._ready(snapshot)
            try:
                pipe.send_bytes(json.dumps([statement, most, LONGEST]).encode())
                if not pipe.poll(START + LONGEST + GRACE):
                    raise RefusedError(TOO_MUCH)
                answer = json.loads(pipe.recv_bytes())
            except (EOFError, OSError) as error:
                raise RefusedError(TOO_MUCH) from error
            if answer["large"]:
                self._end()
        except RefusedError:
            self._end()
            raise
        finally:
            self._used = time.monotonic()
            self._lock.release()
        if "refused" in answer:
            raise RefusedError(answer["refused"])
        return _given(answer)

    def rest(self) -> None:
        """End the process where nothing was asked of it for a while."""
        if self._pipe is None or time.monotonic() - self._used < IDLE or not self._lock.acquire(blocking=False):
            return
        try:
            self._end()
        finally:
            self._lock.release()

    def end(self) -> None:
        """End the process, where there is one."""
        with self._lock:
            self._end()

    def _ready(self, snapshot: Path) -> Connection:
        if self._pipe is None or self._snapshot != snapshot or not self._process.is_alive():
            self._end()
            spawn = multiprocessing.get_context("spawn")
            self._pipe, theirs = spawn.Pipe()
            self._process = spawn.Process(target=_answer_all, args=(theirs, snapshot, self._path), daemon=True, name="dragoman-sql")
            with deaf():
                self._process.start()
            theirs.close()
            self._snapshot = snapshot
        return self._pipe

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._process.kill()
            self._process.join()
        self._pipe = self._process = None


def _given(answer: dict[str, Any]) -> Given:
    columns = tuple((name, kind) for name, kind in answer["columns"])
    days = [number for number, (_, kind) in enumerate(columns) if kind == "date"]
    for row in answer["rows"]:
        for number in days:
            row[number] = row[number] and date.fromisoformat(row[number])
    return Given(columns, tuple(map(tuple, answer["rows"])), answer["more"])


def _answer_all(pipe: Connection, snapshot: Path, path: Path) -> None:
    """Answer one query after the other, and say when one has left too much memory behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _keep_small()
    try:
        reader = open_again(snapshot, path)
        reader.close_off()
    except StoreError as error:
        pipe.recv_bytes()
        pipe.send_bytes(json.dumps({"refused": str(error), "large": True}).encode())
        return
    try:
        while True:
            statement, most, longest = json.loads(pipe.recv_bytes())
            _alarm(longest + GRACE)
            pipe.send_bytes(_answer(reader, statement, most, longest))
            _alarm(0)
    except (EOFError, OSError):
        return  # the explorer has ended


def _keep_small() -> None:
    try:
        import resource  # not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)  # pages go first


def _peak() -> int:
    """The most memory that this process ever held, in bytes: 0 where the system does not say.

    As Linux tells it: what getrusage has begins with the memory of whoever started the process.
    """
    with suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
        return int(found[1]) * 1024 if found else 0
    return 0


def _alarm(seconds: float) -> None:
    """End this process after so many seconds, even inside a function that hears nothing; never for zero."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _answer(reader: Reader, statement: str, most: int, longest: float) -> bytes:
    try:
        with reader.another() as own, at_most(own, longest):
            names, rows = own.first_rows(statement, most + 1)
        return _written(names, [[_plain(value) for value in row.values()] for row in rows[:most]], len(rows) > most)
    except TooLongError as error:
        said = str(error)
    except MemoryError:
        said = TOO_MUCH
    except (StoreError, ValueError, OverflowError) as error:
        said = str(error).removeprefix(f"{reader.path}: ")
    return json.dumps({"refused": said[:2_000], "large": _peak() > KEPT}).encode("utf-8", "replace")


def _written(names: Iterable[str], rows: list[list[Any]], more: bool) -> bytes:
    kinds = list(_kinds(rows)) or ["string" for _ in names]
    size = 0
    for row in rows:
        for number, value in enumerate(row):
            if kinds[number] == "string" and value is not None:
                row[number] = str(value)
        size += len(json.dumps(row, ensure_ascii=False, default=str))
        if size > LARGEST:
            raise StoreError(TOO_LARGE)
    columns = list(zip(names, kinds, strict=True))
    text = json.dumps({"columns": columns, "rows": rows, "more": more, "large": _peak() > KEPT}, ensure_ascii=False, default=str)
    return text.encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    return value


def _kinds(rows: list[list[Any]]) -> Iterator[str]:
    """The kind of each column, by its values: one that fits no other is text."""
    kinds = {bool: "boolean", int: "integer", float: "number", date: "date", list: "list", dict: "object"}
    for values in zip(*rows, strict=True):
        found = {type(value) for value in values if value is not None}
        one = kinds.get(found.pop(), "string") if len(found) == 1 else "string"
        yield "string" if one == "integer" and any(abs(value or 0) >= WIDEST for value in values) else one
