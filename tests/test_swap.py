"""No favourites: swap two states in a sentence, and the codes swap with them, nothing else."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import pytest

from dragoman.api import Coder
from dragoman.model import Article, Document


class State(NamedTuple):
    code: str
    name: str
    adjective: str
    capital: str


# Great and small, one word and two, plural and singular, names that are persons, birds and towns too.
STATES = [
    State("USA", "the United States", "American", "Washington"),
    State("RUS", "Russia", "Russian", "Moscow"),
    State("CHN", "China", "Chinese", "Beijing"),
    State("TUR", "Turkey", "Turkish", "Ankara"),
    State("TCD", "Chad", "Chadian", "N'Djamena"),
    State("GEO", "Georgia", "Georgian", "Tbilisi"),
    State("JOR", "Jordan", "Jordanian", "Amman"),
    State("IRN", "Iran", "Iranian", "Tehran"),
    State("BRA", "Brazil", "Brazilian", "Brasilia"),
    State("KEN", "Kenya", "Kenyan", "Nairobi"),
    State("NZL", "New Zealand", "New Zealand", "Wellington"),
    State("JPN", "Japan", "Japanese", "Tokyo"),
    State("KOR", "South Korea", "South Korean", "Seoul"),
    State("LKA", "Sri Lanka", "Sri Lankan", "Colombo"),
    State("FRA", "France", "French", "Paris"),
    State("PHL", "the Philippines", "Philippine", "Manila"),
    State("NGA", "Nigeria", "Nigerian", "Abuja"),
    State("MLI", "Mali", "Malian", "Bamako"),
    State("CUB", "Cuba", "Cuban", "Havana"),
    State("ISL", "Iceland", "Icelandic", "Reykjavik"),
]
SENTENCES = [
    "{a.name} accused {b.name} of violating the truce.",
    "On Tuesday {a.adjective} forces shelled {b.adjective} positions near the border.",
    "{a.capital} expelled two {b.adjective} diplomats.",
    "The {a.adjective} foreign minister met the {b.adjective} president in Geneva.",
    "Officials said {a.name} and {b.name} signed an agreement on trade.",
    "{a.capital} imposed sanctions on {b.name}.",
    "{a.capital} said it would send aid to {b.name}.",
    "{b.name} was invaded by {a.name}.",
    "{a.adjective} police arrested a {b.adjective} journalist who had criticized {a.capital}.",
]
ENOUGH = 0.99


def codes(doc: Document, a: State, b: State) -> list[tuple[object, ...]]:
    """What was coded, with the two states written as a and b."""

    def side(parties: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(({a.code: "a", b.code: "b"}.get(p.country, p.country), p.sector, p.via) for p in parties)  # type: ignore[attr-defined]

    return [(e.event_type, e.mode, side(e.actor), side(e.recipient), e.status, e.rule, e.happened) for e in doc.events or ()]


@pytest.fixture(scope="module")
def readings(coder: Coder) -> dict[tuple[str, str, str], list[tuple[object, ...]]]:
    """Each sentence read for each ordered pair of states."""
    keys, texts = [], []
    for sentence in SENTENCES:
        for a in STATES:
            for b in STATES:
                if a is not b:
                    text = sentence.format(a=a, b=b)
                    keys.append((sentence, a, b))
                    texts.append(Article(text[0].upper() + text[1:]))
    docs = coder.read_many(texts)
    return {(sentence, a.code, b.code): codes(doc, a, b) for (sentence, a, b), doc in zip(keys, docs, strict=True)}


def test_codes_swap_with_the_states(readings: dict[tuple[str, str, str], list[tuple[object, ...]]]) -> None:
    failures = [
        f"{sentence.format(a=a, b=b)}: {readings[sentence, a.code, b.code]} but {readings[sentence, b.code, a.code]} when swapped"
        for sentence in SENTENCES
        for a, b in combinations(STATES, 2)
        if readings[sentence, a.code, b.code] != readings[sentence, b.code, a.code]
    ]
    pairs = len(SENTENCES) * len(STATES) * (len(STATES) - 1) // 2
    assert 1 - len(failures) / pairs >= ENOUGH, "\n".join(failures)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence_is_coded_for_every_pair(
    sentence: str, readings: dict[tuple[str, str, str], list[tuple[object, ...]]]
) -> None:
    uncoded = [
        key[1:] for key, found in readings.items() if key[0] == sentence and not any({"a", "b"} <= _sides(row) for row in found)
    ]
    assert not uncoded


def _sides(row: tuple[object, ...]) -> set[object]:
    return {party[0] for side in row[2:4] for party in side}  # type: ignore[union-attr, index, attr-defined]
