"""Where an act is told to happen: a place with its state, how finely it is known, and where it lies."""

from __future__ import annotations

import pytest
from stages.build import build

from dragoman.knowledge import Knowledge
from dragoman.model import Place

STAGES = ("mentions", "actors", "references", "clauses", "attributions", "modality", "acts", "places")
MET = "China:nsubj met/meet.VBD Japan:dobj"


def place(words: str, knowledge: Knowledge) -> Place | None:
    return (build(words, knowledge, *STAGES).places or {}).get(0)


@pytest.mark.parametrize(
    ("words", "name", "country", "precision"),
    [
        pytest.param(f"{MET} in:prep Geneva:pobj>in .", "Geneva", "CHE", "town", id="a town"),
        pytest.param(f"{MET} in:prep Tehran:pobj>in .", "Tehran", "IRN", "town", id="a capital is a town here"),
        pytest.param(f"{MET} in:prep Chad:pobj>in .", "Chad", "TCD", "country", id="a country"),
        pytest.param(f"{MET} in:prep the:det>Black_Sea Black_Sea:pobj>in .", "Black Sea", "", "water", id="a sea of nobody"),
        pytest.param(
            f"{MET} at:prep the:det>airport Tehran:compound>airport airport:pobj>at .",
            "Tehran", "IRN", "town", id="a site by its town",
        ),
        pytest.param(
            f"{MET} in:prep the:det>city city:pobj>in of:prep>city Geneva:pobj>of .", "Geneva", "CHE", "town", id="the city of",
        ),
        pytest.param(
            "Russia:nsubj attacked/attack.VBD a:det>village village:dobj near:prep>village Kharkiv:pobj>near .",
            "Kharkiv", "UKR", "town",
            id="where what is attacked lies",
        ),
        pytest.param(
            "China:nsubj held/hold.VBD talks.NNS:dobj with:prep>talks Japan:pobj>with in:prep>talks Tehran:pobj>in .",
            "Tehran", "IRN", "town", id="where talks are held",
        ),
        pytest.param(
            "Troops.NNS:nsubj from:prep>Troops Chad:pobj>from attacked/attack.VBD rebels.NNS:dobj in:prep Mali:pobj>in .",
            "Mali", "MLI", "country", id="not where the troops are from",
        ),
        pytest.param(
            "Russia:nsubj attacked/attack.VBD Kharkiv:dobj .", "Kharkiv", "UKR", "town", id="a town attacked",
        ),
        pytest.param(
            "Russia:nsubj attacked/attack.VBD the:det>city city:dobj of:prep>city Kharkiv:pobj>of .", "Kharkiv", "UKR", "town",
            id="the city of, attacked",
        ),
    ],
)  # fmt: skip
def test_where(words: str, name: str, country: str, precision: str, knowledge: Knowledge) -> None:
    found = place(words, knowledge)
    assert found is not None
    assert (found.name, found.country, found.precision) == (name, country, precision)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(f"{MET} .", id="nothing says where"),
        pytest.param(f"{MET} in:prep 2023:pobj>in .", id="in a year"),
        pytest.param(f"{MET} in:prep anger:pobj>in .", id="in anger"),
        pytest.param("China:nsubj attacked/attack.VBD Japan:dobj .", id="a state attacked is a side"),
    ],
)
def test_nowhere(words: str, knowledge: Knowledge) -> None:
    assert place(words, knowledge) is None


def test_a_place_has_coordinates_and_its_words(knowledge: Knowledge) -> None:
    found = place(f"{MET} in:prep Geneva:pobj>in .", knowledge)
    assert found is not None
    assert (found.start, found.end) == (19, 25)
    assert found.lat == pytest.approx(46.2, abs=0.1)
    assert found.lon == pytest.approx(6.1, abs=0.1)


def test_a_country_has_none(knowledge: Knowledge) -> None:
    found = place(f"{MET} in:prep Chad:pobj>in .", knowledge)
    assert found is not None
    assert (found.lat, found.lon) == (None, None)
