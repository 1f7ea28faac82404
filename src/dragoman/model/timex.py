"""Stretches of the calendar as TIMEX3 values (ISO-TimeML) and the days they cover."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

# First month of a season as the news of the northern half of the world uses it, and its TIMEX3 letters.
SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9), "winter": ("WI", 12)}
UNITS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "hour": "H", "minute": "M", "second": "S"}
DAYPARTS = {"morning": "MO", "midday": "MI", "noon": "MI", "afternoon": "AF", "evening": "EV", "night": "NI", "overnight": "NI"}
YEARS = {"decade": 10, "century": 100, "millennium": 1000}
EARLIEST, LATEST = 1, 9998


class Timex(NamedTuple):
    """A TIMEX3 `type` and `value`; `first` and `last` day inclusive, None where open; `precision` by name.

    `relative` where the value rests on the document's date.
    """

    type: str
    value: str
    first: date | None = None
    last: date | None = None
    precision: str = "open"
    relative: bool = False


def shift_months(day: date, months: int) -> date:
    """The first of the month that lies some months away. Raises ValueError beyond the calendar."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def of_day(day: date, relative: bool = False) -> Timex:
    """One day."""
    return Timex("DATE", day.isoformat(), day, day, "day", relative)


def of_part(day: date, part: str, relative: bool = False) -> Timex:
    """A part of a day: its morning, its night."""
    return Timex("TIME", f"{day.isoformat()}T{DAYPARTS[part]}", day, day, "day", relative)


def of_week(day: date) -> Timex:
    """The ISO week a day lies in."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return Timex("DATE", f"{year}-W{week:02d}", monday, monday + timedelta(days=6), "week", True)


def of_weekend(day: date) -> Timex:
    """The weekend of a day's week."""
    saturday = day - timedelta(days=day.weekday() - 5)
    year, week, _ = day.isocalendar()
    return Timex("DATE", f"{year}-W{week:02d}-WE", saturday, saturday + timedelta(days=1), "day", True)


def of_month(year: int, month: int, relative: bool = False) -> Timex:
    """One month."""
    return Timex("DATE", f"{year}-{month:02d}", date(year, month, 1), month_end(year, month), "month", relative)


def of_quarter(year: int, quarter: int, relative: bool = False) -> Timex:
    """A quarter of a calendar year."""
    return Timex("DATE", f"{year}-Q{quarter}", date(year, 3 * quarter - 2, 1), month_end(year, 3 * quarter), "quarter", relative)


def of_half(year: int, half: int, relative: bool = False) -> Timex:
    """A half of a calendar year."""
    return Timex("DATE", f"{year}-H{half}", date(year, 6 * half - 5, 1), month_end(year, 6 * half), "half", relative)


def of_season(year: int, season: str, relative: bool = False) -> Timex:
    """A season; winter is counted to the year it begins in."""
    code, month = SEASONS[season]
    first = date(year, month, 1)
    return Timex("DATE", f"{year}-{code}", first, shift_months(first, 3) - timedelta(days=1), "season", relative)


def of_year(year: int, relative: bool = False) -> Timex:
    """One year. Raises ValueError beyond the calendar."""
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"no year {year}")
    return Timex("DATE", f"{year:04d}", date(year, 1, 1), date(year, 12, 31), "year", relative)


def of_decade(year: int, relative: bool = False) -> Timex:
    """The decade a year lies in: "the 1990s" is 199."""
    first = year // 10 * 10
    return Timex("DATE", f"{first // 10}", date(first, 1, 1), date(first + 9, 12, 31), "decade", relative)


def of_century(number: int) -> Timex:
    """A century by its number: the 20th is 19, 1901 to 2000."""
    first = number * 100 - 99
    return Timex("DATE", f"{number - 1:02d}", date(first, 1, 1), date(first + 99, 12, 31), "century")


def of_range(first: date, last: date, precision: str = "day", relative: bool = False) -> Timex:
    """Days from one to another, as an ISO interval."""
    return Timex("DATE", f"{first.isoformat()}/{last.isoformat()}", first, last, precision, relative)


def reference(when: str, precision: str = "open") -> Timex:
    """PAST_REF, PRESENT_REF or FUTURE_REF: a time that no calendar gives."""
    return Timex("DATE", f"{when.upper()}_REF", None, None, precision, True)


def duration(number: int | str, unit: str, first: date | None = None, last: date | None = None) -> Timex:
    """A length of time: "two weeks" is P2W, "several hours" PTXH; a decade is ten years."""
    if unit in YEARS:
        number = number * YEARS[unit] if isinstance(number, int) else number
        unit = "year"
    prefix = "PT" if unit in ("hour", "minute", "second") else "P"
    return Timex("DURATION", f"{prefix}{number}{UNITS[unit]}", first, last, unit, first is not None)


def away(anchor: date, unit: str, steps: int) -> Timex:
    """The day, week, month, quarter, year, decade or century some steps from an anchor. Raises ValueError or OverflowError."""
    if unit == "day":
        return of_day(anchor + timedelta(days=steps), True)
    if unit == "week":
        return of_week(anchor + timedelta(weeks=steps))
    if unit == "weekend":
        return of_weekend(anchor + timedelta(weeks=steps))
    if unit == "month":
        moved = shift_months(anchor, steps)
        return of_month(moved.year, moved.month, True)
    if unit == "quarter":
        moved = shift_months(anchor, 3 * steps)
        return of_quarter(moved.year, (moved.month - 1) // 3 + 1, True)
    if unit == "decade":
        return of_decade(anchor.year + 10 * steps, True)
    if unit == "century":
        return of_century((anchor.year - 1) // 100 + 1 + steps)._replace(relative=True)
    return of_year(anchor.year + steps, True)


def back(anchor: date, unit: str, number: int) -> date:
    """The day some units before an anchor (after it for a negative number). Raises ValueError or OverflowError."""
    if unit in ("day", "week"):
        return anchor - timedelta(days=number * (7 if unit == "week" else 1))
    if unit in ("hour", "minute", "second"):
        return anchor
    months = number * {"month": 1, "quarter": 3, "year": 12}.get(unit, 12 * YEARS.get(unit, 1))
    first = shift_months(anchor, -months)
    return first.replace(day=min(anchor.day, month_end(first.year, first.month).day))
