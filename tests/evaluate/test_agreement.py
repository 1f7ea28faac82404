"""Agreement of coders: Krippendorff's alpha as his own worked examples have it, and what is said with too little."""

from __future__ import annotations

import pytest

from dragoman.evaluate.agreement import FEWEST, Unit, agree, alpha

# Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability (University of Pennsylvania, Annenberg School): one
# line an observer, one character a unit, a dot where nothing was said. Parts A (two observers, two values), B (two
# observers, nominal values) and C (four observers, 12 units, some values missing).
TWO_VALUES = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
MISSING = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def units(*observers: str) -> list[Unit]:
    columns = zip(*observers, strict=True)
    return [{f"o{who}": value for who, value in enumerate(column) if value != "."} for column in columns]


@pytest.mark.parametrize(
    ("observers", "published"),
    [
        pytest.param(TWO_VALUES, 0.095, id="two observers, two values"),
        pytest.param(NOMINAL, 0.692, id="two observers, nominal values"),
        pytest.param(MISSING, 0.743, id="four observers, values missing"),
    ],
)
def test_alpha_is_that_of_the_published_examples(observers: tuple[str, ...], published: float) -> None:
    assert alpha(units(*observers)) == pytest.approx(published, abs=0.0005)


def test_alpha_is_one_where_all_agree_and_below_nothing_where_they_oppose() -> None:
    assert alpha(units("abcabc", "abcabc")) == 1
    assert (alpha(units("ababab", "bababa")) or 0) < 0


def test_where_all_say_one_thing_or_nobody_a_second_there_is_no_alpha() -> None:
    assert alpha(units("aaaa", "aaaa")) is None
    assert alpha(units("abab", "....")) is None


def test_of_too_few_units_nothing_is_said_but_how_many_there_are() -> None:
    (found,) = agree({"actor": units("abab", "abaa")})
    assert (found.units, found.coders, found.agreed) == (4, 2, 3)
    assert (found.alpha, found.low, found.high) == (None, None, None)
    assert found.note == f"too few to say: under {FEWEST} units"


def test_agreement_comes_with_an_interval_over_units_and_what_it_rests_on() -> None:
    said = units("abcd" * 10 + "x", "abcd" * 9 + "abca" + ".")
    (found,) = agree({"status": said})
    assert (found.units, found.coders, found.agreed) == (40, 2, 39)  # what only one judged is no unit
    assert found.alpha is not None
    assert found.low is not None
    assert found.high is not None
    assert 0.85 < found.low < found.alpha < found.high <= 1
    assert agree({"status": said}) == (found,)


def test_where_every_unit_says_one_thing_the_table_says_so() -> None:
    (found,) = agree({"right": units("a" * 30, "a" * 30)})
    assert (found.agreed, found.alpha, found.note) == (30, None, "all say one thing: alpha is not defined")
