"""A value as a cell of a text table: empty for none, and never a formula to a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

# A cell that begins so is a formula to a spreadsheet; a quote in front makes it text again.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(value: Any) -> Any:
    """What is written for a value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # A carriage return would end the row: it is not quoted, as a line feed is.
        plain = value.replace("\r\n", "\n").replace("\r", "\n")
        return f"'{plain}" if plain.startswith(FORMULA) else plain
    return value


def flat(value: Any) -> Any:
    """A value of one cell: a list of plain values joined, anything nested as JSON."""
    nested = isinstance(value, Mapping) or (
        isinstance(value, list | tuple) and any(isinstance(part, Mapping | list | tuple) for part in value)
    )
    if nested:
        return json.dumps(value, ensure_ascii=False, default=str)
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else value
