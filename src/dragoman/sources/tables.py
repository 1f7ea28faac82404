"""Read tables with named columns, one article a row: CSV and its kin, and Parquet."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any, BinaryIO, TextIO

from dragoman.errors import InputError
from dragoman.formats.tables import ParquetRows
from dragoman.model import Article
from dragoman.sources.columns import find_columns, row_article
from dragoman.sources.limits import Options, check_size
from dragoman.sources.texts import HALF, digest_of

# The first with which the header names a text is taken; commas before the rest, they are the commonest.
DELIMITERS = (",", "\t", ";", "|")
# A row may hold more than its text: titles, addresses, columns nobody asked for.
ROW_TO_TEXT = 2
# The byte-order marks of UTF-16, as Excel writes "Unicode text"; the mark itself is no part of the first name.
MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it stands in the file: its line, its cells or why there are none, and its characters."""

    line: int
    cells: tuple[str, ...] | str
    written: str


class _TooLongError(Exception):
    pass


def _records(stream: TextIO, delimiter: str, limit: int, line: int) -> Iterator[Record]:
    """The rows of a table. After a broken one the next line begins a row again."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        size = 0
        while read := stream.readline(limit):
            size = size + len(read) if taken else len(read)
            if size >= limit:
                while read and not read.endswith(("\n", "\r")):
                    read = stream.readline(limit)
                raise _TooLongError
            taken.append(read)
            yield read

    # Rows are held to the limit here; the module's own would refuse a long article.
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    while True:
        taken.clear()
        cells: tuple[str, ...] | str
        try:
            cells = tuple(next(reader))
        except StopIteration:
            return
        except _TooLongError:
            cells = f"a row of more than {limit:,} characters; is a quote not closed?"
            reader = csv.reader(lines(), delimiter=delimiter, strict=True)
        except csv.Error as error:
            cells = _unquoted(taken, delimiter) or f"not a row of a table: {error}{_open_quote(taken)}"
            reader = csv.reader(lines(), delimiter=delimiter, strict=True)
        yield Record(line, cells, "".join(taken))
        line += max(len(taken), 1)


def _unquoted(taken: list[str], delimiter: str) -> tuple[str, ...]:
    """A line between tabs in which quotes are letters like others."""
    return tuple(taken[0].rstrip("\r\n").split(delimiter)) if delimiter == "\t" and len(taken) == 1 else ()


def _open_quote(taken: list[str]) -> str:
    return f" (a quote opened here took {len(taken):,} lines)" if len(taken) > 1 else ""


def _header(stream: TextIO, where: str, options: Options) -> tuple[tuple[str, ...], str]:
    """The names of the columns and what stands between them. Raises InputError."""
    limit = options.limits.text
    line = stream.readline(limit)
    if not line.strip():
        raise InputError(where, "empty: no columns to read" if not line else "the first line names no columns")
    best: tuple[str, ...] = ()
    delimiter = DELIMITERS[0]
    wanted = options.columns.get("text", "text").casefold()
    for each in DELIMITERS:
        names = tuple(name.strip() for name in next(csv.reader([line], delimiter=each), ()))
        if wanted in (name.casefold() for name in names):
            return names, each
        if len(names) > len(best):
            best, delimiter = names, each
    return best, delimiter


def read_table(stream: BinaryIO, name: str, options: Options) -> Iterator[Article | InputError]:
    """The articles of a table of text, and an InputError for each row that holds none.

    What stands between the columns is found out by the header. A row is never held whole beyond the limit; one that
    is not in the encoding is an error of its own.
    """
    mark = stream.read(2)
    encoding = options.encoding or MARKS.get(mark, "utf-8")
    begin = b"" if mark in MARKS else mark
    try:
        text = TextIOWrapper(_Behind(begin, stream), encoding, errors="surrogateescape", newline="")  # type: ignore[type-var]
    except LookupError as error:
        raise InputError(name, f"no encoding {encoding!r} is known") from error
    names, delimiter = _header(text, name, options)
    names = (names[0].removeprefix("\ufeff").strip('"'), *names[1:])
    columns = find_columns(names, name, options)
    for record in _records(text, delimiter, options.limits.text * ROW_TO_TEXT, 2):
        where = f"{name}:{record.line}"
        try:
            if cells := _cells(record, names, where, encoding):
                digest = digest_of(record.written.encode(encoding, "surrogateescape"))
                yield row_article(dict(zip(names, cells, strict=True)), columns, where, options, digest=digest, kind="csv")
        except InputError as error:
            yield error


def _cells(record: Record, names: tuple[str, ...], where: str, encoding: str) -> tuple[str, ...]:
    """The cells of a row, none of an empty line. Raises InputError."""
    if isinstance(record.cells, str):
        raise InputError(where, record.cells)
    if half := HALF.search(record.written):
        byte = ord(half.group()) & 0xFF
        raise InputError(where, f"not {encoding} text (byte 0x{byte:02x}); give --encoding, such as cp1252")
    if not any(record.cells):
        return ()
    if len(record.cells) != len(names):
        raise InputError(where, f"{len(record.cells)} cells, but the first line names {len(names)} columns")
    return record.cells


class _Behind:
    """A stream with bytes put back in front of it."""

    def __init__(self, begin: bytes, stream: BinaryIO) -> None:
        self._begin, self._stream = begin, stream
        self.closed = False

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass

    def read(self, size: int = -1) -> bytes:
        begin, self._begin = self._begin, b""
        return begin or self._stream.read(size)

    read1 = read


def read_parquet(stream: BinaryIO, name: str, options: Options, group: int | None = None) -> Iterator[Article | InputError]:
    """The articles of a Parquet file that can be searched, or of one group of its rows; an InputError for a row without one.

    A row has no bytes of its own: its hash is of its cells, in the order of the columns.
    """
    table = ParquetRows(stream, name)
    columns = find_columns(table.names, name, options)
    for size in table.group_sizes():
        check_size(size, options.limits.file, "file", "a group of rows", name)
    inside = name if group is None else f"{name}#group {group}"
    for number, row in enumerate(table.rows(sorted(set(columns.values())), group), 1):
        where = f"{inside}#{number}"
        if isinstance(row, UnicodeDecodeError):
            yield InputError(where, f"not UTF-8 text (byte 0x{row.object[row.start]:02x})")
            continue
        try:
            yield row_article(row, columns, where, options, digest=_row_digest(row), kind="parquet")
        except InputError as error:
            yield error


def _row_digest(row: Mapping[str, Any]) -> str:
    return digest_of("\0".join(f"{column}={row[column]}" for column in sorted(row)).encode("utf-8", "surrogatepass"))
