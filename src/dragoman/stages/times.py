"""Find time expressions and the days they stand for, as TIMEX3 has them, anchored to the document's date."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from dragoman.grammar.tree import ancestors, under
from dragoman.knowledge import Lexicon
from dragoman.model import Document, When, timex
from dragoman.model.timex import Timex

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"Sept": 9}
WEEKDAYS = {name: number for number, name in enumerate(calendar.day_name)}
SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
NUMBERS = {word: number for number, word in enumerate(SMALL)} | {
    "a": 1,
    "an": 1,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
NUMBERS |= {"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "couple of": 2, "a couple of": 2, "a dozen": 12}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 4, "final": 4}
VAGUE = frozenset({"several", "many", "few", "a few", "some", "countless", "recent"})
PAST = frozenset({"last", "past", "previous", "preceding"})
HALF_YEAR = 6
FUTURE = frozenset({"next", "coming", "following", "upcoming"})

MONTH = (
    "(?:"
    + "|".join(rf"{name}\b" if name in calendar.month_name else rf"{name}\b\.?" for name in sorted(MONTHS, key=len, reverse=True))
    + ")"
)
# "May" and "March" are months only beside a number, a preposition or a word that counts.
PLAIN_MONTH = "|".join(name for name in calendar.month_name if name and name not in ("May", "March"))
NUMBER = r"(?:\d{1,4}|" + "|".join(sorted((*NUMBERS, *VAGUE), key=len, reverse=True)) + ")"
UNIT = "day|week|month|quarter|year|decade|century|centurie|hour|minute"
YEAR = r"(?:1[4-9]\d{2}|20\d{2})"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
ORDINAL = r"(?:st|nd|rd|th)?"
PART = r"(?:[ \-](?P<part>morning|afternoon|evening|night))?"
EDGE = r"(?:(?:early|late|mid|the (?:beginning|start|middle|end) of|the (?:first|second) half of)[ \-])?"
# What a bare year-like number counts when it is no year.
COUNTED = r"(?:people|troops|soldiers|tons?|tonnes?|miles?|km|kilomet\w+|met(?:er|re)s|men|women|children|dollars|euros|refugees|civilians|votes|seats|jobs|homes|houses|pages|words|%|per cent|percent|feet|pounds)"

# What has a number for its name: "Resolution 1973".
NUMBERED = re.compile(r"\b(?:[Rr]esolution|[Dd]irective|[Rr]egulation|[Aa]rticle|[Ff]light|[Bb]oeing|[Nn]o\.|[Nn]umber|[Rr]oom) $")
# A bare number below this before a plural counts it ("killed 1500 rebels"), unless a word before tells a year ("the 1648 treaties").
COUNTS = 1800
LEADS_TO_YEAR = re.compile(r"\b(?:[Tt]he|[Ii]n|[Ss]ince|[Oo]f|[Uu]ntil|[Bb]y|[Ff]rom|[Aa]fter|[Bb]efore|[Ii]ts|[Tt]heir) $")

Reader = Callable[[re.Match[str], date | None, bool], Timex | None]
PATTERNS: list[tuple[re.Pattern[str], tuple[str, ...], Reader]] = []
# What holds a unit of time, in whatever form.
UNITS_TOLD = "day week month quarter year decade centur hour minute"


def reads(pattern: str, needs: str = "") -> Callable[[Reader], Reader]:
    """Register a reader for a pattern; of patterns that overlap the one registered first wins.

    `needs` are stretches in small letters of which a sentence must hold one to be searched at all ("#" is a figure).
    """

    def keep(reader: Reader) -> Reader:
        PATTERNS.append((re.compile(pattern, re.IGNORECASE if "(?i)" in pattern else 0), tuple(needs.split()), reader))
        return reader

    return keep


def _number(word: str | None) -> int | str:
    """The value of a figure or number word; "X" where it is vague."""
    word = (word or "a").lower()
    if word in VAGUE:
        return "X"
    return int(word) if word.isdigit() else NUMBERS[word]


def _unit(word: str) -> str:
    return "century" if word == "centurie" else word


def _year_of(month: int, day: int, anchor: date, ahead: bool) -> int:
    """The year a bare month or day means: the next one where the text looks ahead, else this year's, or last year's where this
    year's is more than half a year away.
    """
    if ahead:
        return anchor.year if (month, day) >= (anchor.month, anchor.day if day > 1 else 1) else anchor.year + 1
    return anchor.year - (month - anchor.month > HALF_YEAR)


def _day_of(year: int | None, month: int, day: int, anchor: date | None, ahead: bool) -> Timex | None:
    if year is None and anchor is None:
        date(2000, month, day)  # raises where no year has this day
        return Timex("DATE", f"XXXX-{month:02d}-{day:02d}", None, None, "day", True)
    if year is None and anchor is not None:
        return timex.of_day(date(_year_of(month, day, anchor, ahead), month, day), True)
    return timex.of_day(date(year or 0, month, day))


@reads(rf"\b(?P<y>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d)\b(?!-)", needs="#")
def _iso(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    return timex.of_day(date(int(m["y"]), int(m["m"]), int(m["d"])))


@reads(
    rf"\b(?P<a>{DAY}){ORDINAL}(?: ?[-–] ?| to | and )(?P<b>{DAY}){ORDINAL}(?: of)? (?P<mon>{MONTH})(?:,? (?P<y>{YEAR})\b)?",
    needs="#",
)
@reads(rf"\b(?P<mon>{MONTH}) (?P<a>{DAY}){ORDINAL}(?: ?[-–] ?| to | and )(?P<b>{DAY}){ORDINAL}\b(?:,? (?P<y>{YEAR})\b)?", needs="#")
def _days(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    month = MONTHS[m["mon"].strip(".")]
    year = int(m["y"]) if m["y"] else None
    first, last = (_day_of(year, month, int(day), anchor, ahead) for day in (m["a"], m["b"]))
    if first is not None and last is not None and first.first is None:
        return first._replace(value=f"{first.value}/{last.value}") if int(m["a"]) < int(m["b"]) else None
    if first is None or last is None or first.first is None or last.first is None or last.first < first.first:
        return None
    return timex.of_range(first.first, last.first, "day", not m["y"])


@reads(
    rf"\b(?:(?P<wd>{'|'.join(WEEKDAYS)}),? )?(?:the )?(?P<d>{DAY}){ORDINAL}(?: of)?[ \-](?P<mon>{MONTH})(?:[, \-]{{1,2}}(?P<y>{YEAR})\b)?",
    needs="#",
)
@reads(
    rf"\b(?:(?P<wd>{'|'.join(WEEKDAYS)}),? )?(?P<mon>{MONTH}) (?P<d>{DAY}){ORDINAL}\b(?![:\d])(?:,? (?P<y>{YEAR})\b)?", needs="#"
)
def _full_day(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    return _day_of(int(m["y"]) if m["y"] else None, MONTHS[m["mon"].strip(".")], int(m["d"]), anchor, ahead)


@reads(rf"\b(?P<a>{DAY})/(?P<b>{DAY})/(?P<y>\d{{4}}|\d{{2}})\b", needs="/")
def _slashes(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    first, second = int(m["a"]), int(m["b"])
    year = int(m["y"]) if len(m["y"]) == 4 else 2000 + int(m["y"])
    if first > 12:
        first, second = second, first
    elif second <= 12 and first != second and (anchor is None or abs((date(year, first, second) - anchor).days) > 366):
        return None  # 5/6/2019 is the fifth of June or the sixth of May: left open
    return timex.of_day(date(year, first, second))


@reads(rf"\b{EDGE}(?P<mon>{MONTH}),? (?:of )?(?P<y>{YEAR})\b", needs="#")
def _month_year(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    return timex.of_month(int(m["y"]), MONTHS[m["mon"].strip(".")])


@reads(rf"(?i)\b(?:fiscal|financial) (?:year )?(?P<y>{YEAR})\b|\bFY ?(?P<y2>{YEAR}|\d{{2}})\b", needs="#")
def _fiscal(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    year = m["y"] or m["y2"]
    return Timex("DATE", f"FY{year if len(year) == 4 else '20' + year}", None, None, "year", False)


@reads(
    rf"(?i)\b(?:the )?(?P<q>first|second|third|fourth|last|final|1st|2nd|3rd|4th)[ \-](?P<u>quarter|half)(?: of (?P<rel>this|last|next|the)? ?(?:(?P<y>{YEAR})|year))?(?!-)\b",
    needs="quarter half",
)
def _quarter(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    number = ORDINALS[m["q"].lower()]
    make = timex.of_quarter if m["u"].lower() == "quarter" else timex.of_half
    if m["u"].lower() == "half":
        number = min(number, 2)
    if m["y"]:
        return make(int(m["y"]), number)
    if anchor is None:
        return timex.reference("past", "quarter")
    step = {"last": -1, "next": 1}.get((m["rel"] or "").lower(), 0)
    found = make(anchor.year + step, number, True)
    # "the fourth quarter" is last year's in January, this year's in August
    late = found.first is not None and (found.first - anchor).days > 31 * HALF_YEAR and not m["rel"] and not ahead
    return make(anchor.year - 1, number, True) if late else found


@reads(rf"(?i)\bQ(?P<q>[1-4])(?: (?:of )?(?P<y>{YEAR}))?\b", needs="#")
def _q(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    year = int(m["y"]) if m["y"] else anchor.year if anchor else None
    return timex.of_quarter(year, int(m["q"]), not m["y"]) if year else None


@reads(
    rf"(?i)\b{EDGE}(?:the )?(?:(?P<rel>last|this|next|previous) )?(?P<s>spring|summer|autumn|winter)(?:,? (?:of )?(?P<y>{YEAR}))?\b(?! (?:olympics|games|palace|offensive|school|house|time))",
    needs="spring summer autumn winter",
)
def _season(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    season = m["s"].lower()
    if m["y"]:
        return timex.of_season(int(m["y"]), season)
    if anchor is None:
        return Timex("DATE", f"XXXX-{timex.SEASONS[season][0]}", None, None, "season", True)
    now = timex.of_season(anchor.year, season, True)
    rel = (m["rel"] or "").lower()
    if rel in PAST and now.last is not None and now.last >= anchor:
        return timex.of_season(anchor.year - 1, season, True)
    if (rel in FUTURE or (not rel and ahead)) and now.first is not None and now.first <= anchor:
        return timex.of_season(anchor.year + 1, season, True)
    if not rel and not ahead and now.first is not None and now.first > anchor:
        return timex.of_season(anchor.year - 1, season, True)
    return now


@reads(
    rf"\b{EDGE}(?:the )?(?:early |mid-? ?|late )?(?P<y>1[4-9]\d0|20\d0)(?:'?s)\b|\b(?:the )?'?(?P<short>[2-9]0)s\b", needs="0s 0's"
)
def _decade(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    year = int(m["y"]) if m["y"] else 1900 + int(m["short"])
    if year % 100 == 0 and year < 2000:  # "the 1800s" are a century, "the 2000s" have been ten years so far
        return Timex("DATE", str(year // 100), date(year, 1, 1), date(year + 99, 12, 31), "century")
    return timex.of_decade(year) if year % 10 == 0 else None


@reads(r"(?i)\b(?:the )?(?:early |mid-? ?|late )?(?P<c>\d{1,2})(?:st|nd|rd|th)[ \-]century\b", needs="century")
def _century(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    number = int(m["c"])
    return timex.of_century(number) if 1 <= number <= 30 else None


@reads(
    rf"(?i)\b(?P<h>[01]?\d|2[0-3])[:.](?P<min>[0-5]\d)(?: ?(?P<half>a\.?m\.?|p\.?m\.?))?(?: ?\(?(?P<z>UTC|GMT|local time|EST|EDT|CET|BST)\b(?:[+-]\d[\d:]{{0,3}})?\)?)?(?: (?:on )?(?P<day>today|yesterday|{'|'.join(WEEKDAYS)}))?",
    needs="#",
)
@reads(
    rf"(?i)\b(?P<h>1[0-2]|[1-9])(?P<min>) ?(?P<half>a\.?m\.?|p\.?m\.?)(?!\w)(?: ?\(?(?P<z>UTC|GMT|local time|EST|EDT|CET|BST)\)?)?(?: (?:on )?(?P<day>today|yesterday|{'|'.join(WEEKDAYS)}))?",
    needs="#",
)
def _clock(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    hour = int(m["h"])
    if not m["half"] and not m["z"] and not m["day"]:
        return None  # 3:20 may be a score, a verse, a ratio
    if m["half"] and m["half"][0].lower() == "p" and hour < 12:
        hour += 12
    elif m["half"] and m["half"][0].lower() == "a" and hour == 12:
        hour = 0
    zone = "Z" if (m["z"] or "").upper() in ("UTC", "GMT") else ""
    clock = f"T{hour:02d}:{m['min'] or '00'}{zone}"
    if anchor is None:
        return Timex("TIME", f"XXXX-XX-XX{clock}", None, None, "minute", True)
    day = anchor
    if m["day"]:
        word = m["day"].capitalize()
        day = (
            anchor - timedelta(days=1)
            if word == "Yesterday"
            else _weekday_from(anchor, WEEKDAYS[word], ahead, False)
            if word in WEEKDAYS
            else anchor
        )
    return Timex("TIME", f"{day.isoformat()}{clock}", day, day, "minute", True)


def _weekday_from(anchor: date, weekday: int, ahead: bool, last: bool) -> date:
    """The weekday before an anchor (or on it), or after it where the text looks ahead."""
    if ahead:
        return anchor + timedelta(days=(weekday - anchor.weekday()) % 7)
    gap = (anchor.weekday() - weekday) % 7
    return anchor - timedelta(days=gap or (7 if last else 0))


@reads(
    rf"(?<!Black )(?<!Good )(?<!Bloody )(?<!Palm )(?<!Easter )(?<![Ee]very )\b(?:(?P<rel>[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?|[Ee]arlier|[Ll]ate|[Ee]arly)\s)?(?P<wd>{'|'.join(WEEKDAYS)}){PART}(?: (?P<of>last|next|this) week)?\b",
    needs="day",
)
def _weekday(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    weekday = WEEKDAYS[m["wd"]]
    if anchor is None:
        return Timex("DATE", f"XXXX-WXX-{weekday + 1}", None, None, "day", True)
    rel = (m["rel"] or "").lower()
    if m["of"]:
        monday = anchor - timedelta(days=anchor.weekday())
        day = monday + timedelta(weeks={"last": -1, "this": 0, "next": 1}[m["of"]], days=weekday)
    elif rel == "next":
        day = _weekday_from(anchor + timedelta(days=1), weekday, True, False)
    else:
        day = _weekday_from(anchor, weekday, ahead or rel == "this coming", rel == "last")
    return timex.of_part(day, m["part"], True) if m["part"] else timex.of_day(day, True)


@reads(
    r"(?i)\b(?:(?:earlier|later|late|early) )?(?P<w>the day before yesterday|the day after tomorrow|yesterday|today|tomorrow|tonight|overnight|last night|this (?:morning|afternoon|evening))(?: (?P<part>morning|afternoon|evening|night))?\b",
    needs="day tomorrow tonight overnight night morning afternoon evening",
)
def _word(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    word = m["w"].lower()
    step = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1, "the day after tomorrow": 2}.get(
        word, 0
    )
    part = (m["part"] or "").lower() or {"tonight": "night", "overnight": "night", "last night": "night"}.get(word, "")
    if word.startswith("this "):
        part = word[5:]
    if anchor is None:
        return timex.reference({-1: "past", 0: "present", 1: "future"}[(step > 0) - (step < 0)], "day")
    day = anchor + timedelta(days=step)
    return timex.of_part(day, part, True) if part else timex.of_day(day, True)


@reads(
    rf"(?i)\b(?:the )?(?P<dir>past|last|next|coming|previous|following) (?:(?P<n>{NUMBER}) )?(?P<u>{UNIT})s\b|\b(?:the )(?P<dir2>past|last|next|coming) (?P<u2>{UNIT})\b",
    needs=UNITS_TOLD,
)
def _past(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    """A stretch that ends or begins at the anchor: "the past decade", "the next two weeks"."""
    unit = _unit((m["u"] or m["u2"]).lower())
    way = (m["dir"] or m["dir2"]).lower()
    if unit == "day" and m["u2"] and way in FUTURE:
        return None  # "the next day" is the day after the one told of
    number = _number(m["n"]) if m["n"] else ("X" if m["u"] else 1)
    if anchor is None or isinstance(number, str):
        return timex.duration(number, unit)
    other = timex.back(anchor, unit, -number if way in FUTURE else number)
    return timex.duration(number, unit, min(anchor, other), max(anchor, other))


@reads(
    r"(?i)\b(?:earlier |later |late |early |the end of |the beginning of |the start of )?(?P<rel>last|next|this|previous|the previous|the following|the same) (?P<u>week|month|year|quarter|weekend|decade|century)\b",
    needs=UNITS_TOLD,
)
def _relative(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    rel = m["rel"].lower().removeprefix("the ")
    step = -1 if rel in PAST else 1 if rel in FUTURE else 0
    if anchor is None:
        return timex.reference({-1: "past", 0: "present", 1: "future"}[step], m["u"].lower())
    return timex.away(anchor, m["u"].lower(), step)


@reads(rf"\b(?:[Ee]arlier |[Ll]ater )?(?P<rel>[Ll]ast|[Nn]ext|[Tt]his) (?P<mon>{MONTH})", needs="last next this")
def _relative_month(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    month = MONTHS[m["mon"].strip(".")]
    if anchor is None:
        return Timex("DATE", f"XXXX-{month:02d}", None, None, "month", True)
    rel = m["rel"].lower()
    year = anchor.year
    if rel == "last" and month >= anchor.month:
        year -= 1
    elif rel == "next" and month <= anchor.month:
        year += 1
    return timex.of_month(year, month, True)


@reads(
    rf"(?i)\b(?:about |some |almost |nearly |over |more than |just )?(?P<n>{NUMBER})[ \-](?P<u>{UNIT})s? (?P<dir>ago|earlier|from now|hence|before that)\b",
    needs="ago earlier now hence before",
)
def _ago(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    way = -1 if m["dir"].lower() in ("ago", "earlier", "before that") else 1
    unit, number = _unit(m["u"].lower()), _number(m["n"])
    if anchor is None or isinstance(number, str) or unit in ("hour", "minute"):
        if anchor is not None and unit in ("hour", "minute"):
            return timex.of_day(anchor, True)
        return timex.reference("past" if way < 0 else "future", unit)
    return timex.away(anchor, unit, way * number)


@reads(r"(?i)\b(?P<n>\d{1,3})(?:st|nd|rd|th)[ \-]anniversary\b", needs="anniversary")
def _anniversary(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    """The year an anniversary counts from."""
    return None if anchor is None else timex.of_year(anchor.year - int(m["n"]), True)


@reads(
    r"(?i)\b(?:every|each|per|a) (?P<u>day|week|month|year)\b(?! (?:ago|earlier|later|of|or|after|before|long))|\b(?P<adv>daily|weekly|monthly|quarterly|yearly|annually)\b|\bevery (?P<wd>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    needs="day week month year daily annually",
)
def _set(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    if m["wd"]:
        return Timex("SET", f"XXXX-WXX-{WEEKDAYS[m['wd'].capitalize()] + 1}")
    unit = (
        m["u"]
        or {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter"}.get((m["adv"] or "").lower(), "year")
    ).lower()
    return Timex("SET", f"P1{timex.UNITS[unit]}")


@reads(
    r"(?i)\b(?:a |the (?:last |past ))?quarter[- ](?:of a )?century\b|\b(?:the (?:last |past ))?half[- ](?:a[- ])?century\b",
    needs="century",
)
def _part_century(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    years = 25 if "quarter" in m.group().lower() else 50
    if anchor is None or not m.group().lower().startswith("the "):
        return timex.duration(years, "year")
    return timex.duration(years, "year", timex.back(anchor, "year", years), anchor)


@reads(
    rf"(?i)\b(?:nearly |about |almost |over |more than |at least |some |around )?(?P<n>{NUMBER})[ \-](?:consecutive |straight |full |long )?(?P<u>{UNIT})s?(?:-old|-long)?\b",
    needs=UNITS_TOLD,
)
def _span(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    return None if m.group().lower().endswith("-old") else timex.duration(_number(m["n"]), _unit(m["u"].lower()))


@reads(r"(?i)\b(?:decades|centuries|generations)\b|(?<=\bfor )years\b(?! of\b)", needs="decades centuries generations years")
def _ages(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    return timex.duration("X", "year")


@reads(
    r"(?i)\b(?P<past>recently|lately|in recent (?:days|weeks|months|years)|in the past|the past|formerly|previously|recent)\b|\b(?P<future>in the (?:near |coming |foreseeable )?future|the (?:near |foreseeable )?future|(?:very )?soon|shortly)\b|\b(?P<now>currently|now|at present|presently|at the moment|nowadays|these days|the time being)\b"
)
def _reference(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    return timex.reference("past" if m["past"] else "future" if m["future"] else "present")


@reads(
    rf"\b{EDGE}(?P<mon>{PLAIN_MONTH})\b|(?<=[Ii]n )(?P<mon2>May|March)\b|(?<=[Ss]ince )(?P<mon3>May|March)\b|(?<=[Uu]ntil )(?P<mon4>May|March)\b|(?<=[Bb]y )(?P<mon5>May|March)\b|\b(?:mid|late|early)[ \-](?P<mon6>May|March)\b"
)
def _month(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    month = MONTHS[next(value for value in m.groupdict().values() if value)]
    if anchor is None:
        return Timex("DATE", f"XXXX-{month:02d}", None, None, "month", True)
    return timex.of_month(_year_of(month, 1, anchor, ahead), month, True)


@reads(rf"\b(?P<a>{YEAR})[-–/](?P<b>{YEAR}|\d{{2}})\b(?!-)", needs="#")
def _years(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    first = int(m["a"])
    last = int(m["b"]) if len(m["b"]) == 4 else first // 100 * 100 + int(m["b"])
    return timex.of_range(date(first, 1, 1), date(last, 12, 31), "year") if first < last else None


@reads(rf"(?<![$€£¥\d,.\-/:#])\b{EDGE}(?P<y>{YEAR})\b(?![,.]\d|[-–/]\d|:\d|%| ?{COUNTED}\b)(?P<of> [a-z]+s\b)?", needs="#")
def _year(m: re.Match[str], anchor: date | None, ahead: bool) -> Timex | None:
    year = int(m["y"])
    if NUMBERED.search(m.string[: m.start()]) or (m["of"] and year < COUNTS and not LEADS_TO_YEAR.search(m.string[: m.start()])):
        return None
    return timex.of_year(year)


# What a stretch must hold to tell a time at all: most hold none, and are passed over in one look.
HINT = re.compile(
    r"\d|\b(?:day|week|month|year|quarter|decade|centur|hour|minute|generation|spring|summer|autumn|winter|fiscal|recent|past|future"
    r"|soon|shortly|now|present|moment|lately|currently|formerly|previously|to(?:day|morrow|night)|yesterday|overnight|morning|afternoon"
    r"|evening|night|daily|monthly|quarterly|annual|half|time being|[mtwfs]\w{2,5}day|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.I,
)
FIGURE = re.compile(r"\d")
SAME_DAY = re.compile(r"\b(?:[Tt]he|[Tt]hat) (?:same )?day\b(?! (?:before|after|when|that|of|to|will|may|has come)\b)")
NEXT_DAY = re.compile(r"\b[Tt]he (?:next|following) day\b")
SINCE = re.compile(r"\b[Ss]ince(?: the)? (?:early |late |mid-)?$")


def looks_ahead(doc: Document, token: int, lexicon: Lexicon) -> bool:
    """Whether the clause a token stands in tells what is to come: "will meet on Monday", "a summit set for May"."""
    for above in (token, *ancestors(doc, token)):
        word = doc.tokens[above]
        if word.pos == "NOUN" and any(
            (cue := lexicon.cues.get((doc.tokens[c].lemma, "adjective"))) and cue.status == "future"
            for c in under(doc, above, "amod")
        ):
            return True
        if word.pos not in ("VERB", "AUX"):
            continue
        auxiliaries = {doc.tokens[child].lemma for child in under(doc, above, "aux", "auxpass")}
        if auxiliaries & {"will", "shall", "'ll", "wo", "would"} or ("to" in auxiliaries and auxiliaries & {"be"}):
            return True
        governor = doc.tokens[word.head]
        if "to" in auxiliaries and governor.i == word.i:
            return True  # "Putin to visit China on Thursday", as headlines have it
        if "to" in auxiliaries and governor.lemma == "be" and not under(doc, governor.i, "acomp", "attr"):
            return True  # "they are to meet", the parser's root being "are"
        if word.lemma in lexicon.lists["scheduling"] and word.tag == "VBN":
            return True
        if "to" in auxiliaries and governor.i != word.i:
            cue = (
                lexicon.cues.get((governor.lemma, "verb"))
                or lexicon.cues.get((governor.lemma, "adjective"))
                or lexicon.cues.get((governor.lemma, "noun"))
            )
            if cue is not None and cue.status == "future":
                return True
            continue
        if (
            word.tag == "VBG"
            and auxiliaries & {"be"}
            and "VBD" not in {doc.tokens[child].tag for child in under(doc, above, "aux")}
        ):
            return word.lemma in ("go", "come", "travel", "visit", "meet", "leave", "arrive", "hold", "plan")
        return False
    return False


def looks_back(doc: Document, token: int) -> bool:
    """Whether the verb that a token stands under is told in the past: "resigned in July"."""
    for above in (token, *ancestors(doc, token)):
        word = doc.tokens[above]
        if word.pos in ("VERB", "AUX") and word.tag not in ("VB", "VBG"):
            told = {doc.tokens[child].tag for child in under(doc, above, "aux", "auxpass")}
            return word.tag == "VBD" or "VBD" in told
    return False


def _before(read: Timex, published: date) -> Timex:
    """A bare month or day of a month told in the past, moved to the last one before the text."""
    if not read.relative or read.precision not in ("month", "day") or read.first is None or read.first <= published:
        return read
    if read.precision == "month":
        return timex.of_month(read.first.year - 1, read.first.month, True)
    leaps = read.first.month == 2 and read.first.day == 29  # no such day in the year before
    return read if leaps or read.first != read.last else timex.of_day(read.first.replace(year=read.first.year - 1), True)


def find_times(doc: Document, lexicon: Lexicon) -> tuple[tuple[When, ...], int]:
    """Return the time expressions of the text in order, and how many named a day that no calendar has.

    Where two overlap, the pattern listed first wins. Values follow TIMEX3 (ISO-TimeML): "2024-05-17",
    "2024-W20", "P1D", "PAST_REF". Relative ones need `doc.published`; without it they keep a value with X or
    _REF and no interval.
    """
    found: list[When] = []
    impossible = 0
    starts = [token.start for token in doc.tokens]
    stretches = [(item.start, item.end) for item in doc.sentences or ()]
    stretches += [(item.start, item.end) for item in doc.boilerplate if item.kind == "dateline"]
    for base, stop in stretches:
        text = doc.text[base:stop]
        if not HINT.search(text):
            continue
        taken: list[tuple[int, int]] = []
        low = text.lower() + ("#" if FIGURE.search(text) else "")
        for pattern, needs, reader in PATTERNS:
            if needs and not any(need in low for need in needs):
                continue
            for m in pattern.finditer(text):
                start, end = m.span()
                if any(start < stop and begin < end for begin, stop in taken):
                    continue
                token = bisect_right(starts, base + start) - 1
                ahead = token >= 0 and looks_ahead(doc, token, lexicon)
                try:
                    read = reader(m, doc.published, ahead)
                except (ValueError, OverflowError):  # "31 February": no such day, and nothing else either
                    taken.append((start, end))
                    impossible += 1
                    continue
                if read is None:
                    continue
                since = SINCE.search(text[:start]) is not None
                if doc.published is not None and (since or (not ahead and token >= 0 and looks_back(doc, token))):
                    read = _before(read, doc.published)
                taken.append((start, end))
                if read.first is not None and since:
                    read = read._replace(last=doc.published)
                found.append(When(base + start, base + end, text[start:end], *read))
    found.sort(key=lambda when: when.start)
    return tuple(sorted((*found, *_same_days(doc, found)), key=lambda when: when.start)), impossible


def _same_days(doc: Document, found: list[When]) -> Iterator[When]:
    """Read “the day”, “that day”, “the same day” as the day told of last, else the document's own; “the next day” as the one after."""
    for m in SAME_DAY.finditer(doc.text):
        if any(m.start() < when.end and when.start < m.end() for when in found):
            continue
        told = [when for when in found if when.end <= m.start() and when.type == "DATE" and when.first is not None]
        if told and told[-1].precision != "day" and "same" in m.group():  # "in July … the same day" is a day in July
            yield replace(told[-1], start=m.start(), end=m.end(), text=m.group())
            continue
        days = [when.first for when in told if when.precision == "day" and when.first is not None]
        day = days[-1] if days else doc.published
        if day is not None:
            yield When(m.start(), m.end(), m.group(), *timex.of_day(day, True))
    for m in NEXT_DAY.finditer(doc.text):
        before = [when.last for when in found if when.end <= m.start() and when.precision == "day" and when.last is not None]
        if before and before[-1] < date.max:
            yield When(m.start(), m.end(), m.group(), *timex.of_day(before[-1] + timedelta(days=1), True))
