"""Find time expressions and the days they stand for, as TIMEX3 has them, anchored to the document's date."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from dragoman.model import Document, When

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"Sept": 9}
WEEKDAYS = {name: number for number, name in enumerate(calendar.day_name)}
NUMBERS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "couple of": 2, "a couple of": 2}
UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "E", "century": "C", "hour": "H", "minute": "M"}
SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9), "winter": ("WI", 12)}

MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
NUMBER = r"\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True))
UNIT = "day|week|month|year|decade|century|centurie|hour|minute"
DAYPART = r"(?:\s+(?P<part>morning|afternoon|evening|night))?"

PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"\b(?P<y>[12]\d{3})-(?P<m>\d{2})-(?P<d>\d{2})\b"),
    ("dmy", rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<mon>{MONTH})\b\.?(?:,?\s+(?P<y>[12]\d{{3}})\b)?"),
    ("mdy", rf"\b(?P<mon>{MONTH})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d|:)(?:,?\s+(?P<y>[12]\d{{3}})\b)?"),
    ("my", rf"\b(?P<mon>{MONTH})\b\.?,?\s+(?:of\s+)?(?P<y>[12]\d{{3}})\b"),
    ("since", r"\b[Ss]ince\s+(?P<y>1[5-9]\d{2}|20\d{2})\b"),
    ("decade", r"\b(?:the\s+)?(?:early\s+|mid-?\s*|late\s+)?(?P<dec>[12]\d{2}0)s\b"),
    ("century", r"\b(?P<c>\d{1,2})(?:st|nd|rd|th)[- ]century\b"),
    ("season", r"\b(?P<rel>last|this|next)?\s*(?P<s>spring|summer|autumn|winter)(?:\s+(?:of\s+)?(?P<y>[12]\d{3}))?\b"),
    ("day", rf"\b(?P<rel>[Ll]ast|[Nn]ext|[Tt]his|[Oo]n)?\s*(?P<wd>{'|'.join(WEEKDAYS)}){DAYPART}\b"),
    ("word", r"\b(?P<w>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Oo]vernight)\b"),
    (
        "past",
        rf"\b(?:[Oo]ver|[Ii]n|[Dd]uring|[Ff]or)?\s*the\s+(?P<dir>past|last|next|coming)\s+(?:(?P<n>{NUMBER})\s+)?(?P<u>{UNIT})s?\b",
    ),
    ("rel", rf"\b(?P<rel>[Ll]ast|[Nn]ext|[Tt]his)\s+(?P<u>week|month|year|quarter|weekend|decade|{MONTH})\b"),
    ("ago", rf"\b(?P<n>{NUMBER})\s+(?P<u>{UNIT})s?\s+(?P<dir>ago|earlier|later|from now)\b"),
    ("anniversary", r"\b(?P<n>\d{1,3})(?:st|nd|rd|th)\s+anniversary\b"),
    ("each", r"\b(?P<e>every|each|a|per)\s+(?P<u>day|week|month|year)\b|\b(?P<adv>daily|weekly|monthly|yearly|annually)\b"),
    (
        "span",
        rf"\b(?:nearly\s+|about\s+|almost\s+|over\s+|more\s+than\s+)?(?P<n>{NUMBER}|several|many|few)[- ](?P<u>{UNIT})s?\b(?!\s+ago)",
    ),
    ("now", r"\b(?:[Cc]urrently|[Nn]ow|[Rr]ecently|[Ll]ately|at present|in recent (?:days|weeks|months|years))\b"),
    (
        "in",
        rf"\b(?P<mon>{'|'.join(name for name in calendar.month_name if name and name != 'May' and name != 'March')})\b|(?<=[Ii]n )(?P<mon2>May|March)\b",
    ),
    (
        "year",
        r"\b(?:[Ii]n|[Ff]rom|[Oo]f|[Bb]y|[Uu]ntil|[Dd]uring|[Aa]fter|[Bb]efore|the|and|to|[Ss]ummer|[Ff]or|early|late)\s+(?P<y>1[5-9]\d{2}|20\d{2})\b(?!\s*(?:people|troops|soldiers|tons|miles|km|kilometres|men))|(?<=[(])(?P<y2>1[89]\d{2}|20\d{2})(?=[-–)])",
    ),
)
SCAN = tuple((name, re.compile(pattern)) for name, pattern in PATTERNS)
LEADS = re.compile(
    r"^(?:[Ii]n|[Oo]n|[Ff]rom|[Oo]f|[Bb]y|[Uu]ntil|[Dd]uring|[Aa]fter|[Bb]efore|[Ss]ince|[Oo]ver|[Ff]or|the|and|to|early|late|[Ss]ummer)\s+"
)
Found = tuple[str, str, date | None, date | None, str, bool]


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def shift_months(day: date, months: int) -> date:
    """A day some months away, kept inside its month."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else NUMBERS.get((text or "one").lower(), 1)


