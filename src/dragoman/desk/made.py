"""Who made the figures of a desk: which run of which coder."""

from __future__ import annotations

from dragoman.store.file import Reader


def made_by(store: Reader) -> str:
    """The desk, and which run of which coder the current readings are of."""
    runs = store.rows("current_runs")
    if not runs:
        return f"{store.path.name}, not coded yet"
    numbers = ", ".join(str(row["number"]) for row in runs)
    coders = ", ".join(dict.fromkeys(row["coder"] for row in runs))
    return f"{store.path.name}, run{'s' if len(runs) > 1 else ''} {numbers} of {coders}, PLOVER codes"
