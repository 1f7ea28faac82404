"""What two runs read differently in the same articles: event reports that came, went and changed, and by which rule."""

from __future__ import annotations

from typing import Any

from dragoman.errors import UnknownError, UsageError
from dragoman.store.file import Reader

Row = dict[str, Any]
COMPARED = ("event_type", "mode", "actor", "recipient", "status", "historical", "voice", "happened", "when", "where", "rule")


def run_by_name(store: Reader, name: str) -> Row:
    """A run by its id, its number, or `last` and `first`. Raises UsageError."""
    runs = store.rows("runs")
    if not runs:
        raise UsageError(f"{store.path}: nothing was coded yet; `dragoman code --to {store.path}` does it")
    if name in ("first", "last"):
        return runs[0 if name == "first" else -1]
    for run in runs:
        if name in (run["run_id"], str(run["number"])):
            return run
    numbers = ", ".join(str(run["number"]) for run in runs)
    raise UnknownError(f"no run {name!r}; {store.path} has {numbers} (or name it by its id, first or last)")


def two_runs(store: Reader, before: str, after: str) -> tuple[Row, Row]:
    """Two runs by name. Raises UsageError where they are one."""
    one, other = run_by_name(store, before), run_by_name(store, after)
    if one["run_id"] == other["run_id"]:
        raise UsageError(f"{before} and {after} are one run, number {one['number']}: nothing to compare")
    return one, other


def differences(
    store: Reader,
    before: str,
    after: str,
    *,
    change: str | None = None,
    rule: str | None = None,
    most: int | None = None,
    skip: int = 0,
) -> tuple[list[str], list[Row]]:
    """The columns, and one row for each event report that is not the same in both runs, of the articles that both read.

    `change` is came, went or changed; `fields` names what changed, where both have the report; `rule_before` and `rule_after` did it.
    """
    one, other = two_runs(store, before, after)
    asked = {"change": change, "rule": rule, "most": most, "skip": skip}
    names, found = store.table("run_differences", before=one["run_id"], after=other["run_id"], **asked)
    for row in found:
        row["fields"] = [name for name in COMPARED if name in row["fields"] and row["change"] == "changed"]
    return names, found
