"""Read another coder's table line by line: columns by name or by place, and what a cell says of a day or a number."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO, TypeVar

from dragoman.errors import InputError
from dragoman.knowledge.files import near

# The longest line read whole, in bytes: the widest rows of these formats are some kilobytes.
LONGEST = 1_000_000
# Stands at the end of a line cut at LONGEST; no decoded byte becomes this half character.
CUT = "\udfff"
# What a byte that is no UTF-8 becomes while a row is taken apart ("surrogateescape").
WRONG_BYTE = re.compile("[\udc80-\udcff]")
PARTED = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LONG_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"
)  # fmt: skip
NAMED_MONTH = re.compile(r"(\d{1,2})[ -]([A-Za-z]+)[ -](\d{4})")
NUMBERED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")
Made = TypeVar("Made")
Row = dict[str, str]


@dataclass(frozen=True)
class Layout:
    """How a format's table looks: its columns in order, those no event can do without, what parts them.

    With `header` the columns are found by the names in the first line, in any order and spelling of case;
    `renamed` maps other names they go by. Without, every line has exactly these columns.
    `quoted` tables are CSV, whose quoted cells may hold line ends.
    """

    title: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    delimiters: str = "\t"
    header: bool = True
    quoted: bool = False
    renamed: Mapping[str, str] = field(default_factory=dict)


class Lines:
    """The lines of a stream as text, none longer than LONGEST; `number` is that of the last one."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.number = 0
        self.unfinished = False

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        raw = self.stream.readline(LONGEST + 1)
        if not raw:
            raise StopIteration
        self.number += 1
        cut = len(raw) > LONGEST
        rest = raw
        while cut and not rest.endswith(b"\n") and (rest := self.stream.readline(LONGEST)):
            pass
        self.unfinished = not raw.endswith(b"\n") and not cut
        if self.number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        text = raw[:LONGEST].decode("utf-8", "surrogateescape")
        return text + CUT if cut else text


def folded(name: str) -> str:
    """A column's name as it is compared: "Event ID" and "event_id" are one."""
    return re.sub(r"[ _]+", "_", name.strip().strip('"').lower())


def _unquoted(cell: str) -> str:
    """A cell of a tabbed file, without the quotes some exports put around all text."""
    return cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _split(lines: Lines, delimiter: str, quoted: bool) -> Iterator[tuple[int, list[str] | str]]:
    """Each row's line and its cells, or what is wrong with it; empty lines are passed over."""
    if not quoted:
        for text in lines:
            if text := text.rstrip("\r\n"):
                cells = text.split(delimiter)
                yield lines.number, [_unquoted(cell) for cell in cells] if '"' in text else cells
        return
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        start = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield start, f"not CSV: {error}; is a quote left open from this line on?"
            continue
        if cells:
            yield start, cells


def _damage(cells: Iterable[str]) -> str:
    """What keeps a row's cells from being read as text; "" where nothing does."""
    joined = "\t".join(cells)
    if joined.isascii():
        return ""
    if CUT in joined:
        return f"a line of more than {LONGEST:,} bytes"
    wrong = WRONG_BYTE.search(joined)
    return f"not UTF-8 text (byte 0x{ord(wrong.group()) - 0xDC00:02x})" if wrong else ""


def _parted_by(text: str, columns: int) -> str:
    """What a line of so many columns seems to be parted by."""
    found = max(PARTED, key=lambda sign: text.count(sign))
    return found if text.count(found) >= columns - 1 and columns > 1 else ""


def _header(first: str, layout: Layout, where: str) -> tuple[str, list[str]]:
    """What parts the cells of a table, and the columns it has in their order."""
    place = f"{where}:1"
    damage = _damage([first])
    if damage:
        raise InputError(place, damage)
    text = first.rstrip("\r\n")
    delimiter = max(layout.delimiters, key=lambda sign: text.count(sign))
    known = {folded(name): name for name in layout.columns} | {folded(name): other for name, other in layout.renamed.items()}
    try:
        names = next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error as error:
        raise InputError(place, f"no line of column names: {error}") from error
    columns = [known.get(folded(name), name.strip()) for name in names]
    missing = [name for name in layout.needed if name not in columns]
    if not missing:
        return delimiter, columns
    other = _parted_by(text, len(layout.needed))
    if len(names) == 1 and other and other not in layout.delimiters:
        wanted = " or ".join(PARTED[sign] for sign in layout.delimiters)
        raise InputError(place, f"columns parted by {PARTED[other]}, where {layout.title} has {wanted}; save it so")
    seen = ", ".join(names[:60])
    raise InputError(place, f"no column {missing[0]!r}{near(missing[0], names)}; this {layout.title} file has: {seen}")


def _short(found: int, wanted: int, at_end: bool) -> str:
    if at_end and found < wanted:
        return f"the file ends within this line ({found} of {wanted} cells)"
    return f"{found} cells, where this table has {wanted} columns"


