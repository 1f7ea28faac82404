"""Score office holders that no reference table holds: a drawn sample of rows, each looked up in other sources.

The population is every row of actors/holders whose source is not one of the tables (TABLES) and whose term overlaps
1990 or later: ministers, speakers, chiefs, envoys, leaders of organisations, and the heads the tables leave out.
A row is drawn where a hash of its state, role, person and first year falls below CUT, so that a row added or mended
elsewhere neither enters nor leaves with it. The verdicts (tests/gold/holders.csv) are on the rows as they stood when
drawn, before any was mended.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.evaluate.scores import SEED
from dragoman.knowledge.files import gather, read_table
from dragoman.knowledge.schemas import Holder

TABLES = frozenset({"REIGN 2021-03", "factbook 2026-05"})
FIRST = "1990"
# Of 32 bits. 100 of the 11,534 rows of November 2026 lay below it.
CUT = 33_650_000
# right: person and office, and no month that the source tells differs. year: the same, but a month differs or none
# is told, or sources disagree on it. wrong: another person, office or year. not found: no source told of the term.
VERDICTS = ("right", "year", "wrong", "not found")

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look-up said of a row as it stood when drawn, and by which source."""

    state: str
    role: str
    title: str
    person: str
    start: str
    end: str
    verdict: str
    told: str
    source: str


def key_of(row: Holder | Verdict) -> Key:
    """What a row is drawn by: its office, its person and the year the term began."""
    return row.state, row.role, row.person, row.start[:4]


def read_holders() -> Iterator[Holder]:
    """The shipped rows of office holders, as they stand in their files."""
    for file in gather(()):
        if file.path.startswith("actors/holders/"):
            yield from (placed.row for placed in read_table(file, Holder, []))


def read_verdicts(path: Path) -> list[Verdict]:
    """The verdicts of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [Verdict(**row) for row in csv.DictReader(stream)]


def _drawn(key: Key) -> bool:
    digest = hashlib.sha256("|".join((str(SEED), *key)).encode()).hexdigest()
    return int(digest[:8], 16) < CUT


def draw_holders(rows: Iterable[Holder]) -> set[Key]:
    """The keys of the rows to be looked up, the same at every call."""
    return {key_of(row) for row in rows if row.source not in TABLES and not "" < row.end <= FIRST and _drawn(key_of(row))}
