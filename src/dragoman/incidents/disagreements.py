"""Where the reports of one incident disagree: whether it happened, who, to whom, where, when, how many."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import Any

Row = Mapping[str, Any]
Values = tuple[Any, ...]
# A city against another; a country told beside its city is no disagreement.
POINT = frozenset({"point", "town"})
# Units of a number that is of people, named or not.
PEOPLE = frozenset({"", "people"})


def find_disagreements(reports: Iterable[Row]) -> list[dict[str, Any]]:
    """Each field on which at least two reports cannot both be right, with the values at odds and who tells them.

    One entry a field: `field` (happened, actor, recipient, where, when, number), and `values`, each `value` as words
    and `reports` as [article, event] pairs, most told first.
    """
    rows = list(reports)
    found: list[dict[str, Any]] = []
    if len(rows) < 2:
        return found
    for field, tell, clash in FIELDS:
        told: dict[Values, list[list[str]]] = {}
        for row in rows:
            for value in tell(row):
                told.setdefault(value, []).append([row["article_id"], row["event_id"]])
        # One who tells both of two values ("four dead, one of them a child") sees no contradiction in them.
        pairs = [(a, b) for a, b in combinations(told, 2) if clash(a, b) and not any(item in told[b] for item in told[a])]
        if pairs:
            odd = {value: told[value] for pair in pairs for value in pair}
            values = [
                {"value": _words(field, value), "reports": sorted(where)}
                for value, where in sorted(odd.items(), key=lambda item: (-len(item[1]), str(item[0])))
            ]
            found.append({"field": field, "values": values})
    return found


def _happened(row: Row) -> list[Values]:
    return [("did not happen",)] if row["status"] == "negated" else [("happened",)]


def _side(name: str) -> Callable[[Row], list[Values]]:
    def tell(row: Row) -> list[Values]:
        countries = sorted({side["country"] for side in row[name] or () if side["country"] and side["via"] != "implicit"})
        return [tuple(countries)] if countries else []

    return tell


def _where(row: Row) -> list[Values]:
    return [(row["where_name"], row["where_country"])] if row["where_precision"] in POINT else []


def _when(row: Row) -> list[Values]:
    exact = row["when_by"] == "expression" and row["when_start"] is not None and row["when_end"] is not None
    return [(row["when_start"], row["when_end"])] if exact else []


def _number(row: Row) -> list[Values]:
    return [
        (item["kind"], item["unit"], item["min"], item["max"])
        for item in json.loads(row["quantity"] or "[]")
        if item["kind"] != "money" or item["unit"]
    ]


def _apart(one: Values, other: Values) -> bool:
    """Whether two numbers of one thing cannot both be right: their bounds do not meet."""
    kind, unit, low, high = one
    other_kind, other_unit, other_low, other_high = other
    if kind != other_kind or not same_unit(unit, other_unit):
        return False
    return (high is not None and other_low is not None and high < other_low) or (
        other_high is not None and low is not None and other_high < low
    )


def same_unit(one: str, other: str) -> bool:
    """Whether two numbers are of one thing, as far as it is said: "killed 17" are people."""
    return one == other or {one, other} == PEOPLE


def _words(field: str, value: Values) -> str:
    if field == "number":
        kind, unit, low, high = value
        amount = f"{low:g}" if low == high and low is not None else f"{bound(low)}–{bound(high)}"
        return " ".join(filter(None, (amount, unit, "" if kind == "count" else f"({kind})")))
    if field == "when":
        return f"{value[0]}" if value[0] == value[1] else f"{value[0]} to {value[1]}"
    return ", ".join(str(part) for part in value if part)


def bound(value: float | None) -> str:
    """One end of a range as it is told: "at least 45" has no other end."""
    return "?" if value is None else f"{value:g}"


FIELDS: tuple[tuple[str, Callable[[Row], list[Values]], Callable[[Values, Values], bool]], ...] = (
    ("happened", _happened, lambda one, other: one != other),
    ("actor", _side("actor"), lambda one, other: not set(one) & set(other)),
    ("recipient", _side("recipient"), lambda one, other: not set(one) & set(other)),
    ("where", _where, lambda one, other: one != other),
    ("when", _when, lambda one, other: one[1] < other[0] or other[1] < one[0]),
    ("number", _number, _apart),
)
