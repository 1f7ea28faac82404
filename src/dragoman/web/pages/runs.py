"""Runs: each make of code, knowledge and options that coded here, and what two of them read differently."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dragoman.desk.differences import differences, two_runs
from dragoman.web.asking import PAGED, Option
from dragoman.web.links import to_event
from dragoman.web.page import Link, Page, Row, Shape, Table, of_names, offset, paged
from dragoman.web.resource import Ask, Resource, address

RUNS = Shape(
    "runs",
    "One row for each make of code, knowledge and options that ever coded here, the last first.",
    of_names(
        "number coder codebook started articles current_articles reports current_reports compared_with code_digest knowledge_digest "
        "run_options run_id".split()
    ),
)
CHANGES = Shape(
    "changes",
    "Event reports that are not the same in both runs, of the articles that both read. One row an event report.",
    of_names(
        "change trigger type_before type_after fields rule_before rule_after actor_before actor_after recipient_before recipient_after "
        "status_before status_after is_current article_id event_id".split()
    ),
    of_names("change trigger type_before type_after fields rule_before rule_after".split()),
)
COUNTS = Shape(
    "counts",
    "How many event reports came, went and changed, by the rule that codes them now, else by the one that did. One row a change and rule.",
    of_names("change rule reports".split()),
)
CHOICES = ("came", "went", "changed")
# Rules that are counted out for each kind of change.
MOST = 12


def runs(ask: Ask) -> Page:
    """Every run of this desk, and how much of what counts now is of each."""
    rows = ask.store.rows("runs_told")
    for row, before in zip(rows, [*rows[1:], None], strict=True):
        row["run_options"] = row["options"]
        row["compared_with"] = before["number"] if before else None
    links = {"compared_with": lambda row: address("runs", row["compared_with"], row["number"])}
    return Page(
        "Runs",
        (Table(RUNS, rows, links, nothing="Nothing was coded yet."),),
        "runs.html",
        shown={"last": rows[0]["number"] if rows else None},
    )


def compared(ask: Ask) -> Page:
    """What two runs read differently."""
    before, after = ask.parts["before"], ask.parts["after"]
    one, other = two_runs(ask.store, before, after)
    asked = {"change": ask["change"], "rule": ask["rule"]}
    counts = ask.store.rows("run_changes_counted", before=one["run_id"], after=other["run_id"], **asked)
    total = sum(row["reports"] for row in counts)
    by: Counter[str] = Counter()
    for row in counts:
        by[row["change"]] += row["reports"]
    rows = differences(ask.store, before, after, **asked, most=ask["per"], skip=offset(ask.options))[1] if total else []
    paged(rows, total, ask.options)
    facts: dict[str, Any] = {"before": one["run_id"], "after": other["run_id"], **{name: by[name] for name in CHOICES}}
    shown = {name: [row for row in counts if row["change"] == name][:MOST] for name in CHOICES}
    link = _to_reading(one["run_id"], other["run_id"])
    return Page(
        f"Run {one['number']} and run {other['number']}",
        (
            Table(
                CHANGES, rows, {"trigger": link, "change": link}, total, nothing="Nothing that is asked for is read differently."
            ),
            Table(COUNTS, counts),
        ),
        "changes.html",
        facts=facts,
        shown={"one": one, "other": other, "by": by, "shown": shown, "total": total},
    )


def _to_reading(before: str, after: str) -> Link:
    """The event report where it counts now, else its article as the run read it that has it."""

    def to(row: Row) -> str:
        if row["is_current"]:
            return to_event(row)
        return address("article", row["article_id"], run=before if row["change"] == "went" else after)

    return to


PAGES = (
    Resource("/runs", "The runs that coded here, with code, knowledge and options.", runs, (RUNS,)),
    Resource(
        "/runs/{before}/{after}",
        "What two runs read differently: event reports that came, went and changed, and by which rule.",
        compared,
        (CHANGES, COUNTS),
        (
            Option("change", "Only what came, went or changed.", "choice", None, CHOICES),
            Option("rule", "Only what this rule coded, before or after."),
            *PAGED,
        ),
        {"before": "The earlier run: its number or id, first or last.", "after": "The later run, likewise."},
    ),
)
