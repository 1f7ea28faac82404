"""A mention is the stretch that names an actor or place: its head, with the modifiers before it, and a kind."""

from __future__ import annotations

import pytest
from stages.build import build

from dragoman.knowledge import Knowledge


def mentions(words: str, knowledge: Knowledge) -> list[tuple[str, str]]:
    doc = build(words, knowledge, "mentions")
    return [(doc.text[item.start : item.end], item.kind) for item in doc.mentions or ()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            "Russian:amod>forces forces.NNS:nsubj shelled/shell.VBD Ukrainian:amod>troops troops.NNS:dobj .",
            [("Russian", "nationality"), ("Russian forces", "noun"), ("Ukrainian", "nationality"), ("Ukrainian troops", "noun")],
            id="a modifier is a mention of its own",
        ),
        pytest.param(
            "The:det>minister Norwegian:amod>minister foreign:amod>minister minister:nsubj left/leave.VBD .",
            [("Norwegian", "nationality"), ("Norwegian foreign minister", "noun")], id="without its article",
        ),
        pytest.param(
            "The:det>United_States United_States:nsubj left/leave.VBD Geneva:dobj .",
            [("United States", "state"), ("Geneva", "place")], id="a state and a place",
        ),
        pytest.param("Angela_Merkel:nsubj spoke/speak.VBD .", [("Angela Merkel", "person")], id="a known person"),
        pytest.param(
            "NATO:nsubj met/meet.VBD Hamas:dobj in:prep the:det>Kremlin Kremlin:pobj>in .",
            [("NATO", "organisation"), ("Hamas", "group"), ("Kremlin", "organisation")], id="an organisation, a group, a seat",
        ),
        pytest.param(
            "Norwegian:amod>Minister Foreign:compound>Minister Minister:compound>Doe Jane:compound>Doe Doe:nsubj spoke/speak.VBD .",
            [("Norwegian", "nationality"), ("Minister", "noun"), ("Norwegian Foreign Minister Jane Doe", "person")],
            id="a title makes an unknown name a person",
        ),
        pytest.param(
            "Jane:compound>Doe Doe:nsubj ,:punct>Doe a:det>senator senator:appos>Doe , spoke/speak.VBD .",
            [("Jane Doe", "person"), ("senator", "noun")], id="so does an apposition",
        ),
        pytest.param(
            "Doe:nsubj spoke/speak.VBD to:prep Roe:pobj>to .", [("Doe", "name")], id="an unknown name counts as subject only",
        ),
        pytest.param(
            "They.PRP:nsubj said/say.VBD that:mark>left he.PRP:nsubj>left left/leave.VBD:ccomp .",
            [("They", "pronoun"), ("he", "pronoun")], id="pronouns",
        ),
        pytest.param("Both.DT:nsubj left/leave.VBD .", [("Both", "pronoun")], id="both as subject"),
        pytest.param(
            "Protesters.NNS:nsubj ,:punct>Protesters who.WP:nsubj>left left/leave.VBD:relcl>Protesters , marched/march.VBD .",
            [("Protesters", "noun"), ("who", "pronoun")], id="a relative pronoun",
        ),
        pytest.param("That.DT:nsubj hurts.VBZ .", [], id="that is nobody"),
        pytest.param(
            "The:det>countries two:nummod>countries countries/country.NNS:nsubj agreed/agree.VBD .",
            [("two countries", "noun")], id="the two countries",
        ),
        pytest.param("Countries/country.NNS:nsubj agreed/agree.VBD .", [], id="bare countries point to none"),
        pytest.param("The:det>bloc bloc:nsubj agreed/agree.VBD .", [("bloc", "noun")], id="the bloc points back"),
        pytest.param("A:det>bloc bloc:nsubj agreed/agree.VBD .", [], id="a bloc does not"),
        pytest.param("The:det>former former.JJ:nsubj refused/refuse.VBD .", [("former", "noun")], id="the former"),
        pytest.param(
            "Iran:nsubj and:cc>Iran its.PRP$:poss>allies allies/ally.NNS:conj>Iran left/leave.VBD .",
            [("Iran", "state"), ("its", "pronoun"), ("its allies", "noun")], id="allies with an owner",
        ),
        pytest.param(
            "Allies/ally.NNS:nsubj of:prep>Allies the:det>king king:pobj>of left/leave.VBD .",
            [("Allies", "organisation"), ("king", "noun")], id="the Allies of the war by their capital",
        ),
        pytest.param(
            "A:det>statement statement:nsubj blamed/blame.VBD Iran:dobj .", [("statement", "document"), ("Iran", "state")],
            id="a document speaks for somebody",
        ),
        pytest.param("The:det>talks talks.NNS:nsubj failed/fail.VBD .", [], id="an act is nobody"),
        pytest.param(
            "The:det>rebels Iranian:npadvmod>backed ~-:punct>backed ~backed/back.VBN:amod>rebels rebels.NNS:nsubj left/leave.VBD .",
            [("Iranian", "nationality"), ("Iranian-backed rebels", "noun")], id="a hyphened modifier is told whole",
            marks=pytest.mark.xfail(strict=True, reason="the mention begins within the word: `backed rebels`"),
        ),
    ],
)  # fmt: skip
def test_find_mentions(words: str, expected: list[tuple[str, str]], knowledge: Knowledge) -> None:
    assert mentions(words, knowledge) == expected


def test_mentions_are_numbered_in_order_of_text_and_found_by_head(knowledge: Knowledge) -> None:
    doc = build("Iran:nsubj and:cc>Iran Chad:conj>Iran met/meet.VBD Mali:dobj .", knowledge, "mentions")
    found = doc.mentions or ()
    assert [item.id for item in found] == [0, 1, 2]
    assert {doc.tokens[head].text: mention for head, mention in doc.heads.items()} == {"Iran": 0, "Chad": 1, "Mali": 2}
