"""A time expression has a TIMEX3 value and the days it stands for, which may rest on the day of publication."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from stages.build import build, run

from dragoman.knowledge import Knowledge
from dragoman.model import Article, Sentence, When
from dragoman.pipeline import open_document

FRIDAY = date(2024, 5, 17)


def read(marked: str, knowledge: Knowledge, published: date | None = FRIDAY) -> tuple[str, list[When], int]:
    """What a sentence marks as its [expression], what is found in it, and how many impossible days were."""
    text = re.sub(r"[\[\]]", "", marked)
    told = re.search(r"\[(.*)\]", marked)
    doc = replace(open_document(Article(text, published=published)), sentences=(Sentence(0, 0, len(text), 0, 0),))
    doc = run(doc, knowledge, "times")
    return told[1] if told else "", list(doc.times or ()), sum(count for _, count in doc.unread)


def days(when: When) -> str:
    """The days of an expression as `2024-05-03` or `2024-05-06..2024-05-12`; nothing where it has none."""
    if when.first is None and when.last is None:
        return ""
    first, last = (day.isoformat() if day else "" for day in (when.first, when.last))
    return first if first == last else f"{first}..{last}"


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        pytest.param("It fell on [3 May 2024].", "2024-05-03", "2024-05-03", id="day month year"),
        pytest.param("It fell on [the 3rd of May, 2024].", "2024-05-03", "2024-05-03", id="ordinal day of month"),
        pytest.param("It fell on [May 3, 2024], in Lima.", "2024-05-03", "2024-05-03", id="month day year"),
        pytest.param("It fell on [Sunday, 12 September 1999].", "1999-09-12", "1999-09-12", id="the weekday belongs to the date"),
        pytest.param("It fell on [2024-05-03].", "2024-05-03", "2024-05-03", id="ISO"),
        pytest.param("It fell on [03-May-2024].", "2024-05-03", "2024-05-03", id="hyphens"),
        pytest.param("It fell on [13/5/2024].", "2024-05-13", "2024-05-13", id="slashes, only the first can be the day"),
        pytest.param("It fell on [5/13/24].", "2024-05-13", "2024-05-13", id="slashes, only the second can be the day"),
        pytest.param("It fell on [4/4/2019].", "2019-04-04", "2019-04-04", id="slashes, either way the same day"),
        pytest.param("They met on [3 to 5 May 2023].", "2023-05-03/2023-05-05", "2023-05-03..2023-05-05", id="days in a row"),
        pytest.param("They met on [May 3-5, 2023].", "2023-05-03/2023-05-05", "2023-05-03..2023-05-05", id="days after the month"),
        pytest.param("They met in [May 2023].", "2023-05", "2023-05-01..2023-05-31", id="a month with its year"),
        pytest.param("They met in [Sept. 2023].", "2023-09", "2023-09-01..2023-09-30", id="a month cut short"),
        pytest.param("They met in [mid-June 2022].", "2022-06", "2022-06-01..2022-06-30", id="mid-June is still June"),
        pytest.param("It rose in [the first quarter of 2023].", "2023-Q1", "2023-01-01..2023-03-31", id="a quarter"),
        pytest.param("It rose in [the final quarter of 2022].", "2022-Q4", "2022-10-01..2022-12-31", id="the final quarter"),
        pytest.param("It rose in [Q3 2023].", "2023-Q3", "2023-07-01..2023-09-30", id="Q3"),
        pytest.param("It rose in [the second half of 2020].", "2020-H2", "2020-07-01..2020-12-31", id="half a year"),
        pytest.param("It rose in [fiscal 2023].", "FY2023", "", id="a fiscal year has no days of its own"),
        pytest.param("It fell in [the spring of 1999].", "1999-SP", "1999-03-01..1999-05-31", id="a season"),
        pytest.param("It fell in [the winter of 2023].", "2023-WI", "2023-12-01..2024-02-29", id="winter begins in its year"),
        pytest.param("It fell in [1989].", "1989", "1989-01-01..1989-12-31", id="a year"),
        pytest.param("It fell in [1914-18].", "1914-01-01/1918-12-31", "1914-01-01..1918-12-31", id="years, the last cut short"),
        pytest.param("It fell in [1939–1945].", "1939-01-01/1945-12-31", "1939-01-01..1945-12-31", id="years with a dash"),
        pytest.param("It fell in [the 1990s].", "199", "1990-01-01..1999-12-31", id="a decade"),
        pytest.param("It fell in [the early 1990s].", "199", "1990-01-01..1999-12-31", id="early in a decade"),
        pytest.param("It fell in [the '90s].", "199", "1990-01-01..1999-12-31", id="a decade without its century"),
        pytest.param("It fell in [the 20th century].", "19", "1901-01-01..2000-12-31", id="a century"),
        pytest.param("It fell in [the 1800s].", "18", "1800-01-01..1899-12-31", id="hundreds are a century"),
    ],
)  # fmt: skip
def test_a_full_date_stands_by_itself(text: str, value: str, expected: str, knowledge: Knowledge) -> None:
    for published in (FRIDAY, None):
        words, found, impossible = read(text, knowledge, published)
        assert [(when.text, when.value, days(when)) for when in found] == [(words, value, expected)]
        assert not found[0].relative
        assert not impossible


@pytest.mark.parametrize(
    ("text", "value", "expected", "undated"),
    [
        pytest.param("It fell [today].", "2024-05-17", "2024-05-17", "PRESENT_REF", id="today"),
        pytest.param("It fell [yesterday].", "2024-05-16", "2024-05-16", "PAST_REF", id="yesterday"),
        pytest.param("It falls [tomorrow].", "2024-05-18", "2024-05-18", "FUTURE_REF", id="tomorrow"),
        pytest.param("It fell [the day before yesterday].", "2024-05-15", "2024-05-15", "PAST_REF", id="the day before yesterday"),
        pytest.param("It fell [yesterday evening].", "2024-05-16TEV", "2024-05-16", "PAST_REF", id="yesterday evening"),
        pytest.param("It fell [last night].", "2024-05-16TNI", "2024-05-16", "PAST_REF", id="last night was yesterday's"),
        pytest.param("It fell [overnight].", "2024-05-17TNI", "2024-05-17", "PRESENT_REF", id="overnight"),
        pytest.param("It fell [this morning].", "2024-05-17TMO", "2024-05-17", "PRESENT_REF", id="this morning"),
        pytest.param("It fell on [Monday].", "2024-05-13", "2024-05-13", "XXXX-WXX-1", id="a weekday is the one before"),
        pytest.param("It fell on [Friday].", "2024-05-17", "2024-05-17", "XXXX-WXX-5", id="or the day itself"),
        pytest.param("It fell [last Friday].", "2024-05-10", "2024-05-10", "XXXX-WXX-5", id="last Friday is never today"),
        pytest.param("It falls [next Friday].", "2024-05-24", "2024-05-24", "XXXX-WXX-5", id="nor is next Friday"),
        pytest.param("It fell on [Tuesday morning].", "2024-05-14TMO", "2024-05-14", "XXXX-WXX-2", id="a weekday's morning"),
        pytest.param("It fell on [Tuesday last week].", "2024-05-07", "2024-05-07", "XXXX-WXX-2", id="a weekday of last week"),
        pytest.param("It fell at [3 p.m. on Thursday].", "2024-05-16T15:00", "2024-05-16", "XXXX-XX-XXT15:00", id="clock and day"),
        pytest.param("It fell at [15:45 on Thursday].", "2024-05-16T15:45", "2024-05-16", "XXXX-XX-XXT15:45", id="of 24 hours"),
        pytest.param("It fell at [3pm local time].", "2024-05-17T15:00", "2024-05-17", "XXXX-XX-XXT15:00", id="clock alone"),
        pytest.param("It fell at [12 a.m. today].", "2024-05-17T00:00", "2024-05-17", "XXXX-XX-XXT00:00", id="12 a.m. is midnight"),
        pytest.param("At [10:30 GMT] it fell.", "2024-05-17T10:30Z", "2024-05-17", "XXXX-XX-XXT10:30Z", id="Greenwich time is Z"),
        pytest.param("It fell on [May 3rd].", "2024-05-03", "2024-05-03", "XXXX-05-03", id="a day without year is this year's"),
        pytest.param("It fell on [Friday, May 3].", "2024-05-03", "2024-05-03", "XXXX-05-03", id="with its weekday"),
        pytest.param("It fell on [December 5].", "2023-12-05", "2023-12-05", "XXXX-12-05", id="or last year's, if nearer"),
        pytest.param("It fell on [29 February].", "2024-02-29", "2024-02-29", "XXXX-02-29", id="a leap day"),
        pytest.param("They met in [late April].", "2024-04", "2024-04-01..2024-04-30", "XXXX-04", id="a month without year"),
        pytest.param("They met in [December].", "2023-12", "2023-12-01..2023-12-31", "XXXX-12", id="the December that was"),
        pytest.param("They met in [May].", "2024-05", "2024-05-01..2024-05-31", "XXXX-05", id="May after a preposition"),
        pytest.param("It fell [last May].", "2023-05", "2023-05-01..2023-05-31", "XXXX-05", id="last May in May is last year's"),
        pytest.param("It falls [next March].", "2025-03", "2025-03-01..2025-03-31", "XXXX-03", id="next March is next year's"),
        pytest.param("It fell since [early May].", "2024-05", "2024-05-01..2024-05-17", "XXXX-05", id="since May, to this day"),
        pytest.param("It fell [last week].", "2024-W19", "2024-05-06..2024-05-12", "PAST_REF", id="last week"),
        pytest.param("It fell [last weekend].", "2024-W19-WE", "2024-05-11..2024-05-12", "PAST_REF", id="last weekend"),
        pytest.param("It fell [earlier this month].", "2024-05", "2024-05-01..2024-05-31", "PRESENT_REF", id="earlier this month"),
        pytest.param("It fell [the previous month].", "2024-04", "2024-04-01..2024-04-30", "PAST_REF", id="the previous month"),
        pytest.param("It fell [last year].", "2023", "2023-01-01..2023-12-31", "PAST_REF", id="last year"),
        pytest.param("It falls [next year].", "2025", "2025-01-01..2025-12-31", "FUTURE_REF", id="next year"),
        pytest.param("It rose in [the first quarter].", "2024-Q1", "2024-01-01..2024-03-31", "PAST_REF", id="this year's quarter"),
        pytest.param("In [the third quarter of last year].", "2023-Q3", "2023-07-01..2023-09-30", "PAST_REF", id="of last year"),
        pytest.param("It rose in [the first half of the year].", "2024-H1", "2024-01-01..2024-06-30", "PAST_REF", id="half a year"),
        pytest.param("It fell [last winter].", "2023-WI", "2023-12-01..2024-02-29", "XXXX-WI", id="last winter"),
        pytest.param("It falls [this summer].", "2024-SU", "2024-06-01..2024-08-31", "XXXX-SU", id="this summer"),
        pytest.param("It fell [last spring].", "2023-SP", "2023-03-01..2023-05-31", "XXXX-SP", id="last spring, told in spring"),
        pytest.param("It falls [next spring].", "2025-SP", "2025-03-01..2025-05-31", "XXXX-SP", id="next spring, told in spring"),
        pytest.param("It fell [three days ago].", "2024-05-14", "2024-05-14", "PAST_REF", id="days ago"),
        pytest.param("It fell [two weeks ago].", "2024-W18", "2024-04-29..2024-05-05", "PAST_REF", id="weeks ago are a week"),
        pytest.param("It fell [six months ago].", "2023-11", "2023-11-01..2023-11-30", "PAST_REF", id="months ago are a month"),
        pytest.param("It fell [nearly two years ago].", "2022", "2022-01-01..2022-12-31", "PAST_REF", id="years ago are a year"),
        pytest.param("It fell [a decade ago].", "201", "2010-01-01..2019-12-31", "PAST_REF", id="a decade ago"),
        pytest.param("It fell [five hours ago].", "2024-05-17", "2024-05-17", "PAST_REF", id="hours ago are today"),
        pytest.param("It falls [three weeks from now].", "2024-W23", "2024-06-03..2024-06-09", "FUTURE_REF", id="weeks from now"),
        pytest.param("It fell in [winter].", "2023-WI", "2023-12-01..2024-02-29", "XXXX-WI", id="a bare season"),
        pytest.param("It fell at [10:30 GMT].", "2024-05-17T10:30Z", "2024-05-17", "XXXX-XX-XXT10:30Z", id="a zone ends the clock"),
        pytest.param("It fell [this century].", "20", "2001-01-01..2100-12-31", "PRESENT_REF", id="this century"),
        pytest.param("They met on [May 3-5].", "2024-05-03/2024-05-05", "2024-05-03..2024-05-05", "XXXX-05-03/XXXX-05-05",
            id="days without year"),
    ],
)  # fmt: skip
def test_a_relative_date_rests_on_the_publication(text: str, value: str, expected: str, undated: str, knowledge: Knowledge) -> None:
    words, found, _ = read(text, knowledge)
    assert [(when.text, when.value, days(when), when.relative) for when in found] == [(words, value, expected, True)]
    _, found, _ = read(text, knowledge, None)
    assert [(when.text, when.value, days(when)) for when in found] == [(words, undated, "")]


@pytest.mark.parametrize(
    ("text", "kind", "value", "expected"),
    [
        pytest.param("It lasted [three days].", "DURATION", "P3D", "", id="a length"),
        pytest.param("A [two-day] visit ended.", "DURATION", "P2D", "", id="a length before a noun"),
        pytest.param("It lasted [decades].", "DURATION", "PXY", "", id="a vague length"),
        pytest.param("It fell in [the past two weeks].", "DURATION", "P2W", "2024-05-03..2024-05-17", id="a length up to now"),
        pytest.param("It fell in [the past decade].", "DURATION", "P10Y", "2014-05-17..2024-05-17", id="the past decade"),
        pytest.param("It falls in [the next two days].", "DURATION", "P2D", "2024-05-17..2024-05-19", id="a length from now"),
        pytest.param("It fell in [the last few days].", "DURATION", "PXD", "", id="a vague length up to now has no days"),
        pytest.param("It falls [every day].", "SET", "P1D", "", id="every day"),
        pytest.param("It meets [weekly].", "SET", "P1W", "", id="weekly"),
        pytest.param("It meets twice [a year].", "SET", "P1Y", "", id="twice a year"),
        pytest.param("It fell [recently].", "DATE", "PAST_REF", "", id="recently"),
        pytest.param("It falls [soon].", "DATE", "FUTURE_REF", "", id="soon"),
        pytest.param("It falls [now].", "DATE", "PRESENT_REF", "", id="now"),
        pytest.param("It fell [several years ago].", "DATE", "PAST_REF", "", id="several years ago"),
        pytest.param("It was the [75th anniversary].", "DATE", "1949", "1949-01-01..1949-12-31", id="an anniversary's first year"),
        pytest.param("It meets [every Monday].", "SET", "XXXX-WXX-1", "", id="every Monday"),
        pytest.param("It lasted [half a century].", "DURATION", "P50Y", "", id="half a century is a length"),
    ],
)  # fmt: skip
def test_lengths_sets_and_times_without_days(text: str, kind: str, value: str, expected: str, knowledge: Knowledge) -> None:
    words, found, _ = read(text, knowledge)
    assert [(when.text, when.type, when.value, days(when)) for when in found] == [(words, kind, value, expected)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It may be so, and they march on.", id="may and march as verbs"),
        pytest.param("The score was 3:20.", id="a score"),
        pytest.param("He sent 2000 troops.", id="a number of people"),
        pytest.param("He sent 1,500 tons.", id="a number with its comma"),
        pytest.param("It cost $2000.", id="money"),
        pytest.param("It is 2000% more.", id="per cent"),
        pytest.param("It fell on Good Friday.", id="a feast"),
        pytest.param("A 12-year-old fell.", id="an age"),
        pytest.param("It fell on 5/6/2019.", id="a day or a month, both could be either"),
        pytest.param("The Winter Olympics opened, and the spring offensive failed.", id="seasons in names"),
        pytest.param(
            "It killed 1500 rebels.", id="a number of any noun",
        ),
        pytest.param(
            "Resolution 1973 passed.", id="a resolution's number",
        ),
    ],
)  # fmt: skip
def test_what_is_no_time(text: str, knowledge: Knowledge) -> None:
    assert read(text, knowledge)[1:] == ([], 0)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It fell on 30 February 2024.", id="no 30 February"),
        pytest.param("It fell on 29 February 2023.", id="no leap year"),
        pytest.param("It fell on 31 June.", id="no 31 June, in any year"),
        pytest.param("It fell on 2023-02-31.", id="ISO"),
        pytest.param("It fell on September 31st, 1999.", id="an ordinal"),
    ],
)
@pytest.mark.parametrize("published", [FRIDAY, None], ids=["dated", "undated"])
def test_a_day_that_no_calendar_has_is_counted_and_left_out(text: str, published: date | None, knowledge: Knowledge) -> None:
    assert read(text, knowledge, published)[1:] == ([], 1)


def test_before_the_calendar_is_counted_too(knowledge: Knowledge) -> None:
    assert read("It fell 5000 years ago.", knowledge)[1:] == ([], 1)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        pytest.param("They.PRP:nsubj met/meet.VBD on:prep Monday:pobj>on .", "2024-05-13", id="past: the Monday before"),
        pytest.param("They.PRP:nsubj will:aux meet.VB on:prep Monday:pobj>on .", "2024-05-20", id="will: the Monday to come"),
        pytest.param("They.PRP:nsubj will:aux not:neg meet.VB on:prep Sunday:pobj>on .", "2024-05-19", id="will not is ahead too"),
        pytest.param(
            "They.PRP:nsubj are/be.VBP to.TO:aux>meet meet.VB:xcomp on:prep>meet Monday:pobj>on .", "2024-05-20", id="are to",
        ),
        pytest.param(
            "They.PRP:nsubj plan.VBP to.TO:aux>meet meet.VB:xcomp in:prep>meet March:pobj>in .", "2025-03", id="plan to",
        ),
        pytest.param(
            "They.PRP:nsubj failed/fail.VBD to.TO:aux>meet meet.VB:xcomp on:prep>meet Monday:pobj>on .", "2024-05-13",
            id="failed to",
        ),
        pytest.param(
            "The:det>summit summit:nsubjpass is/be.VBZ:auxpass scheduled/schedule.VBN for:prep Monday:pobj>for .",
            "2024-05-20", id="scheduled for",
        ),
        pytest.param(
            "They.PRP:nsubj are/be.VBP:aux travelling/travel.VBG to:prep Cairo:pobj>to on:prep Sunday:pobj>on .",
            "2024-05-19", id="are travelling",
        ),
        pytest.param(
            "They.PRP:nsubj were/be.VBD:aux travelling/travel.VBG to:prep Cairo:pobj>to on:prep Sunday:pobj>on .",
            "2024-05-12", id="were travelling",
        ),
        pytest.param(
            "The:det>talks planned/plan.VBN:amod>talks talks.NNS:nsubj on:prep>talks Monday:pobj>on stalled/stall.VBD .",
            "2024-05-20", id="planned talks",
        ),
        pytest.param("They.PRP:nsubj will:aux meet.VB on:prep May:pobj>on 12:nummod>May .", "2025-05-12", id="a day that is past"),
        pytest.param("They.PRP:nsubj will:aux meet.VB in:prep May:pobj>in .", "2024-05", id="this very month"),
        pytest.param("They.PRP:nsubj will:aux meet.VB this:det>winter winter:npadvmod .", "2024-WI", id="the winter to come"),
        pytest.param(
            "They.PRP:nsubj met/meet.VBD in:prep June:pobj>in .", "2023-06", id="past: the June before",
        ),
        pytest.param(
            "It.PRP:nsubj is/be.VBZ the:det>first first.JJ:attr since:prep>first June:pobj>since .", "2023-06", id="since June",
        ),
    ],
)  # fmt: skip
def test_the_clause_says_whether_a_date_lies_ahead(words: str, value: str, knowledge: Knowledge) -> None:
    doc = build(words, knowledge, "times", published=FRIDAY)
    assert [when.value for when in doc.times or ()] == [value]


@pytest.mark.parametrize(
    ("words", "values"),
    [
        pytest.param(
            "It.PRP:nsubj fell/fall.VBD on:prep Monday:pobj>on . \n That.DT:det>day day:npadvmod it.PRP:nsubj rose/rise.VBD .",
            ["2024-05-13", "2024-05-13"], id="that day is the day told of last",
        ),
        pytest.param("That.DT:det>day day:npadvmod it.PRP:nsubj rose/rise.VBD .", ["2024-05-17"], id="or the day of publication"),
        pytest.param(
            "It.PRP:nsubj fell/fall.VBD in:prep April:pobj>in . \n The:det>day same.JJ:amod>day day:npadvmod it.PRP:nsubj rose.VBD .",
            ["2024-04", "2024-04"], id="the same day of a month is in that month",
        ),
        pytest.param(
            "It.PRP:nsubj fell/fall.VBD the:det>day day:npadvmod after:prep>day Monday:pobj>after .",
            ["2024-05-13"], id="the day after another is none told of",
        ),
        pytest.param(
            "It.PRP:nsubj fell/fall.VBD on:prep Monday:pobj>on . \n The:det>day next:amod>day day:npadvmod it.PRP:nsubj rose.VBD .",
            ["2024-05-13", "2024-05-14"], id="the next day is the day after it",
        ),
    ],
)  # fmt: skip
def test_that_day(words: str, values: list[str], knowledge: Knowledge) -> None:
    doc = build(words, knowledge, "times", published=FRIDAY)
    assert [when.value for when in doc.times or ()] == values


def test_two_expressions_stay_in_order_of_text(knowledge: Knowledge) -> None:
    _, found, _ = read("Between 1990 and 1995 it fell, and on 3 May 2024 it rose.", knowledge)
    assert [when.value for when in found] == ["1990", "1995", "2024-05-03"]


def test_an_impossible_day_is_unread_by_name(knowledge: Knowledge) -> None:
    doc = build("It.PRP:nsubj fell/fall.VBD on:prep 31:nummod>June June:pobj>on .", knowledge, "times")
    assert doc.times == ()
    assert doc.unread == (("day that no calendar has", 1),)
