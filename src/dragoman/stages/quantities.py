"""Find how many: people, casualties, money, weapons, with lower and upper bounds."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.grammar.tree import first, under
from dragoman.model import Document, Quantity, Token

WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12,
    "m": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "k": 1_000,
}
# What a plural tells at least; "hundreds of thousands" are two hundred times a thousand.
PLURALS = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2e6, "billions": 2e9}
SCALES = {"thousands": 1_000, "millions": 1e6, "billions": 1e9}
TENS = frozenset({"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"})
FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
AT_LEAST = re.compile(r"(?:at least|more than|over|no fewer than|no less than|upwards of|exceeding)\s+(?:an?\s+)?\W?$", re.I)
AT_MOST = re.compile(r"(?:up to|at most|no more than|fewer than|less than|nearly|almost|under)\s+(?:an?\s+)?\W?$", re.I)
MONEY = re.compile(r"(?P<sign>US\$|A\$|C\$|\$|€|£|¥)\s?(?P<n>[\d,.]*\d)(?:\s?(?P<scale>million|billion|trillion|bn|m|mn|k)\b)?")
CURRENCIES = {"$": "USD", "US$": "USD", "A$": "AUD", "C$": "CAD", "€": "EUR", "£": "GBP", "¥": "JPY"}
CURRENCY_NOUNS = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "ruble": "RUB",
    "rouble": "RUB",
    "rupee": "INR",
}
RANGES = frozenset({"to", "-", "–", "or"})
# A number beside one of these is a day or a year of a date, whether the calendar has that day or not.
MONTHS = frozenset((*calendar.month_name[1:], *calendar.month_abbr[1:], "Sept"))
DEAD = frozenset({"kill", "dead", "die", "murder", "massacre", "execute", "slay"})
HURT = frozenset({"wound", "injure", "hurt", "maim"})
HELD = frozenset({"arrest", "detain", "jail", "imprison", "capture", "hold"})
CROWD = frozenset({"demonstrate", "protest", "rally", "march", "gather"})


def read_number(text: str) -> float | None:
    """The value of a figure or number word; None where it is none. "1,5" is unclear and read as none."""
    text = text.lower().strip()
    if text in WORDS:
        return WORDS[text]
    figure = text.rstrip("kmbn")  # "2.5bn" is one token
    scale = WORDS.get(text[len(figure) :]) if figure != text else 1
    return float(figure.replace(",", "")) * scale if scale and FIGURE.fullmatch(figure) else None


def _bounds(doc: Document, start: int, value: float) -> tuple[float | None, float | None]:
    before = doc.text[max(0, start - 18) : start]
    if AT_LEAST.search(before):
        return value, None
    if AT_MOST.search(before):
        return None, value
    return value, value


class _Number(NamedTuple):
    """A number as written: `tokens[first:last + 1]`, and its bounds."""

    first: int
    last: int
    low: float | None
    high: float | None


def _one(doc: Document, index: int) -> tuple[float | None, int]:
    """The value of the number that begins at a token and its last token: "twenty-five", "two hundred and fifty"."""
    tokens = doc.tokens
    word = tokens[index].text.lower()
    value = read_number(word)
    last = index

    def text(offset: int) -> str:
        return tokens[last + offset].text.lower() if last + offset < len(tokens) else ""

    if value is not None and word in TENS and text(1) == "-" and 0 < WORDS.get(text(2), 0) < 10:
        value, last = value + WORDS[text(2)], last + 2
    while (more := WORDS.get(text(1))) and more >= 100:
        value, last = value * more if value is not None else None, last + 1
        # "two hundred and fifty", in words as in figures only after a round hundred
        rest = WORDS.get(text(2), 0) if text(1) == "and" else 0
        if value is not None and 0 < rest < more and text(-1) in WORDS and text(3) not in WORDS:
            value, last = value + rest, last + 2
    return value, last


def _plural(doc: Document, index: int) -> _Number:
    """What a bare plural tells: "dozens", "hundreds of thousands"."""
    tokens = doc.tokens
    low = PLURALS[tokens[index].text.lower()]
    if index + 2 < len(tokens) and tokens[index + 1].text.lower() == "of":
        scale = SCALES.get(tokens[index + 2].text.lower())
        if scale is not None:
            return _Number(index, index + 2, low * scale, None)
    return _Number(index, index, low, None)


def _number(doc: Document, index: int) -> _Number | None:
    """The number that begins at a token, a span of two read as one: "40 to 50", "between 40 and 50", "half a million"."""
    tokens = doc.tokens
    token = tokens[index]
    word = token.text.lower()
    if word in PLURALS:
        return _plural(doc, index)
    if word == "half" and index + 2 < len(tokens) and tokens[index + 1].text.lower() == "a":
        whole = WORDS.get(tokens[index + 2].text.lower(), 0)
        return _Number(index, index + 2, whole / 2, whole / 2) if whole >= 12 else None
    if token.pos != "NUM" and token.lemma != "dozen":
        return None
    value, last = _one(doc, index)
    if value is None:
        return _Number(index, last, None, None)
    joint = tokens[last + 1].text.lower() if last + 2 < len(tokens) else ""
    between = index > 0 and tokens[index - 1].text.lower() == "between"
    if (joint in RANGES or (joint == "and" and between)) and read_number(tokens[last + 2].text) is not None:
        upper, end = _one(doc, last + 2)
        if upper is not None and WORDS.get(tokens[end].text.lower(), 0) >= 1_000 > value:
            value *= WORDS[tokens[end].text.lower()]  # "two to three million"
        if upper is not None and value < upper:
            return _Number(index, end, value, upper)
    return _Number(index, last, *_bounds(doc, token.start, value))


def _noun(doc: Document, number: _Number) -> int:
    """The word a number counts: its noun, what stands after "dozens of", or the verb it is an argument of."""
    tokens = doc.tokens
    token = tokens[number.last]
    after = tokens[min(number.last + 1, len(tokens) - 1)]  # "2.5m euros": the parser hangs the "m" on the verb
    if after.lemma.removesuffix("s") in CURRENCY_NOUNS:
        return after.i
    if tokens[number.first].text.lower() in PLURALS and after.text.lower() == "of":
        counted = first(doc, after.i, "pobj")
        if counted is not None:
            return counted
    noun = tokens[token.head]
    seen = 0
    while (number.first <= noun.i <= number.last or noun.pos == "NUM") and noun.head != noun.i and seen < 4:
        noun, seen = tokens[noun.head], seen + 1
    return noun.i


def _verb_over(doc: Document, number: _Number, noun: Token) -> str:
    """The verb that tells what became of those counted."""
    tokens = doc.tokens
    if noun.pos == "VERB":
        return noun.lemma
    plural = tokens[number.first].text.lower() in PLURALS and noun.i > number.last
    return tokens[tokens[number.last if plural else noun.i].head].lemma


def _kind(doc: Document, number: _Number) -> tuple[str, str, int] | None:
    """What a number counts, its unit, and the noun or verb it hangs on; None where it counts nothing."""
    tokens = doc.tokens
    token = tokens[number.last]
    noun = tokens[_noun(doc, number)]
    if (currency := noun.lemma.removesuffix("s")) in CURRENCY_NOUNS:
        return "money", CURRENCY_NOUNS[currency], noun.i
    if token.dep in ("nummod", "appos") and noun.i == number.first - 1 and noun.pos in ("NOUN", "PROPN"):
        return None  # "Resolution 242" is a name
    before = tokens[number.first - 1] if number.first else token
    if before.pos in ("NOUN", "PROPN") and before.head == number.last and before.dep in ("compound", "nmod"):
        return None
    verb = _verb_over(doc, number, noun) if noun.i not in doc.act_nouns else ""  # "held 40 summits" arrests nobody
    for kind, verbs in (("dead", DEAD), ("wounded", HURT), ("arrested", HELD), ("crowd", CROWD)):
        if verb in verbs:
            # "killed 17" does not say of what: the verb is no unit
            return kind, "" if noun.pos == "VERB" else noun.lemma, noun.i
        if token.dep in ("dobj", "nsubj") and any(tokens[child].lemma in verbs for child in under(doc, token.i, "amod", "acomp")):
            return kind, "", token.i  # "left ten dead"
    if noun.pos in ("NOUN", "PROPN"):
        return None if noun.text.strip(".") in MONTHS else ("count", noun.lemma, noun.i)
    if tokens[number.first].text.lower() in PLURALS and token.dep in ("nsubj", "nsubjpass", "dobj"):
        return "count", "", token.i  # "hundreds fled"
    return None


def _money(doc: Document) -> Iterator[Quantity]:
    """Amounts by their sign: "£2bn"."""
    starts = [token.start for token in doc.tokens]
    for m in MONEY.finditer(doc.text):
        value = read_number(m["n"])
        if value is not None:
            value *= WORDS.get((m["scale"] or "").lower(), 1)
            low, high = _bounds(doc, m.start(), value)
            token = bisect_right(starts, m.start()) - 1
            yield Quantity(m.start(), m.end(), "money", low, high, CURRENCIES[m["sign"]], max(token, 0))


def find_quantities(doc: Document) -> tuple[Quantity, ...]:
    """Return numbers with what they count; bounds are inclusive, None where open."""
    found = list(_money(doc))
    covered = [m.span() for m in MONEY.finditer(doc.text)]
    covered += [(when.start, when.end) for when in doc.times or ()]  # "seven months ago" counts nothing
    covered.sort()
    starts = [start for start, _ in covered]
    index = 0
    while index < len(doc.tokens):
        token = doc.tokens[index]
        near = bisect_right(starts, token.start) - 1
        number = None if near >= 0 and token.start < covered[near][1] else _number(doc, index)
        index += 1
        if number is None:
            continue
        index = number.last + 1
        # "1,5 million" is unclear as a whole: not a million
        told = _kind(doc, number) if (number.low, number.high) != (None, None) else None
        if told is not None:
            kind, unit, noun = told
            found.append(Quantity(token.start, doc.tokens[number.last].end, kind, number.low, number.high, unit, noun))
    return tuple(sorted(found, key=lambda item: item.start))
