"""Our incidents beside another coder's events: which are likely the same happening, and which only one side has."""

from __future__ import annotations

from datetime import date
from typing import Any

from dragoman.errors import UsageError
from dragoman.knowledge.files import near
from dragoman.store.file import Reader

# A newspaper's day and a coder's may differ by one; places closer than this are one town's.
DAYS, KM = 1, 25.0


def match_incidents(
    store: Reader, coder: str, *, days: int = DAYS, km: float = KM, since: date | None = None, until: date | None = None
) -> list[dict[str, Any]]:
    """Rows of what both have, what only we have and what only they have, by `side`; raises UsageError for an unknown coder."""
    coders = [row["coder"] for row in store.rows("coders")]
    if coder not in coders:
        there = f"there are {', '.join(coders)}" if coders else f"`dragoman add FILE --as FORMAT --to {store.path}` brings some in"
        raise UsageError(f"no events of {coder!r} in {store.path}{near(coder, coders)}; {there}")
    return store.rows(
        "matched_incidents", coder=coder, days=days, km=km, since=since and since.isoformat(), until=until and until.isoformat()
    )
