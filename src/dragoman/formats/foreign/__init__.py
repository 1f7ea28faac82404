"""Read the files of other event coders under their own name: which format a file is, and who reads it.

Each format says what its rows are. A report is a coded mention in a text; an incident was adjudicated from many
sources; a mention is an article that tells an event coded elsewhere. None of them joins our own events.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import InputError, UsageError
from dragoman.formats.foreign import acled, gdelt, icews, phoenix, plover, polecat, ucdp
from dragoman.formats.foreign.cells import LONGEST, Layout, folded
from dragoman.formats.foreign.context import Context
from dragoman.knowledge.files import near
from dragoman.model import ForeignEvent, ForeignMention

__all__ = ["FORMATS", "Context", "Format", "detect", "detect_line", "format_of", "read_foreign"]

Read = Callable[[BinaryIO, str, Context], Iterator[ForeignEvent | ForeignMention | InputError]]


@dataclass(frozen=True)
class Format:
    """A format of others: its name on the command line, what a row of it is, and who reads it.

    `directed` says whether source and target are told apart: "yes", "no", or "some" of its rows.
    """

    name: str
    title: str
    unit: str
    directed: str
    codebook: str
    scale: str
    read: Read
    layout: Layout | None = None


FORMATS = {
    one.name: one
    for one in (
        Format("icews", "ICEWS Coded Event Data", "report", "yes", "cameo", "goldstein", icews.read, icews.LAYOUT),
        Format("polecat", "POLECAT", "report", "yes", "plover", "plover", polecat.read, polecat.LAYOUT),
        Format("gdelt", "GDELT 2.0 events", "report", "yes", "cameo", "goldstein", gdelt.read_events, gdelt.EVENTS),
        Format("gdelt-mentions", "GDELT 2.0 mentions", "mention", "no", "", "", gdelt.read_mentions, gdelt.MENTIONS),
        Format("phoenix", "Phoenix", "report", "yes", "cameo", "goldstein", phoenix.read, phoenix.LAYOUT),
        Format("plover", "PLOVER JSON lines", "report", "yes", "plover", "plover", plover.read),
        Format("acled", "ACLED", "incident", "no", "acled", "", acled.read, acled.LAYOUT),
        Format("ucdp-ged", "UCDP GED", "incident", "some", "ucdp-ged", "", ucdp.read, ucdp.LAYOUT),
    )
}


def _fits(layout: Layout, text: str) -> bool:
    """Whether a first line is this table's: its needed columns by name, or without a header their number and a first id."""
    for delimiter in layout.delimiters:
        cells = next(csv.reader([text], delimiter=delimiter), []) if layout.header else text.split(delimiter)
        if layout.header and {folded(name) for name in layout.needed} <= {folded(cell) for cell in cells}:
            return True
        if not layout.header and len(cells) == len(layout.columns):
            return any(character.isdigit() for character in cells[0]) or folded(cells[0]) == folded(layout.columns[0])
    return False


def detect_line(first: bytes) -> str:
    """The name of the format whose file begins with this line; "" where it is none's or more than one's."""
    text = first.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").rstrip("\r\n")
    if text.startswith("{"):
        try:
            row = json.loads(text)
        except (ValueError, RecursionError):
            return ""
        plover_s = "event" in row and "id" in row and ("source" in row or "actor" in row)
        own = "event_type" in row and "document_id" in row
        return "plover" if plover_s or own else ""
    try:
        found = [one.name for one in FORMATS.values() if one.layout is not None and _fits(one.layout, text)]
    except csv.Error:
        return ""
    return found[0] if len(found) == 1 else ""


def detect(path: Path) -> str:
    """The name of the format a file is in, by its first line; "" where it is none of these."""
    with path.open("rb") as stream:
        return detect_line(stream.readline(LONGEST))


def format_of(name: str) -> Format:
    """The format of a name, as `--as` gives it. Raises UsageError where there is none."""
    found = FORMATS.get(name.lower())
    if found is None:
        raise UsageError(f"no format {name!r}{near(name.lower(), FORMATS)}; there are {', '.join(FORMATS)}")
    return found


def read_foreign(path: Path, context: Context, name: str = "") -> Iterator[ForeignEvent | ForeignMention | InputError]:
    """What a file of another coder holds, in the format named or else found, or what is wrong with it and its lines.

    Raises UsageError where no format has that name, or the first line is none's.
    """
    found = name or detect(path)
    if not found:
        raise UsageError(f"{path}: its first line is no known format's; say which it is with --as: {', '.join(FORMATS)}")
    return _rows(path, format_of(found), context)


def _rows(path: Path, known: Format, context: Context) -> Iterator[ForeignEvent | ForeignMention | InputError]:
    with path.open("rb") as stream:
        yield from known.read(stream, str(path), context)
