"""Tab-separated lines without quotes, as the older event data come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from dragoman.formats.cells import cell
from dragoman.formats.writing import text_of

# Nothing quotes a cell in these files, so what would end one becomes a blank.
BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def write_tabbed(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], stream: BinaryIO, *, header: bool, missing: str = ""
) -> int:
    """Write rows of `columns`, in their order; return how many. An empty or absent value is `missing`."""
    count = 0
    with text_of(stream) as text:
        if header:
            text.write("\t".join(columns) + "\n")
        for row in rows:
            unknown = row.keys() - set(columns)
            if unknown:
                raise KeyError(f"no such column: {sorted(unknown)}")
            text.write("\t".join(_cell(row.get(name), missing) for name in columns) + "\n")
            count += 1
    return count


def _cell(value: Any, missing: str) -> str:
    if value is None or value == "":
        return missing
    if isinstance(value, float):
        return repr(value)
    return BREAKS.sub(" ", str(cell(value)))
