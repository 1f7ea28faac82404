"""Write a table as Stata keeps it (format 118, Stata 14 and later): types, dates, missing values and labels as Stata's own.

The file is written here and not by a library: it holds no time of writing, so that the same rows are the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate
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
END = b"</stata_dta>"

Row = Mapping[str, Any]


def write_stata(
    rows: Sequence[Row],
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
    widths = _widths(rows, [name for name, kind in columns.items() if kind == "string"])
    kinds = {name: widths[name] if kind == "string" else DOUBLE if kind == "float" else LONG for name, kind in columns.items()}
    shape = struct.Struct("<" + "".join({DOUBLE: "d", LONG: "i"}.get(kind, f"{kind}s") for kind in kinds.values()))
    named = values or {}
    before = [
        (b"variable_types", b"".join(struct.pack("<H", kind) for kind in kinds.values())),
        (b"varnames", b"".join(_padded(name, NAME) for name in columns)),
        (b"sortlist", bytes(2 * (len(columns) + 1))),
        (b"formats", b"".join(_padded(_format(kind, kinds[name]), FORMAT) for name, kind in columns.items())),
        (b"value_label_names", b"".join(_padded(name if name in named else "", NAME) for name in columns)),
        (b"variable_labels", b"".join(_padded(labels.get(name, "")[:MOST_CHARACTERS_OF_LABEL], LABEL) for name in columns)),
        (b"characteristics", b""),
    ]
    behind = [(b"strls", b""), (b"value_labels", b"".join(_value_labels(name, told) for name, told in named.items()))]
    header = _header(len(columns), len(rows), title)
    sizes = [
        len(header),
        len(_part(b"map", bytes(8 * MAP_ENTRIES))),
        *(len(_part(*part)) for part in before),
        len(_part(b"data", b"")) + shape.size * len(rows),
        *(len(_part(*part)) for part in behind),
        len(END),
    ]
    stream.write(header + _part(b"map", struct.pack(f"<{MAP_ENTRIES}Q", *accumulate(sizes, initial=0))))
    stream.writelines(_part(*part) for part in before)
    stream.write(b"<data>")
    turned = [(name, TURNED[kind]) for name, kind in columns.items()]
    stream.writelines(shape.pack(*(turn(row[name]) for name, turn in turned)) for row in rows)
    stream.write(b"</data>")
    stream.writelines(_part(*part) for part in behind)
    stream.write(END)


def _part(tag: bytes, content: bytes) -> bytes:
    return b"<" + tag + b">" + content + b"</" + tag + b">"


def _header(columns: int, rows: int, title: str) -> bytes:
    label = title[:MOST_CHARACTERS_OF_LABEL].encode()
    return (
        b"<stata_dta><header><release>118</release><byteorder>LSF</byteorder>"
        + b"<K>" + struct.pack("<H", columns) + b"</K><N>" + struct.pack("<Q", rows) + b"</N>"
        + b"<label>" + struct.pack("<H", len(label)) + label + b"</label><timestamp>\x00</timestamp></header>"
    )  # fmt: skip


def _padded(text: str, width: int) -> bytes:
    return text.encode().ljust(width, b"\x00")


def _format(kind: str, number: int) -> str:
    return {"date": "%td", "float": "%10.0g", "int": "%12.0g"}.get(kind, f"%{number}s")


def _widths(rows: Iterable[Row], names: Sequence[str]) -> dict[str, int]:
    """The bytes of the longest text in each column, at least one."""
    widths = dict.fromkeys(names, 1)
    for row in rows:
        for name in names:
            widths[name] = max(widths[name], len((row[name] or "").encode()))
    for name, width in widths.items():
        if width > LONGEST:
            raise UsageError(f"column {name}: a text of {width} bytes; Stata's columns hold {LONGEST}")
    return widths


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
