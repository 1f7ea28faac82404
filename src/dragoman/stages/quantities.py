"""Find how many: people, casualties, money, weapons, with lower and upper bounds."""

from __future__ import annotations

import calendar
import re

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
PLURALS = {"dozens": (24, None), "scores": (40, None), "hundreds": (200, None), "thousands": (2_000, None), "millions": (2e6, None)}
FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
AT_LEAST = re.compile(r"(?:at least|more than|over|no fewer than|no less than|upwards of|exceeding)\s+(?:an?\s+)?\W?$", re.I)
AT_MOST = re.compile(r"(?:up to|at most|no more than|fewer than|less than|nearly|almost|under)\s+(?:an?\s+)?\W?$", re.I)
MONEY = re.compile(r"(?P<sign>US\$|A\$|C\$|\$|€|£|¥)\s?(?P<n>[\d,.]+)\s?(?P<scale>million|billion|trillion|bn|m|mn|k)?\b")
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


def _kind(doc: Document, token: Token) -> tuple[str, str, int]:
    """What a number counts, its unit, and the noun or verb it hangs on."""
    after = doc.tokens[min(token.i + 1, len(doc.tokens) - 1)]  # "2.5m euros": the parser hangs the "m" on the verb
    noun = after if after.lemma.removesuffix("s") in CURRENCY_NOUNS else doc.tokens[token.head]
    while noun.pos == "NUM" and noun.head != noun.i:
        noun = doc.tokens[noun.head]
    if (currency := noun.lemma.removesuffix("s")) in CURRENCY_NOUNS:
        return "money", CURRENCY_NOUNS[currency], noun.i
    verb = doc.tokens[noun.head].lemma if noun.pos != "VERB" else noun.lemma
    for kind, verbs in (("dead", DEAD), ("wounded", HURT), ("arrested", HELD), ("crowd", CROWD)):
        if verb in verbs or (noun.lemma == "people" and doc.tokens[noun.head].lemma in verbs):
            return kind, noun.lemma, noun.i
    return "count", noun.lemma, noun.i


def find_quantities(doc: Document) -> tuple[Quantity, ...]:
    """Return numbers with what they count; bounds are inclusive, None where open."""
    found: list[Quantity] = []
    covered: list[tuple[int, int]] = []
    for m in MONEY.finditer(doc.text):
        value = read_number(m["n"].strip(".,"))
        if value is None:
            continue
        value *= WORDS.get((m["scale"] or "").lower(), 1)
        low, high = _bounds(doc, m.start(), value)
        found.append(Quantity(m.start(), m.end(), "money", low, high, CURRENCIES[m["sign"]]))
        covered.append(m.span())
    tokens = doc.tokens
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token.pos != "NUM" and token.text.lower() not in PLURALS and token.lemma != "dozen":
            continue
        if any(start <= token.start < end for start, end in covered):
            continue
        if token.text.lower() in PLURALS:
            bounds: tuple[float | None, float | None] = PLURALS[token.text.lower()]
            end, last = token.end, token
        else:
            value = read_number(token.text)
            if value is None:
                while index < len(tokens) and WORDS.get(tokens[index].text.lower(), 0) >= 100:
                    index += 1  # "1,5 million" is unclear as a whole: not a million
                continue
            last = token
            while index < len(tokens) and (more := WORDS.get(tokens[index].text.lower())) and more >= 100:
                value *= more
                last = tokens[index]
                index += 1
            bounds, end = _bounds(doc, token.start, value), last.end
        kind, unit, noun = _kind(doc, last)
        if kind == "count" and (doc.tokens[noun].pos not in ("NOUN", "PROPN") or doc.tokens[noun].text.strip(".") in MONTHS):
            continue
        found.append(Quantity(token.start, end, kind, bounds[0], bounds[1], unit, noun))
    return tuple(sorted(found, key=lambda item: item.start))
