"""Fold what spelling varies in (accents, quotes, dashes) without moving a single character."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SAME_SIGN = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‑": "-", "‐": "-", "–": "-", "\u00a0": " ", "\u2009": " "}


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character in SAME_SIGN:
        return SAME_SIGN[character]
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() and base.isprintable() else character


def fold(text: str) -> str:
    """The text with accents off and quotes and dashes plain; as long as before, so offsets stay."""
    return text if text.isascii() else "".join(map(_folded, text))


def plural(noun: str) -> str:
    """The regular English plural of a noun: "army" armies, "coach" coaches, "troop" troops."""
    head, _, last = noun.rpartition(" ")
    if last.endswith("man") and last not in ("german", "shaman", "human", "ottoman", "roman", "talisman"):
        last = last[:-3] + "men"
    elif last.endswith("person") and last != "person":
        last = last[:-6] + "people"
    elif last.endswith("y") and last[-2:-1] not in tuple("aeiou"):
        last = last[:-1] + "ies"
    elif last.endswith(("s", "x", "ch", "sh", "z")):
        last += "es"
    else:
        last += "s"
    return f"{head} {last}" if head else last
