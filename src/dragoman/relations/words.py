"""What was counted, as a list that a person can read: each thing with the words it rests on and who wrote them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dragoman.relations.dyads import COUNTED, Happened
from dragoman.store.file import Reader

TOLD = ("actor_name", "recipient_name", "words", "publisher", "published", "url")


def with_words(store: Reader, rows: Iterable[Happened], counted: str) -> list[dict[str, Any]]:
    """The rows, each with the sentence that tells it; of another coder's events, with that coder's code and place."""
    found = list(rows)
    if counted in COUNTED:
        keys = sorted({(row.article_id, row.event_id) for row in found})
        asked = json.dumps([{"article_id": article, "event_id": event} for article, event in keys])
        told = {(row["article_id"], row["event_id"]): row for row in store.rows("words_of_reports", keys=asked)}
        return [_listed(row, told.get((row.article_id, row.event_id), {})) for row in found]
    foreign = {row["id"]: row for row in store.rows("words_of_foreign", coder=counted, ids=sorted({row.id for row in found}))}
    return [_listed(row, foreign.get(row.id, {})) for row in found]


def _listed(row: Happened, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "day": row.day,
        "direction": row.direction,
        "event_type": row.event_type,
        "quad": row.quad,
        "score": row.score,
        **{name: told.get(name) for name in TOLD},
        "id": row.id,
        "incident_id": row.incident_id,
        "article_id": row.article_id,
        "event_id": row.event_id,
    }
