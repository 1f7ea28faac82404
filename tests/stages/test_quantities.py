"""How many, of what: people, dead, wounded, arrested, crowds, money, things, between two bounds that count."""

from __future__ import annotations

import pytest
from stages.build import build

from dragoman.knowledge import Knowledge
from dragoman.stages.quantities import read_number

Told = tuple[str, str, float | None, float | None, str]


def told(words: str, knowledge: Knowledge) -> list[Told]:
    """Each quantity as its words, kind, bounds and unit."""
    doc = build(words, knowledge, "quantities")
    return [(doc.text[q.start : q.end], q.kind, q.minimum, q.maximum, q.unit) for q in doc.quantities or ()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            "Troops.NNS:nsubj killed/kill.VBD ten:nummod>men men/man.NNS:dobj .", ("ten", "dead", 10, 10, "man"), id="killed",
        ),
        pytest.param(
            "Ten:nummod>men men/man.NNS:nsubjpass were:auxpass killed/kill.VBN .", ("Ten", "dead", 10, 10, "man"), id="were killed",
        ),
        pytest.param("Ten:nummod>men men/man.NNS:nsubj died/die.VBD .", ("Ten", "dead", 10, 10, "man"), id="died"),
        pytest.param(
            "The:det>raid raid:nsubj wounded/wound.VBD 12:nummod>men men/man.NNS:dobj .",
            ("12", "wounded", 12, 12, "man"), id="wounded",
        ),
        pytest.param(
            "Police:nsubj arrested/arrest.VBD two.CD:compound>hundred hundred:nummod>men men/man.NNS:dobj .",
            ("two hundred", "arrested", 200, 200, "man"), id="arrested",
        ),
        pytest.param(
            "Ten.CD:compound>thousand thousand:nummod>people people:nsubj marched/march.VBD .",
            ("Ten thousand", "crowd", 10_000, 10_000, "people"), id="a crowd",
        ),
        pytest.param("Thousands.NNS:nsubj protested/protest.VBD .", ("Thousands", "crowd", 2_000, None, ""), id="thousands"),
        pytest.param("Iran:nsubj sent/send.VBD 12:nummod>tanks tanks.NNS:dobj .", ("12", "count", 12, 12, "tank"), id="things"),
        pytest.param(
            "Chad:nsubj hosts/host.VBZ 1.5.CD:compound>million million:nummod>refugees refugees.NNS:dobj .",
            ("1.5 million", "count", 1.5e6, 1.5e6, "refugee"), id="a figure and a word",
        ),
        pytest.param(
            "A.DT:quantmod>dozen dozen.NN:nummod>men men/man.NNS:nsubj fled/flee.VBD .",
            ("dozen", "count", 12, 12, "man"), id="a dozen",
        ),
        pytest.param("Iran:nsubj paid/pay.VBD $:nmod>million ~2.5.CD:compound>million million.CD:dobj .",
                     ("$2.5 million", "money", 2.5e6, 2.5e6, "USD"), id="dollars by their sign"),
        pytest.param(
            "Iran:nsubj paid/pay.VBD $:nmod>30 ~30.CD:dobj for:prep it.PRP:pobj>for .", ("$30", "money", 30, 30, "USD"),
            id="dollars without million",
        ),
        pytest.param(
            "Iran:nsubj paid/pay.VBD €:nmod>3bn ~3bn:dobj .", ("€3bn", "money", 3e9, 3e9, "EUR"), id="euros by their sign",
        ),
        pytest.param(
            "Iran:nsubj paid/pay.VBD five.CD:compound>billion billion:nummod>dollars dollars.NNS:dobj .",
            ("five billion", "money", 5e9, 5e9, "USD"), id="dollars by their name",
        ),
        pytest.param(
            "Iran:nsubj paid/pay.VBD 300:nummod>euros euros.NNS:dobj .", ("300", "money", 300, 300, "EUR"), id="euros by name",
        ),
    ],
)  # fmt: skip
def test_what_is_counted(words: str, expected: Told, knowledge: Knowledge) -> None:
    assert told(words, knowledge) == [expected]


