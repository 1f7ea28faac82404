"""Compare our office holders with ../shared/reference: which leader-months agree, and each difference with its ruling.

A leader the reference lists for a state and month must be among those we have in office there then. A ruling is a
line of data/actors/rulings.csv: state, leader, and the reason why the difference stands.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dragoman.knowledge import Actors, load_knowledge
from dragoman.knowledge.spelling import fold

FIRST, LAST = 1990, 2020
LEAST = 0.97
RULINGS = Path(__file__).parents[1] / "src" / "dragoman" / "data" / "actors" / "rulings.csv"


def months(row: dict[str, str]) -> Iterator[tuple[int, int]]:
    """The months of a term that fall in the years compared."""
    month = (int(row["start_year"]), int(row["start_month"]))
    end = (int(row["end_year"]), int(row["end_month"])) if row["end_year"] else (LAST, 12)
    while month <= end:
        if FIRST <= month[0] <= LAST:
            yield month
        month = (month[0] + month[1] // 12, month[1] % 12 + 1)


def words(name: str) -> set[str]:
    """The words of a name, folded, by which two spellings are held together."""
    plain = fold(name).lower().replace("-", " ").replace("'", "").replace(".", " ")
    return {word for word in plain.split() if len(word) > 2}


def in_office(actors: Actors, state: str, month: tuple[int, int]) -> set[str]:
    """The words of all names of those in any office of a state in a month."""
    first = date(month[0], month[1], 1)
    last = date(month[0] + month[1] // 12, month[1] % 12 + 1, 1)
    found: set[str] = set()
    for person, term in actors.terms.get(state, ()):
        if (term.start is None or term.start < last) and (term.end is None or term.end >= first):
            found |= names_of(actors, person.id)
    return found


def names_of(actors: Actors, person: str) -> set[str]:
    """The words of all names of a person."""
    if not NAMES:
        for entry in actors.entries:
            if entry.kind in ("person", "surname"):
                NAMES.setdefault(entry.id, set()).update(words(entry.text))
    return NAMES.get(person, set())


NAMES: dict[str, set[str]] = {}


def main() -> None:
    """Print the agreement and each difference; exit 1 where it is too low or a difference has no ruling."""
    reference = Path(sys.argv[1]) / "leaders_reign.csv"
    if not reference.exists():
        print(f"{reference.name} is not here: nothing compared")
        return
    actors = load_knowledge().actors
    states: dict[str, list[str]] = {}
    for state in actors.states.values():
        for code in state.codes:
            if code.scheme == "cow":
                states.setdefault(code.code.lstrip("0"), []).append(state.id)
    with RULINGS.open(encoding="utf-8", newline="") as stream:
        rulings = {(row["state"], row["leader"]): row["reason"] for row in csv.DictReader(stream)}
    agree, whole = 0, 0
    differences: Counter[tuple[str, str]] = Counter()
    with reference.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            code = str(int(float(row["cow_code"])))
            for month in months(row):
                whole += 1
                if any(words(row["leader"]) & in_office(actors, state, month) for state in states.get(code, ())):
                    agree += 1
                else:
                    differences[row["cow_abbrev"], row["leader"]] += 1
    for (state, leader), count in sorted(differences.items()):
        print(f"{state} {leader}: {count} months; {rulings.get((state, leader), 'no ruling')}")
    open_ones = [key for key in differences if key not in rulings]
    print(
        f"{agree} of {whole} leader-months agree ({agree / whole:.4f}); {len(differences)} differences, {len(open_ones)} without a ruling"
    )
    if agree / whole < LEAST or open_ones:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