def read_table(stream: BinaryIO, where: str, layout: Layout) -> Iterator[tuple[str, Row] | InputError]:
    """Each row with its place ("file:line"), or what is wrong with it.

    A table whose first line lacks a needed column, or is parted otherwise, is refused whole.
    """
    lines = Lines(stream)
    delimiter, columns = layout.delimiters[0], list(layout.columns)
    if layout.header:
        first = next(lines, "")
        if not first.strip():
            yield InputError(where, f"empty, where a file of {layout.title} begins with the names of its columns")
            return
        try:
            delimiter, columns = _header(first, layout, where)
        except InputError as error:
            yield error
            return
    wanted = len(columns)
    for number, cells in _split(lines, delimiter, layout.quoted):
        place = f"{where}:{number}"
        if isinstance(cells, str):
            yield InputError(place, cells)
            continue
        damage = _damage(cells)
        if damage:
            yield InputError(place, damage)
        elif len(cells) != wanted:
            other = "" if layout.header or number > 1 else _parted_by(delimiter.join(cells), wanted)
            if other and other != delimiter:
                yield InputError(place, f"columns parted by {PARTED[other]}, where {layout.title} has tabs; save it so")
                return
            yield InputError(place, _short(len(cells), wanted, lines.unfinished))
        elif number == 1 and not layout.header and folded(cells[0]) == folded(columns[0]):
            continue  # a header that some exports add
        else:
            yield place, dict(zip(columns, map(str.strip, cells), strict=True))


def read_rows(
    stream: BinaryIO, where: str, layout: Layout, make: Callable[[Row, str], Iterable[Made]]
) -> Iterator[Made | InputError]:
    """What `make` makes of each row and its place; a row it refuses is told and the rest goes on."""
    yield from made(read_table(stream, where, layout), make)


def made(rows: Iterable[tuple[str, Row] | InputError], make: Callable[[Row, str], Iterable[Made]]) -> Iterator[Made | InputError]:
    """What `make` makes of rows read already."""
    for found in rows:
        if isinstance(found, InputError):
            yield found
            continue
        place, row = found
        try:
            yield from make(row, place)
        except InputError as error:
            yield error


def day(row: Mapping[str, Any], column: str, place: str) -> date:
    """The day in a cell: 2024-05-18, 20240518, 18 May 2024 or 18/04/2024.

    Raises InputError where there is none, and where day and month cannot be told apart (03/04/2024).
    """
    text = str(row.get(column) or "")
    try:
        if found := ISO.fullmatch(text):
            year, month, number = map(int, found.groups())
            return date(year, month, number)
        if found := NAMED_MONTH.fullmatch(text):
            word = found[2].lower()
            months = MONTHS if word in MONTHS else LONG_MONTHS
            return date(int(found[3]), months.index(word) + 1, int(found[1]))
        if found := NUMBERED.fullmatch(text):
            first, second, year = map(int, found.groups())
            if first != second and first <= 12 and second <= 12:
                raise InputError(place, f"{column}: {text!r} may be two days; write {year}-{second:02d}-{first:02d}, or the other")
            return date(year, second, first) if second <= 12 else date(year, first, second)
    except ValueError as error:
        raise InputError(place, f"{column}: no such day as {text!r}") from error
    raise InputError(place, f"{column}: no date in {text!r}" if text else f"{column}: no date")


def number(row: Mapping[str, Any], column: str, place: str, most: float = float("inf")) -> float | None:
    """The number in a cell, None where it is empty or says None. Raises InputError where it is no number, or beyond `most`."""
    text = str(row.get(column) or "").strip()
    if text in ("", "None", "NA", "NULL", "NaN"):
        return None
    try:
        value = float(text)
    except ValueError as error:
        raise InputError(place, f"{column}: no number in {text!r}") from error
    if not -most <= value <= most:  # also false of nan
        raise InputError(place, f"{column}: {text!r} is beyond {most:g}")
    return value


def whole(row: Mapping[str, Any], column: str, place: str) -> int | None:
    """The count in a cell; None where it is empty or negative, as some write what they do not know."""
    value = number(row, column, place, most=1e12)
    return None if value is None or value < 0 else round(value)


def spot(row: Mapping[str, Any], lat: str, lon: str, place: str) -> tuple[float | None, float | None]:
    """Latitude and longitude in degrees; neither where one is missing."""
    north, east = number(row, lat, place, 90), number(row, lon, place, 180)
    return (None, None) if north is None or east is None else (north, east)


def kept(row: Mapping[str, str], prose: Iterable[str], notes: bool) -> dict[str, str]:
    """The row as it was, without the columns of other people's prose unless they are asked for."""
    if notes:
        return dict(row)
    left = set(prose)
    return {name: value for name, value in row.items() if name not in left}