def _year_found(year: int) -> Found:
    return "DATE", str(year), date(year, 1, 1), date(year, 12, 31), "year", False


def _day_found(day: date, relative: bool) -> Found:
    return "DATE", day.isoformat(), day, day, "day", relative


def _nearest_year(month: int, day: int, anchor: date | None, forward: bool) -> int | None:
    """The year a bare month or day means: the one nearest the anchor, before it unless the text looks ahead."""
    if anchor is None:
        return None
    if forward:
        return anchor.year if (month, day) >= (anchor.month, 1) else anchor.year + 1
    ahead = (month - anchor.month) % 12
    if (month, day) <= (anchor.month, max(anchor.day, day if month < anchor.month else anchor.day)):
        return anchor.year
    return anchor.year if ahead <= 5 else anchor.year - 1


def _explicit(m: re.Match[str], anchor: date | None, forward: bool) -> Found | None:
    groups = m.groupdict()
    month = int(groups["m"]) if groups.get("m") else MONTHS[groups["mon"]]
    day = int(groups["d"])
    year = int(groups["y"]) if groups.get("y") else _nearest_year(month, day, anchor, forward)
    try:
        if year is None:
            date(2000, month, day)
            return "DATE", f"XXXX-{month:02d}-{day:02d}", None, None, "day", True
        return _day_found(date(year, month, day), not groups.get("y"))
    except ValueError:
        return None  # "31 February": no such day, so no expression


def _month(m: re.Match[str], anchor: date | None, forward: bool) -> Found | None:
    groups = m.groupdict()
    month = MONTHS[groups.get("mon") or groups.get("mon2") or ""]
    year = int(groups["y"]) if groups.get("y") else _nearest_year(month, 1, anchor, forward)
    if year is None:
        return "DATE", f"XXXX-{month:02d}", None, None, "month", True
    first, last = month_span(year, month)
    return "DATE", f"{year}-{month:02d}", first, last, "month", not groups.get("y")


def _weekday(m: re.Match[str], anchor: date | None, forward: bool) -> Found | None:
    if anchor is None:
        return "DATE", f"XXXX-WXX-{WEEKDAYS[m['wd']] + 1}", None, None, "day", True
    ahead = (m["rel"] or "").lower() == "next" or forward
    back = (anchor.weekday() - WEEKDAYS[m["wd"]]) % 7
    if ahead:
        day = anchor + timedelta(days=(WEEKDAYS[m["wd"]] - anchor.weekday()) % 7 or 7)
    else:
        day = anchor - timedelta(days=back or (7 if (m["rel"] or "").lower() == "last" else 0))
    if m["part"]:
        code = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}[m["part"]]
        return "TIME", f"{day.isoformat()}T{code}", day, day, "day", True
    return _day_found(day, True)


def _word(m: re.Match[str], anchor: date | None, forward: bool) -> Found | None:
    word = m["w"].lower()
    step = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    if anchor is None:
        return "DATE", {"yesterday": "PAST_REF", "tomorrow": "FUTURE_REF"}.get(word, "PRESENT_REF"), None, None, "day", True
    day = anchor + timedelta(days=step)
    if word in ("tonight", "overnight"):
        return "TIME", f"{day.isoformat()}TNI", day, day, "day", True
    return _day_found(day, True)


