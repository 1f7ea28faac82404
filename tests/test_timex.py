"""A stretch of the calendar has a TIMEX3 value and the days it covers."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.model import timex
from dragoman.model.timex import Timex

DAY = date(2024, 5, 17)  # a Friday


@pytest.mark.parametrize(
    ("found", "value", "first", "last", "precision"),
    [
        pytest.param(timex.of_day(DAY), "2024-05-17", "2024-05-17", "2024-05-17", "day", id="a day"),
        pytest.param(timex.of_part(DAY, "night"), "2024-05-17TNI", "2024-05-17", "2024-05-17", "day", id="a part of a day"),
        pytest.param(timex.of_part(DAY, "overnight"), "2024-05-17TNI", "2024-05-17", "2024-05-17", "day", id="overnight is night"),
        pytest.param(timex.of_week(DAY), "2024-W20", "2024-05-13", "2024-05-19", "week", id="a week is Monday to Sunday"),
        pytest.param(timex.of_week(date(2021, 1, 2)), "2020-W53", "2020-12-28", "2021-01-03", "week", id="a week of two years"),
        pytest.param(timex.of_weekend(DAY), "2024-W20-WE", "2024-05-18", "2024-05-19", "day", id="the weekend of a Friday"),
        pytest.param(timex.of_weekend(date(2024, 5, 19)), "2024-W20-WE", "2024-05-18", "2024-05-19", "day", id="of a Sunday"),
        pytest.param(timex.of_month(2024, 2), "2024-02", "2024-02-01", "2024-02-29", "month", id="February of a leap year"),
        pytest.param(timex.of_month(1900, 2), "1900-02", "1900-02-01", "1900-02-28", "month", id="1900 was no leap year"),
        pytest.param(timex.of_quarter(2024, 1), "2024-Q1", "2024-01-01", "2024-03-31", "quarter", id="the first quarter"),
        pytest.param(timex.of_quarter(2024, 4), "2024-Q4", "2024-10-01", "2024-12-31", "quarter", id="the last quarter"),
        pytest.param(timex.of_half(2024, 1), "2024-H1", "2024-01-01", "2024-06-30", "half", id="the first half"),
        pytest.param(timex.of_half(2024, 2), "2024-H2", "2024-07-01", "2024-12-31", "half", id="the second half"),
        pytest.param(timex.of_season(2024, "spring"), "2024-SP", "2024-03-01", "2024-05-31", "season", id="spring"),
        pytest.param(timex.of_season(2024, "fall"), "2024-FA", "2024-09-01", "2024-11-30", "season", id="fall is autumn"),
        pytest.param(timex.of_season(2023, "winter"), "2023-WI", "2023-12-01", "2024-02-29", "season", id="winter by its December"),
        pytest.param(timex.of_year(1989), "1989", "1989-01-01", "1989-12-31", "year", id="a year"),
        pytest.param(timex.of_year(476), "0476", "0476-01-01", "0476-12-31", "year", id="a year of four digits"),
        pytest.param(timex.of_decade(1995), "199", "1990-01-01", "1999-12-31", "decade", id="the decade a year lies in"),
        pytest.param(timex.of_century(20), "19", "1901-01-01", "2000-12-31", "century", id="the 20th century"),
        pytest.param(timex.of_century(1), "00", "0001-01-01", "0100-12-31", "century", id="the first century"),
        pytest.param(
            timex.of_range(date(2024, 5, 3), date(2024, 5, 5)),
            "2024-05-03/2024-05-05", "2024-05-03", "2024-05-05", "day", id="from a day to another",
        ),
    ],
)  # fmt: skip
def test_a_stretch_has_a_value_and_its_days(found: Timex, value: str, first: str, last: str, precision: str) -> None:
    assert found.value == value
    assert (found.first, found.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert found.precision == precision


@pytest.mark.parametrize(
    ("unit", "steps", "value"),
    [
        pytest.param("day", -1, "2024-05-16", id="yesterday"),
        pytest.param("day", 20, "2024-06-06", id="twenty days on"),
        pytest.param("week", -1, "2024-W19", id="last week"),
        pytest.param("weekend", -1, "2024-W19-WE", id="last weekend"),
        pytest.param("month", -1, "2024-04", id="last month"),
        pytest.param("month", -5, "2023-12", id="back into last year"),
        pytest.param("month", 8, "2025-01", id="on into next year"),
        pytest.param("quarter", 0, "2024-Q2", id="this quarter"),
        pytest.param("quarter", -2, "2023-Q4", id="two quarters back"),
        pytest.param("year", -1, "2023", id="last year"),
        pytest.param("decade", -1, "201", id="last decade"),
        pytest.param("century", 0, "20", id="this century"),
        pytest.param("century", -1, "19", id="last century"),
    ],
)
def test_steps_away_from_an_anchor(unit: str, steps: int, value: str) -> None:
    assert timex.away(DAY, unit, steps).value == value


@pytest.mark.parametrize(
    ("anchor", "century"),
    [
        pytest.param(date(1999, 12, 31), "19", id="1999 lies in the 20th"),
        pytest.param(
            date(2000, 6, 1), "19", id="2000 lies in the 20th",
        ),
        pytest.param(date(2001, 1, 1), "20", id="2001 lies in the 21st"),
    ],
)  # fmt: skip
def test_this_century_holds_its_day(anchor: date, century: str) -> None:
    found = timex.away(anchor, "century", 0)
    assert found.value == century
    assert found.first is not None
    assert found.last is not None
    assert found.first <= anchor <= found.last


@pytest.mark.parametrize(
    ("unit", "number", "expected"),
    [
        pytest.param("day", 3, "2024-03-28", id="days"),
        pytest.param("week", 2, "2024-03-17", id="weeks"),
        pytest.param("month", 1, "2024-02-29", id="a month back from the 31st ends with the shorter month"),
        pytest.param("month", -1, "2024-04-30", id="and a month on"),
        pytest.param("quarter", 1, "2023-12-31", id="a quarter is three months"),
        pytest.param("year", 1, "2023-03-31", id="years"),
        pytest.param("decade", 2, "2004-03-31", id="decades"),
        pytest.param("century", 1, "1924-03-31", id="centuries"),
        pytest.param("hour", 30, "2024-03-31", id="hours stay on the day"),
    ],
)
def test_back_from_a_day(unit: str, number: int, expected: str) -> None:
    assert timex.back(date(2024, 3, 31), unit, number) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("number", "unit", "value"),
    [
        pytest.param(3, "day", "P3D", id="days"),
        pytest.param(2, "week", "P2W", id="weeks"),
        pytest.param(6, "month", "P6M", id="months"),
        pytest.param(6, "minute", "PT6M", id="minutes are no months"),
        pytest.param(36, "hour", "PT36H", id="hours"),
        pytest.param(2, "decade", "P20Y", id="a decade is ten years"),
        pytest.param(1, "century", "P100Y", id="a century is a hundred"),
        pytest.param("X", "year", "PXY", id="a vague number is X"),
        pytest.param("X", "decade", "PXY", id="vague decades are years"),
    ],
)
def test_a_length_of_time(number: int | str, unit: str, value: str) -> None:
    found = timex.duration(number, unit)
    assert (found.type, found.value) == ("DURATION", value)
    assert (found.first, found.last, found.relative) == (None, None, False)


def test_a_length_with_its_days_rests_on_the_documents_date() -> None:
    found = timex.duration(2, "week", date(2024, 5, 3), DAY)
    assert (found.value, found.first, found.last, found.relative) == ("P2W", date(2024, 5, 3), DAY, True)


@pytest.mark.parametrize("when", ["past", "present", "future"])
def test_a_time_that_no_calendar_gives(when: str) -> None:
    assert timex.reference(when) == Timex("DATE", f"{when.upper()}_REF", None, None, "open", True)


@pytest.mark.parametrize(
    ("unit", "steps"),
    [
        pytest.param("year", 9000, id="a year beyond the calendar"),
        pytest.param("month", -12 * 2024, id="a month before the calendar"),
        pytest.param("day", -800_000, id="a day before the calendar"),
        pytest.param("week", 10**9, id="more weeks than there are"),
    ],
)
def test_beyond_the_calendar_is_an_error(unit: str, steps: int) -> None:
    with pytest.raises((ValueError, OverflowError)):
        timex.away(DAY, unit, steps)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        pytest.param(date(2024, 5, 17), 0, date(2024, 5, 1), id="the first of its own month"),
        pytest.param(date(2024, 1, 31), 1, date(2024, 2, 1), id="on"),
        pytest.param(date(2024, 1, 31), -1, date(2023, 12, 1), id="back over New Year"),
        pytest.param(date(2024, 12, 1), 1, date(2025, 1, 1), id="on over New Year"),
    ],
)
def test_shift_months(day: date, months: int, expected: date) -> None:
    assert timex.shift_months(day, months) == expected
