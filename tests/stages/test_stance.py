"""A word of judgement is about an actor, good or bad by degrees, and somebody's: the author's or a source's."""

from __future__ import annotations

import pytest
from stages.build import build

from dragoman.knowledge import Knowledge
from dragoman.model import Boilerplate

STAGES = ("mentions", "actors", "references", "clauses", "attributions", "stance")
Judged = tuple[str, int, int, str]


def judged(words: str, knowledge: Knowledge) -> list[Judged]:
    """Each judgement as its cue, polarity, strength and the id of the actor judged."""
    found = build(words, knowledge, *STAGES).stance or ()
    return [(item.cue, item.polarity, item.strength, item.actors[0].id) for item in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("Chad:nsubj is/be.VBZ reckless:acomp .", [("reckless", -1, 3, "TCD")], id="said of it"),
        pytest.param("Chad:nsubj is/be.VBZ peaceful:acomp .", [("peaceful", 1, 1, "TCD")], id="praise"),
        pytest.param("Chad:nsubj is/be.VBZ not:neg reckless:acomp .", [("reckless", 1, 3, "TCD")], id="denied, it turns"),
        pytest.param(
            "Brutal:amod>troops Chadian:amod>troops troops.NNS:nsubj left/leave.VBD .",
            [("brutal", -1, 3, "TCD.MIL")], id="before its noun",
        ),
        pytest.param(
            "Chad:poss>attack 's:case>Chad cowardly:amod>attack attack:nsubj failed/fail.VBD .", [("cowardly", -1, 3, "TCD")],
            id="of what an actor did",
        ),
        pytest.param("Chad:nsubj acted/act.VBD heroically:advmod .", [("heroically", 1, 3, "TCD")], id="how it acted"),
        pytest.param(
            "The:det>regime Chadian:amod>regime regime:nsubj fell/fall.VBD .",
            [("regime", -1, 2, "TCD.GOV")], id="a name that judges",
        ),
        pytest.param("It.PRP:nsubj was/be.VBD a:det>raid reckless:amod>raid raid:attr .", [], id="of nobody"),
        pytest.param("Chad:nsubj met/meet.VBD Mali:dobj .", [], id="no judgement"),
        pytest.param(
            "Chad:nsubj undermines/undermine.VBZ peace:dobj .",
            [("undermine", -1, 2, "TCD")], id="what is undermined is not its merit",
        ),
    ],
)  # fmt: skip
def test_who_is_judged(words: str, expected: list[Judged], knowledge: Knowledge) -> None:
    assert judged(words, knowledge) == expected


@pytest.mark.parametrize(
    ("words", "holder"),
    [
        pytest.param("Chad:nsubj is/be.VBZ reckless:acomp .", "author", id="the author"),
        pytest.param(
            "Iran:nsubj said/say.VBD that:mark>is Chad:nsubj>is is/be.VBZ:ccomp reckless:acomp>is .", "actor Iran", id="a source",
        ),
        pytest.param(
            "Iran:nsubj said/say.VBD that:mark>claimed Mali:nsubj>claimed claimed/claim.VBD:ccomp "
            "Chad:nsubj>is is/be.VBZ:ccomp>claimed reckless:acomp>is .",
            "actor Mali", id="the innermost of two",
        ),
        pytest.param(
            "The:det>troops “:punct>brutal brutal:amod>troops ”:punct>brutal Chadian:amod>troops troops.NNS:nsubj left/leave.VBD .",
            "author", id="a word held at arm's length",
        ),
    ],
)  # fmt: skip
def test_whose_judgement_it_is(words: str, holder: str, knowledge: Knowledge) -> None:
    doc = build(words, knowledge, *STAGES)
    (item,) = doc.stance or ()
    source = item.holder
    assert f"{source.kind} {doc.text[source.start : source.end] if source.start is not None else ''}".strip() == holder


def test_boilerplate_judges_nobody(knowledge: Knowledge) -> None:
    words = "Chad:nsubj is/be.VBZ reckless:acomp ."
    assert build(words, knowledge, *STAGES, boilerplate=(Boilerplate(0, 17, "disclaimer"),)).stance == ()


def test_a_judgement_knows_its_words(knowledge: Knowledge) -> None:
    doc = build("Chad:nsubj is/be.VBZ reckless:acomp .", knowledge, *STAGES)
    (item,) = doc.stance or ()
    assert (doc.text[item.start : item.end], doc.text[item.target.start : item.target.end]) == ("reckless", "Chad")