def _week_value(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _unit_away(anchor: date, unit: str, steps: int) -> Found:
    """The day, week, month or year that lies some steps from the anchor."""
    if unit == "day":
        return _day_found(anchor + timedelta(days=steps), True)
    if unit in ("week", "weekend"):
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=steps)
        value = _week_value(monday)
        if unit == "weekend":
            return "DATE", f"{value}-WE", monday + timedelta(days=5), monday + timedelta(days=6), "day", True
        return "DATE", value, monday, monday + timedelta(days=6), "week", True
    if unit == "month":
        moved = shift_months(anchor.replace(day=1), steps)
        first, last = month_span(moved.year, moved.month)
        return "DATE", f"{moved.year}-{moved.month:02d}", first, last, "month", True
    if unit == "quarter":
        moved = shift_months(anchor.replace(day=1), 3 * steps)
        quarter = (moved.month - 1) // 3 + 1
        first = date(moved.year, 3 * quarter - 2, 1)
        return "DATE", f"{moved.year}-Q{quarter}", first, month_span(moved.year, 3 * quarter)[1], "quarter", True
    if unit == "decade":
        first_year = (anchor.year // 10 + steps) * 10
        return "DATE", str(first_year // 10), date(first_year, 1, 1), date(first_year + 9, 12, 31), "decade", True
    year = anchor.year + steps * (100 if unit.startswith("centur") else 1)
    return (
        ("DATE", str(year), date(year, 1, 1), date(year, 12, 31), "year", True) if 1 <= year <= 9999 else _year_found(anchor.year)
    )


def _relative(m: re.Match[str], anchor: date | None, forward: bool) -> Found | None:
    step = {"last": -1, "this": 0, "next": 1}[m["rel"].lower()]
    unit = m["u"]
    if unit in MONTHS:
        if anchor is None:
            return "DATE", f"XXXX-{MONTHS[unit]:02d}", None, None, "month", True
        year = anchor.year
        if step < 0 and MONTHS[unit] >= anchor.month:
            year -= 1
        if step > 0 and MONTHS[unit] <= anchor.month:
            year += 1
        first, last = month_span(year, MONTHS[unit])
        return "DATE", f"{year}-{MONTHS[unit]:02d}", first, last, "month", True
    if anchor is None:
        return "DATE", {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[step], None, None, unit, True
    return _unit_away(anchor, unit, step)


def _ago(m: re.Match[str], anchor: date | None, forward: bool) -> Found | None:
    sign = -1 if m["dir"] in ("ago", "earlier") else 1
    if anchor is None or m["u"] in ("hour", "minute"):
        return "DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", None, None, m["u"], True
    unit, number = m["u"], _number(m["n"])
    if unit == "decade":
        unit, number = "year", 10 * number
    return _unit_away(anchor, unit, sign * number)


def _past(m: re.Match[str], anchor: date | None, forward: bool) -> Found | None:
    unit = "century" if m["u"] == "centurie" else m["u"]
    number = _number(m["n"])
    value = f"PT{number}{UNITS[unit]}" if unit in ("hour", "minute") else f"P{number}{UNITS[unit]}"
    if unit == "decade":
        value = f"P{number}E"
    if anchor is None or unit in ("hour", "minute", "century"):
        return "DURATION", value, None, None, unit, True
    months = {"month": 1, "year": 12, "decade": 120}.get(unit)
    days = {"day": 1, "week": 7}.get(unit, 0) * number
    back = shift_months(anchor, -(months or 0) * number) if months else anchor - timedelta(days=days)
    fore = shift_months(anchor, (months or 0) * number) if months else anchor + timedelta(days=days)
    first, last = (anchor, fore) if m["dir"] in ("next", "coming") else (back, anchor)
    return "DURATION", value, first, last, unit, True


def _span(m: re.Match[str], anchor: date | None, forward: bool) -> Found | None:
    unit = "century" if m["u"] == "centurie" else m["u"]
    number = "X" if m["n"].lower() in ("several", "many", "few") else str(_number(m["n"]))
    prefix = "PT" if unit in ("hour", "minute") else "P"
    return "DURATION", f"{prefix}{number}{UNITS[unit]}", None, None, unit, True


def _season(m: re.Match[str], anchor: date | None, forward: bool) -> Found | None:
    code, month = SEASONS[m["s"]]
    year = int(m["y"]) if m["y"] else None
    if year is None:
        if anchor is None or not m["rel"]:
            return None
        year = anchor.year + {"last": 0 if month + 2 < anchor.month else -1, "this": 0, "next": 1}[m["rel"]]
    first = date(year, month, 1)
    return "DATE", f"{year}-{code}", first, shift_months(first, 3) - timedelta(days=1), "season", not m["y"]


def _set(m: re.Match[str], anchor: date | None, forward: bool) -> Found | None:
    if m["adv"]:
        return "SET", {"daily": "P1D", "weekly": "P1W", "monthly": "P1M"}.get(m["adv"], "P1Y"), None, None, "open", False
    return "SET", f"P1{UNITS[m['u']]}", None, None, "open", False


def _anniversary(m: re.Match[str], anchor: date | None, forward: bool) -> Found | None:
    return None if anchor is None else _year_found(anchor.year - int(m["n"]))


def _since(m: re.Match[str], anchor: date | None, forward: bool) -> Found | None:
    return "DATE", m["y"], date(int(m["y"]), 1, 1), anchor, "year", False


def _decade(m: re.Match[str], anchor: date | None, forward: bool) -> Found | None:
    year = int(m["dec"])
    return "DATE", str(year // 10), date(year, 1, 1), date(year + 9, 12, 31), "decade", False


def _century(m: re.Match[str], anchor: date | None, forward: bool) -> Found | None:
    number = int(m["c"])
    if not 1 <= number <= 99:
        return None
    return "DATE", f"{number - 1:02d}", date(number * 100 - 99, 1, 1), date(number * 100, 12, 31), "century", False


def _plain_year(m: re.Match[str], anchor: date | None, forward: bool) -> Found | None:
    return _year_found(int(m["y"] or m["y2"]))


def _now(m: re.Match[str], anchor: date | None, forward: bool) -> Found | None:
    past = "recent" in m.group().lower() or m.group().lower() == "lately"
    return "DATE", "PAST_REF" if past else "PRESENT_REF", None, None, "open", True


READERS: dict[str, Callable[[re.Match[str], date | None, bool], Found | None]] = {
    "iso": _explicit,
    "dmy": _explicit,
    "mdy": _explicit,
    "my": _month,
    "since": _since,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "day": _weekday,
    "word": _word,
    "past": _past,
    "rel": _relative,
    "ago": _ago,
    "anniversary": _anniversary,
    "each": _set,
    "span": _span,
    "now": _now,
    "in": _month,
    "year": _plain_year,
}
AHEAD = re.compile(r"\b(?:will|would|plans? to|planned|due|scheduled|expected|next|upcoming|to be held)\b", re.I)


def _in_sentences(doc: Document) -> Iterator[tuple[int, str]]:
    for sentence in doc.sentences or ():
        yield sentence.start, doc.text[sentence.start : sentence.end]


def find_times(doc: Document) -> tuple[When, ...]:
    """Return the time expressions of the text in order; where two overlap, the pattern listed first wins.

    Values follow TIMEX3 (ISO-TimeML): "2024-05-17", "2024-W20", "P1D", "PAST_REF". Relative ones need
    `doc.published`; without it they keep a value with X or _REF and no interval.
    """
    found: list[When] = []
    for base, text in _in_sentences(doc):
        forward = AHEAD.search(text) is not None
        taken: list[tuple[int, int]] = []
        for name, pattern in SCAN:
            for m in pattern.finditer(text):
                start, end = m.span()
                start += len(m.group()) - len(m.group().lstrip())
                if any(start < stop and begin < end for begin, stop in taken):
                    continue
                read = READERS[name](m, doc.published, forward)
                if read is None:
                    continue
                taken.append((start, end))
                lead = LEADS.match(text[start:end]) if name in ("year", "since", "past", "day") else None
                begin = start + (lead.end() if lead else 0)
                kind, value, first, last, precision, relative = read
                found.append(When(base + begin, base + end, text[begin:end], kind, value, first, last, precision, relative))
    return tuple(sorted(found, key=lambda when: when.start))
