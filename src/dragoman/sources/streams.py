"""Hold what is read of an unpacked stream to its limits, and give back what can be searched."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from dragoman.errors import InputError
from dragoman.sources.limits import Allowance, Options, check_size, hint

# A small file may grow thousandfold (a blank page of a table): below this nothing is called a bomb.
HARMLESS = 10_000_000
# Kept in memory below this, in a temporary file above.
IN_MEMORY = 16_000_000


class Unpacked(io.RawIOBase):
    """What comes out of a packed stream, counted: against the archives' allowance, and against what went in."""

    def __init__(self, stream: BinaryIO, where: str, allowance: Allowance, packed: Callable[[], int]) -> None:
        self._where, self._allowance, self._packed = where, allowance, packed
        # One piece at a time: of a stream cut short everything before the cut is given.
        self._read1: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._out = 0

    def readable(self) -> bool:
        """It can be read, and nothing else."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer and count it. Raises InputError over a limit."""
        view = memoryview(cast(bytearray, buffer))
        try:
            data = self._read1(len(view))
            self._out += len(data)
            self._allowance.spend(len(data), self._where)
            check_ratio(self._out, self._packed(), self._where, self._allowance)
        except BaseException:
            self._allowance.stopped.add(self._where)
            raise
        view[: len(data)] = data
        return len(data)


class Consumed(io.RawIOBase):
    """A stream that counts what was read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.size = 0

    def readable(self) -> bool:
        """It can be read, and nothing else."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer and count it. Raises InputError over a limit."""
        view = memoryview(cast(bytearray, buffer))
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self.size += len(data)
        return len(data)


def check_ratio(out: int, packed: int, where: str, allowance: Allowance) -> None:
    """Refuse what grows as no text does. Raises InputError."""
    if out > HARMLESS and out > allowance.limits.ratio * max(packed, 1):
        raise InputError(where, f"grows to more than {allowance.limits.ratio} times its size when unpacked{hint('ratio')}")


def head_of(stream: BinaryIO, size: int) -> bytes:
    """The first bytes of a buffered stream, which stay in it."""
    return cast(io.BufferedReader, stream).peek(size)[:size]


def read_whole(stream: BinaryIO, limit: int, name: str, where: str) -> bytes:
    """All of a stream. Raises InputError where it is longer than a limit."""
    parts: list[bytes] = []
    size = 0
    while data := stream.read(min(limit + 1 - size, 1 << 20)):
        parts.append(data)
        size += len(data)
        if size > limit:
            raise InputError(where, f"more than {limit:,} bytes{hint(name)}")
    return b"".join(parts)


@contextmanager
def searchable(stream: BinaryIO, where: str, options: Options) -> Iterator[BinaryIO]:
    """The stream itself where it can be searched, else a copy of it. Raises InputError where that is too large."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as copy:
        limit = options.limits.file
        while data := stream.read(1 << 20):
            check_size(copy.tell() + len(data), limit, "file", "an inner file", where)
            copy.write(data)
        copy.seek(0)
        yield cast(BinaryIO, copy)
