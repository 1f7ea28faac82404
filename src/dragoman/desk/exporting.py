"""Hand a desk's event reports to the formats: happenings by default, each with its article, origin and incident."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from dragoman.desk.adding import article_of
from dragoman.model import Report
from dragoman.store.file import Reader


def reports_out(
    store: Reader,
    *,
    everything: bool = False,
    once: bool = False,
    since: date | None = None,
    until: date | None = None,
    actor: str | None = None,
    event_type: str | None = None,
) -> Iterator[Report]:
    """Event reports of each article's latest run, in order of day and id; nothing else may be asked of `store` meanwhile.

    `once` takes one report an incident, the one that speaks for it.
    """
    rows = store.stream(
        "reports_out",
        everything=everything,
        once=once,
        since=since and since.isoformat(),
        until=until and until.isoformat(),
        actor=actor,
        type=event_type,
    )
    for row in rows:
        event: dict[str, Any] = json.loads(row["record"])
        yield Report(event, article_of(row), row["text_sha256"], row["run_id"], row["origin_id"] or "", row["incident_id"] or "")


def run_manifests(store: Reader) -> tuple[dict[str, Any], ...]:
    """What coded the reports, run by run: code, knowledge, options, counts."""
    return tuple({**row, "options": json.loads(row["options"]), "started": str(row["started"])} for row in store.rows("runs"))