@pytest.mark.parametrize(
    ("before", "minimum", "maximum"),
    [
        pytest.param("", 40, 40, id="so many"),
        pytest.param("at.IN:advmod>40 least.JJS:advmod>40", 40, None, id="at least"),
        pytest.param("more.JJR:amod>40 than.IN:quantmod>40", 40, None, id="more than"),
        pytest.param("over.IN:quantmod>40", 40, None, id="over"),
        pytest.param("up.IN:quantmod>40 to.IN:quantmod>40", None, 40, id="up to"),
        pytest.param("nearly:advmod>40", None, 40, id="nearly"),
        pytest.param("some.DT:quantmod>40", 40, 40, id="some"),
    ],
)
def test_bounds(before: str, minimum: float | None, maximum: float | None, knowledge: Knowledge) -> None:
    words = f"Troops.NNS:nsubj killed/kill.VBD {before} 40:nummod>men men/man.NNS:dobj ."
    assert told(words, knowledge) == [("40", "dead", minimum, maximum, "man")]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("He.PRP:nsubj is/be.VBZ one.CD:attr of:prep>one them.PRP:pobj>of .", id="one of them"),
        pytest.param("Troops.NNS:nsubj killed/kill.VBD men/man.NNS:dobj .", id="no number"),
        pytest.param(
            "Resolution.NN:nsubj 242:nummod>Resolution failed/fail.VBD .", id="a resolution's number",
        ),
    ],
)  # fmt: skip
def test_what_is_no_quantity(words: str, knowledge: Knowledge) -> None:
    assert told(words, knowledge) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            "Twenty.CD:compound>five ~-:punct>five ~five:nummod>men men/man.NNS:nsubj died/die.VBD .",
            [("Twenty-five", "dead", 25, 25, "man")], id="a number of two words",
        ),
        pytest.param(
            "Two.CD:compound>hundred hundred:nummod>men and:cc>hundred fifty.CD:conj>hundred men/man.NNS:nsubj died/die.VBD .",
            [("Two hundred and fifty", "dead", 250, 250, "man")], id="a number with and",
        ),
        pytest.param(
            "Between.IN:quantmod>40 40:nummod>men and:cc>40 50.CD:conj>40 men/man.NNS:nsubj died/die.VBD .",
            [("40 and 50", "dead", 40, 50, "man")], id="between two numbers",
        ),
        pytest.param(
            "Iran:nsubj sent/send.VBD 40:nummod>tanks ~-:punct>50 ~50.CD:prep>40 tanks.NNS:dobj .",
            [("40-50", "count", 40, 50, "tank")], id="from one to another",
        ),
        pytest.param(
            "Half.PDT:quantmod>million a.DT:quantmod>million million:nummod>people people:nsubj fled/flee.VBD .",
            [("Half a million", "count", 5e5, 5e5, "people")], id="half a million",
        ),
        pytest.param(
            "Dozens.NNS:nsubjpass of:prep>Dozens men/man.NNS:pobj>of were:auxpass killed/kill.VBN .",
            [("Dozens", "dead", 24, None, "man")], id="dozens of men",
        ),
        pytest.param(
            "Hundreds.NNS:quantmod>thousands of:quantmod>thousands thousands.NNS:nsubj of:prep>thousands men/man.NNS:pobj>of "
            "fled.VBD .",
            [("Hundreds of thousands", "count", 200_000, None, "man")], id="hundreds of thousands",
        ),
        pytest.param(
            "The:det>raid raid:nsubj left/leave.VBD ten.CD:dobj dead:amod>ten .", [("ten", "dead", 10, 10, "")], id="left ten dead",
        ),
    ],
)  # fmt: skip
def test_numbers_of_several_words(words: str, expected: list[Told], knowledge: Knowledge) -> None:
    assert told(words, knowledge) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("seven", 7, id="a word"),
        pytest.param("Ninety", 90, id="a word with a capital"),
        pytest.param("1,200", 1200, id="thousands by a comma"),
        pytest.param("1,200.5", 1200.5, id="with a fraction"),
        pytest.param("3.5", 3.5, id="a fraction"),
        pytest.param("1,5", None, id="unclear"),
        pytest.param("12,34", None, id="no thousands"),
        pytest.param("many", None, id="no number"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_read_number(text: str, value: float | None) -> None:
    assert read_number(text) == value


def test_quantities_are_in_order_of_text(knowledge: Knowledge) -> None:
    words = "Ten:nummod>men men/man.NNS:nsubj paid/pay.VBD $:nmod>30m ~30m:dobj for:prep two:nummod>tanks tanks.NNS:pobj>for ."
    assert [item[0] for item in told(words, knowledge)] == ["Ten", "$30m", "two"]
