"""Bring another coder's file into a desk, under that coder's name and never among our counts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.formats.foreign import Context, read_foreign
from dragoman.model import ForeignEvent, ForeignMention
from dragoman.store.file import Writer

# Rows handed to the store at once.
SHARE = 10_000
PLAIN = (
    "coder", "id", "unit", "directed", "start", "end", "code", "codebook", "event_type", "mode", "quad", "score", "scale",
    "place", "country", "lat", "lon", "precision", "fatalities_low", "fatalities", "fatalities_high", "reports", "url",
    "publisher", "raw",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imported:
    """How many events and mentions a file held, and how many lines could not be read."""

    events: int
    mentions: int
    failed: int


def _event(item: ForeignEvent, file: str) -> dict[str, Any]:
    row = {name: getattr(item, name) for name in PLAIN} | {"file": file, "raw": dict(item.raw)}
    for side in ("actor", "recipient"):
        party = getattr(item, side)
        row |= {f"{side}_{name}": getattr(party, name) for name in ("name", "code", "country", "sector")}
    return row


def _mention(item: ForeignMention, file: str) -> dict[str, Any]:
    names = ("coder", "event", "published", "url", "publisher", "sentence", "confidence")
    return {name: getattr(item, name) for name in names} | {"file": file}


def import_foreign(
    store: Writer, path: Path, context: Context, *, name: str = "", on_fault: Callable[[InputError], None] = lambda fault: None
) -> Imported:
    """Take a file in whole, in one transaction; what the same bytes brought before is replaced.

    Raises UsageError where its format is not known.
    """
    with path.open("rb") as stream:
        file = hashlib.file_digest(stream, "sha256").hexdigest()
    found = iter(read_foreign(path, context, name))
    events = mentions = failed = 0
    with store.transaction():
        store.run("forget_foreign_events", file=file)
        store.run("forget_foreign_mentions", file=file)
        while share := list(islice(found, SHARE)):
            faults = [item for item in share if isinstance(item, InputError)]
            for fault in faults:
                on_fault(fault)
            failed += len(faults)
            events += _insert(store, "foreign_event", (_event(item, file) for item in share if isinstance(item, ForeignEvent)))
            mentions += _insert(
                store, "foreign_mention", (_mention(item, file) for item in share if isinstance(item, ForeignMention))
            )
    return Imported(events, mentions, failed)


def _insert(store: Writer, table: str, rows: Iterable[dict[str, Any]]) -> int:
    found = list(rows)
    store.insert(table, found)
    return len(found)
