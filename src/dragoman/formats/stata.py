"""Write a table as Stata keeps it (format 118, Stata 14 and later): types, dates, missing values and labels as Stata's own.

The file is written here and not by a library: it holds no time of writing, so that the same rows are the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO

from dragoman.errors import UsageError

EPOCH = date(1960, 1, 1)
# Types by Stata's numbers ("help dta_118"); up to LONGEST bytes a text stands in its column.
DOUBLE, LONG, LONGEST = 65526, 65528, 2045
MISSING_LONG, MISSING_DOUBLE = 2147483621, 2.0**1023
HIGHEST_LONG = 2147483620
MOST_CHARACTERS_OF_LABEL = 80
NAME, FORMAT, LABEL = 129, 57, 321
MAP_ENTRIES = 14

Row = Mapping[str, Any]


def write_stata(
    rows: Iterable[Row],
    stream: BinaryIO,
    columns: Mapping[str, str],
    labels: Mapping[str, str],
    *,
    title: str = "",
    values: Mapping[str, Mapping[int, str]] | None = None,
) -> None:
    """Write rows of `columns` (string, int, float or date) with a label for each; `values` names the values of a column.

    Raises UsageError for a whole number or a text that has no room in Stata.
    """
    found = list(rows)
    kinds = {
        name: (_width(found, name) if kind == "string" else DOUBLE if kind == "float" else LONG) for name, kind in columns.items()
    }
    named = values or {}
    parts = [
        (b"<stata_dta>", _header(len(columns), len(found), title)),
        (b"<map>", b""),
        (b"<variable_types>", b"".join(struct.pack("<H", kind) for kind in kinds.values())),
        (b"<varnames>", b"".join(_padded(name, NAME) for name in columns)),
        (b"<sortlist>", bytes(2 * (len(columns) + 1))),
        (b"<formats>", b"".join(_padded(_format(kind, kinds[name]), FORMAT) for name, kind in columns.items())),
        (b"<value_label_names>", b"".join(_padded(name if name in named else "", NAME) for name in columns)),
        (b"<variable_labels>", b"".join(_padded(labels.get(name, "")[:MOST_CHARACTERS_OF_LABEL], LABEL) for name in columns)),
        (b"<characteristics>", b""),
        (b"<data>", _data(found, columns, kinds)),
        (b"<strls>", b""),
        (b"<value_labels>", b"".join(_value_labels(name, told) for name, told in named.items())),
    ]
    written, places = [], []
    at = 0
    for tag, content in parts:
        places.append(at)
        end = b"" if tag == b"<stata_dta>" else tag.replace(b"<", b"</")
        body = bytes(8 * MAP_ENTRIES) if tag == b"<map>" else content
        written.append((tag, body, end))
        at += len(tag) + len(body) + len(end)
    places += [at, at + len(b"</stata_dta>")]
    for tag, body, end in written:
        stream.write(tag + (struct.pack(f"<{MAP_ENTRIES}Q", *places) if tag == b"<map>" else body) + end)
    stream.write(b"</stata_dta>")


def _header(columns: int, rows: int, title: str) -> bytes:
    label = title[:MOST_CHARACTERS_OF_LABEL].encode()
    return (
        b"<header><release>118</release><byteorder>LSF</byteorder>"
        + b"<K>" + struct.pack("<H", columns) + b"</K><N>" + struct.pack("<Q", rows) + b"</N>"
        + b"<label>" + struct.pack("<H", len(label)) + label + b"</label><timestamp>\x00</timestamp></header>"
    )  # fmt: skip


def _padded(text: str, width: int) -> bytes:
    return text.encode().ljust(width, b"\x00")


def _format(kind: str, number: int) -> str:
    return {"date": "%td", "float": "%10.0g", "int": "%12.0g"}.get(kind, f"%{number}s")


def _width(rows: Sequence[Row], name: str) -> int:
    width = max((len((row[name] or "").encode()) for row in rows), default=1)
    if width > LONGEST:
        raise UsageError(f"column {name}: a text of {width} bytes; Stata's columns hold {LONGEST}")
    return max(width, 1)


def _data(rows: Sequence[Row], columns: Mapping[str, str], kinds: Mapping[str, int]) -> bytes:
    shape = struct.Struct("<" + "".join({DOUBLE: "d", LONG: "i"}.get(kind, f"{kind}s") for kind in kinds.values()))
    turned = [(name, TURNED[kind]) for name, kind in columns.items()]
    return b"".join(shape.pack(*(turn(row[name]) for name, turn in turned)) for row in rows)


def _whole(value: int | None) -> int:
    if value is None:
        return MISSING_LONG
    if abs(value) > HIGHEST_LONG:
        raise UsageError(f"{value} is too large for a whole number of Stata's")
    return int(value)


TURNED: dict[str, Callable[[Any], Any]] = {
    "string": lambda value: (value or "").encode(),
    "int": _whole,
    "float": lambda value: MISSING_DOUBLE if value is None else float(value),
    "date": lambda value: MISSING_LONG if value is None else (value - EPOCH).days,
}


def _value_labels(name: str, told: Mapping[int, str]) -> bytes:
    texts = [text.encode() + b"\x00" for text in told.values()]
    places = [sum(map(len, texts[:number])) for number in range(len(texts))]
    table = struct.pack(f"<2i{len(texts)}i{len(texts)}i", len(texts), sum(map(len, texts)), *places, *told) + b"".join(texts)
    return b"<lbl>" + struct.pack("<i", len(table)) + _padded(name, NAME) + bytes(3) + table + b"</lbl>"
