"""What may be asked of a page: its options, their kinds, and how they are read out of an address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from dragoman.errors import UsageError
from dragoman.relations.units import read_time

# The longest value of an option, in characters, and the longest address.
LONGEST, LONGEST_ADDRESS = 1_000, 8_000
# Rows of a table on one page: as usual, and at most; and at most in a file.
PER, MOST_PER, MOST_ROWS = 50, 200, 10_000
# The longest query, in characters.
LONGEST_QUERY = 4_000
# Characters that no name has; a query may have lines.
CONTROL = re.compile("[\x00-\x1f\x7f]")
CONTROL_IN_QUERY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Option:
    """Something that may be asked in an address, after "?".

    `kind` is text, time (a day, week, month, quarter or year), number, flag, choice or query; a `rare` one stands behind
    "more" in a page's form.
    """

    name: str
    about: str
    kind: str = "text"
    default: Any = None
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 1_000_000
    rare: bool = False
    label: str = ""

    def read(self, value: str) -> Any:
        """Its value. Raises UsageError for one that it cannot have."""
        if self.kind == "query":
            if len(value) > LONGEST_QUERY or CONTROL_IN_QUERY.search(value):
                raise UsageError(f"{self.name}: at most {LONGEST_QUERY:,} characters, none of them a control")
            return value.strip() or self.default
        if len(value) > LONGEST or CONTROL.search(value):
            raise UsageError(f"{self.name}: at most {LONGEST} characters, none of them a control")
        if self.kind == "time":
            return (read_time(value, self.name)[1] if self.name == "until" else read_time(value, self.name)[0]) if value else None
        if self.kind == "number":
            if not re.fullmatch(r"[0-9]{1,9}", value) or not self.least <= int(value) <= self.most:
                raise UsageError(f"{self.name}: a whole number from {self.least} to {self.most}, not {value!r}")
            return int(value)
        if self.kind == "flag":
            if value not in ("", "yes", "no"):
                raise UsageError(f"{self.name}: yes or no, not {value!r}")
            return value == "yes"
        if self.choices and value and value not in self.choices:
            raise UsageError(f"{self.name}: one of {', '.join(self.choices)}, not {value!r}")
        return value or self.default


PAGE = Option("page", "Which page of the rows, from 1.", "number", 1, least=1)
PER_PAGE = Option("per", f"Rows on a page, at most {MOST_PER}.", "number", PER, least=1, most=MOST_PER)
PAGED = (PAGE, PER_PAGE)
SINCE = Option("since", "From then on: 2024, 2024-Q2, 2024-05, 2024-W20 or a day.", "time")
UNTIL = Option("until", "Up to and with then: 2024, 2024-Q2, 2024-05, 2024-W20 or a day.", "time")
STRETCH = (SINCE, UNTIL)
UNIT = Option("unit", "A row for each of these.", "choice", "month", ("week", "month", "quarter", "year"))
COUNTED = Option("counted", "What is counted: incident, origin, report, or a coder whose events the desk has.", "text", "incident")

WORDS = Option("q", 'Words of title and text: all must be there; "a phrase", -without, begin*.', label="words")
TYPE = Option("type", "Only this event type.")
ACTOR = Option("actor", "Only by this actor: a name, id or country code.")
RECIPIENT = Option("recipient", "Only to this recipient: a name, id or country code.")
OUTLET = Option("outlet", "Only of this outlet.")
COUNTRY = Option("country", "Only in this country, by its code.", rare=True)
PLACE = Option("place", "Only at this place.", rare=True)
QUAD = Option(
    "quad", "Only of this quad class: 1, 2 cooperation, 3, 4 conflict.", "number", 0, most=4, rare=True, label="quad class"
)


def read_options(options: Iterable[Option], raw: str) -> dict[str, Any]:
    """The values of some options in the query of an address; what is not asked has its default.

    Raises UsageError for an option that there is not, one asked twice, and days the wrong way round.
    """
    known = {option.name: option for option in options}
    values: dict[str, Any] = {option.name: option.default for option in known.values()}
    asked: Mapping[str, str] = {}
    if len(raw) > LONGEST_ADDRESS:
        raise UsageError(f"an address of more than {LONGEST_ADDRESS} characters")
    try:
        pairs = parse_qsl(raw, keep_blank_values=True, errors="strict", max_num_fields=50)
    except ValueError as error:
        raise UsageError("the address cannot be read: it is not UTF-8, or has more than 50 options") from error
    for name, value in pairs:
        if name not in known:
            there = ", ".join(known) or "none"
            raise UsageError(f"no option {name[:40]!r} here; there are: {there}")
        if name in asked:
            raise UsageError(f"{name} is asked twice")
        asked = {**asked, name: value}
        values[name] = known[name].read(value) if value else known[name].default
    first, last = values.get("since"), values.get("until")
    if isinstance(first, date) and isinstance(last, date) and first > last:
        raise UsageError(f"since {first} is after until {last}")
    return values
