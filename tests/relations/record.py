"""A desk made row by row, so that a test says what happened on which day without a text for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dragoman.store.file import open_writer

RUN = {
    "run_id": "r1", "number": 1, "coder": "dragoman test", "codebook": "plover-2021", "code_digest": "c", "knowledge_digest": "k",
    "options": "{}", "started": datetime(2024, 1, 1),
}  # fmt: skip


@dataclass(frozen=True)
class Act:
    """An incident: who did what to whom on a day; without a recipient the doers did it together.

    `reports` are so many tellings of it, in an article of its day where one was read.
    """

    day: date
    actor: str
    recipient: str = ""
    event_type: str = "SUPPORT"
    quad: int = 1
    score: float = 5.0
    reports: int = 0
    country: str = ""
    place: str = ""
    spot: tuple[float, float] | None = None


def _sides(codes: str) -> list[dict[str, object]]:
    return [{"id": code, "name": code, "country": code, "sector": [], "via": "name", "stale": False} for code in codes.split()]


def write_record(path: Path, acts: Iterable[Act], read: Iterable[date], foreign: Iterable[Mapping[str, object]] = ()) -> Path:
    """A desk of incidents and of the days on which an article was read."""
    acts = list(acts)
    days = [{"article_id": f"a{number}", "published": day} for number, day in enumerate(read)]
    places = {row["published"]: row["article_id"] for row in reversed(days)}
    incidents = [
        {
            "incident_id": f"in-{number:04}", "article_id": places.get(act.day, "a0"), "event_id": f"ev-{number:04}-0", "event_type": act.event_type,
            "quad": act.quad, "score": act.score, "actor": _sides(act.actor), "recipient": _sides(act.recipient),
            "day_first": act.day, "day_last": act.day, "reports": 1, "articles": 1, "origins": 1, "denied_by": 0, "publishers": 1, "counts": True,
            "where_name": act.place or None, "where_country": act.country or None, "where_precision": "town" if act.spot else "country",
            "lat": act.spot and act.spot[0], "lon": act.spot and act.spot[1],
        }
        for number, act in enumerate(acts)
    ]  # fmt: skip
    told = [
        {
            "run_id": "r1", "article_id": places.get(act.day, "a0"), "event_id": f"ev-{number:04}-{copy}", "current": True,
            "event_type": act.event_type, "quad": act.quad, "score": act.score, "actor": _sides(act.actor),
            "recipient": _sides(act.recipient), "status": "actual", "historical": False, "voice": "report", "happened": True,
            "counts": True, "when_start": act.day, "when_end": act.day, "linkable": True, "record": "{}",
        }
        for number, act in enumerate(acts)
        for copy in range(act.reports)
    ]  # fmt: skip
    linked = [
        {"article_id": row["article_id"], "event_id": row["event_id"], "incident_id": f"in-{row['event_id'][3:7]}"} for row in told
    ]
    article = {"text_sha256": "", "characters": 1, "body_start": 0, "added": datetime(2024, 1, 1)}
    reading = {"run_id": "r1", "current": True, "sentences": 1, "words": 1}
    theirs = {"coder": "acled", "file": "f", "unit": "incident", "directed": False}
    with open_writer(path) as store, store.transaction():
        store.insert("run", [RUN])
        store.insert("article", [article | row for row in days])
        store.insert("reading", [reading | row for row in days])
        store.insert("incident", incidents)
        store.insert("event", told)
        store.insert("foreign_event", [theirs | {"id": f"t{number}"} | row for number, row in enumerate(foreign)])
        store.insert("incident_report", linked)
    return path
