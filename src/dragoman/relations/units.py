"""The periods that a series is told in, with their names and bounds: weeks are ISO weeks, so they know their year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from dragoman.errors import UsageError

UNITS = ("week", "month", "quarter", "year")
WRITTEN = re.compile(r"(\d{4})(?:-(?:W(\d{1,2})|Q([1-4])|(\d{1,2})(?:-(\d{1,2}))?))?")


def begin_of(day: date, unit: str) -> date:
    """The first day of the period that holds a day. Raises UsageError for a unit that is none."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    if unit == "year":
        return date(day.year, 1, 1)
    raise UsageError(f"no unit {unit!r}; there are {', '.join(UNITS)}")


def after(begin: date, unit: str) -> date:
    """The first day of the next period."""
    if unit == "week":
        return begin + timedelta(days=7)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    ahead = begin.month - 1 + months
    return date(begin.year + ahead // 12, ahead % 12 + 1, 1)


def name_of(begin: date, unit: str) -> str:
    """A period's name: 2024-W20, 2024-05, 2024-Q2, 2024."""
    if unit == "week":
        year, week, _ = begin.isocalendar()
        return f"{year}-W{week:02}"
    if unit == "quarter":
        return f"{begin.year}-Q{(begin.month - 1) // 3 + 1}"
    return f"{begin.year}" if unit == "year" else f"{begin.year}-{begin.month:02}"


def periods(first: date, last: date, unit: str) -> Iterator[date]:
    """The first day of each period from the one that holds `first` to the one that holds `last`."""
    begin = begin_of(first, unit)
    while begin <= last:
        yield begin
        begin = after(begin, unit)


def read_time(written: str, option: str) -> tuple[date, date]:
    """The first and last day of what a user writes: 2024, 2024-Q2, 2024-05, 2024-W20, 2024-05-17. Raises UsageError."""
    match = WRITTEN.fullmatch(written.strip())
    try:
        if not match:
            raise ValueError
        year = int(match[1])
        if match[2]:
            begin, unit = date.fromisocalendar(year, int(match[2]), 1), "week"
        elif match[3]:
            begin, unit = date(year, 3 * int(match[3]) - 2, 1), "quarter"
        elif match[5]:
            day = date(year, int(match[4]), int(match[5]))
            return day, day
        else:
            begin, unit = date(year, int(match[4] or 1), 1), "month" if match[4] else "year"
        last = after(begin, unit) - timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"{option}: {written!r} is no time that exists; write 2024, 2024-Q2, 2024-05, 2024-W20 or 2024-05-17"
        ) from error
    return begin, last
