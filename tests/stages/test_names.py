"""Every known name is found in the raw text: the longest, as a whole word, whatever its accents and quotes."""

from __future__ import annotations

import itertools

import pytest
from stages.build import run

from dragoman.knowledge import Knowledge
from dragoman.model import Article
from dragoman.pipeline import open_document


def named(text: str, knowledge: Knowledge) -> list[tuple[str, str]]:
    """The words of each name and the ids of all that bear it, joined by `/`."""
    entries = knowledge.actors.entries
    hits = run(open_document(Article(text)), knowledge, "names").names or ()
    return [(text[hit.start : hit.end], "/".join(sorted({entries[index].id for index in hit.entries}))) for hit in hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("North Korea fired.", [("North Korea", "PRK")], id="longest name wins"),
        pytest.param(
            "Guinea-Bissau, Papua New Guinea and Guinea met.",
            [("Guinea-Bissau", "GNB"), ("Papua New Guinea", "PNG"), ("Guinea", "GIN")], id="a name inside others",
        ),
        pytest.param("South Sudan and Sudan met.", [("South Sudan", "SSD"), ("Sudan", "SDN")], id="a state split in two"),
        pytest.param(
            "Bosnia and Herzegovina signed.", [("Bosnia and Herzegovina", "BIH")], id="a name with and in it",
        ),
        pytest.param("Nigerians and Nigeriens met.", [("Nigerians", "NGA"), ("Nigeriens", "NER")], id="peoples told apart"),
        pytest.param("The normalisation in Normali failed.", [], id="no name inside a word"),
        pytest.param("Mali-based rebels met Mali's army.", [("Mali", "MLI"), ("Mali", "MLI")], id="a hyphen or 's ends a word"),
        pytest.param("The U.S.-China talks failed.", [("U.S.", "USA"), ("China", "CHN")], id="dots belong to a name"),
        pytest.param("The US spoke to us.", [("US", "USA")], id="case tells the US from us"),
        pytest.param("He ate turkey off china.", [], id="a bird and a plate"),
        pytest.param("The Seychelles and Seychelles met.", [("Seychelles", "SYC")] * 2, id="no article in a name"),
        pytest.param("Moscow and the Kremlin spoke.", [("Moscow", "RUS/SUN"), ("Kremlin", "RUS/SUN")], id="all that bear a name"),
        pytest.param("Kharkiv fell.", [("Kharkiv", "place.kharkiv")], id="a place"),
        pytest.param(
            "Hamas and the African Union met.", [("Hamas", "HAMAS"), ("African Union", "AU")], id="a group and an organisation",
        ),
        pytest.param("", [], id="an empty text"),
        pytest.param(
            "TURKEY ATTACKS SYRIA", [("TURKEY", "TUR"), ("SYRIA", "SYR")], id="a headline in capitals",
            marks=pytest.mark.xfail(strict=True, reason="names are known only as they are written in running text"),
        ),
        pytest.param(
            "Georgia Smith spoke.", [], id="a given name that is a state's",
            marks=pytest.mark.xfail(strict=True, reason="a state's name before an unknown surname is still the state"),
        ),
    ],
)  # fmt: skip
def test_names_in_a_text(text: str, expected: list[tuple[str, str]], knowledge: Knowledge) -> None:
    assert named(text, knowledge) == expected


@pytest.mark.parametrize(
    ("text", "words", "bearer"),
    [
        pytest.param("Côte d’Ivoire voted.", "Côte d’Ivoire", "CIV", id="accent and curly apostrophe"),
        pytest.param("Cote d'Ivoire voted.", "Cote d'Ivoire", "CIV", id="neither"),
        pytest.param("Turkiye voted.", "Turkiye", "TUR", id="without its dots"),
        pytest.param(
            "Recep Tayyip Erdoğan spoke.", "Recep Tayyip Erdoğan", "TUR.recep-tayyip-erdogan", id="a person with the accent"
        ),
        pytest.param("Recep Tayyip Erdogan spoke.", "Recep Tayyip Erdogan", "TUR.recep-tayyip-erdogan", id="a person without it"),
        pytest.param("Guinea–Bissau voted.", "Guinea–Bissau", "GNB", id="a dash for a hyphen"),
        pytest.param("South\u00a0Korea voted.", "South\u00a0Korea", "KOR", id="a blank that does not break"),
        pytest.param("\U0001f5de️ Zimbabwe voted.", "Zimbabwe", "ZWE", id="after signs of two code points"),
    ],
)
def test_spelling_does_not_matter(text: str, words: str, bearer: str, knowledge: Knowledge) -> None:
    assert named(text, knowledge) == [(words, bearer)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Merkel spoke.", ["Merkel"], id="a rare surname stands alone"),
        pytest.param("Johnson left.", [], id="a common one does not"),
        pytest.param("Boris Johnson spoke. Johnson left.", ["Boris Johnson", "Johnson"], id="but after its full name"),
        pytest.param("Johnson left, and Boris Johnson spoke.", ["Johnson", "Boris Johnson"], id="or before it"),
        pytest.param("May left.", [], id="a month"),
        pytest.param(
            "Theresa May spoke. In May she left.", ["Theresa May"], id="a month after its namesake",
            marks=pytest.mark.xfail(strict=True, reason="once Theresa May is told of, every May is she"),
        ),
        pytest.param("Congress met.", [], id="a body that could be anyone's"),
        pytest.param("American senators said that Congress met.", ["American", "Congress"], id="but beside its state"),
        pytest.param("The White House spoke.", ["White House"], id="a seat that is no other's"),
    ],
)  # fmt: skip
def test_a_name_that_means_other_things_needs_its_bearer(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert [words for words, _ in named(text, knowledge)] == expected


def test_hits_are_in_order_and_never_overlap(knowledge: Knowledge) -> None:
    text = "The Papua New Guinea government, the United Nations Security Council and South African President Cyril Ramaphosa met."
    hits = run(open_document(Article(text)), knowledge, "names").names or ()
    assert all(earlier.end <= later.start for earlier, later in itertools.pairwise(hits))
    assert len(hits) == 4


def test_a_title_is_read_with_the_body(knowledge: Knowledge) -> None:
    doc = run(open_document(Article("Johnson left.", title="Boris Johnson resigns")), knowledge, "names")
    assert [doc.text[hit.start : hit.end] for hit in doc.names or ()] == ["Boris Johnson", "Johnson"]
