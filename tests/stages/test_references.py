"""Pronouns and descriptions stand for somebody told of before: "it", "the two countries", "its allies", "the bloc"."""

from __future__ import annotations

import pytest
from stages.build import build

from dragoman.knowledge import Knowledge
from dragoman.model import Document

STAGES = ("mentions", "actors", "references")
AGREED = "The:det>countries two:nummod>countries countries/country.NNS:nsubj agreed/agree.VBD ."


def links(doc: Document) -> dict[str, list[str]]:
    """For each head that refers the heads it stands for."""
    heads = [doc.tokens[item.head].text for item in doc.mentions or ()]
    return {heads[mention]: [heads[other] for other in others] for mention, others in (doc.references or {}).items()}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            "Putin:nsubj said/say.VBD he.PRP:nsubj>leave would:aux>leave leave.VB:ccomp .", {"he": ["Putin"]},
            id="he is the speaker",
        ),
        pytest.param(
            "Russia:nsubj said/say.VBD it.PRP:nsubj>attack would:aux>attack attack.VB:ccomp .", {"it": ["Russia"]}, id="so is it",
        ),
        pytest.param(
            "Angela_Merkel:nsubj came/come.VBD .\nShe.PRP:nsubj met/meet.VBD Xi_Jinping:dobj .", {"She": ["Angela Merkel"]},
            id="she is the person told of before",
        ),
        pytest.param(
            "The:det>United_Nations United_Nations:nsubj met/meet.VBD .\nIt.PRP:nsubj left/leave.VBD .", {"It": ["United Nations"]},
            id="it is an organisation",
        ),
        pytest.param("Angela_Merkel:nsubj came/come.VBD .\nIt.PRP:nsubj fell/fall.VBD .", {}, id="it is no person"),
        pytest.param("Iran:nsubj left/leave.VBD .\nShe.PRP:nsubj fell/fall.VBD .", {}, id="she is no state"),
        pytest.param("He.PRP:nsubj left/leave.VBD .", {}, id="nobody told of"),
        pytest.param("The:det>army army:nsubj left/leave.VBD Chad:dobj .\nHe.PRP:nsubj fell/fall.VBD .", {}, id="he is no army"),
        pytest.param(
            "Chad:nsubj fell/fall.VBD .\nIts.PRP$:poss>ministry ministry:nsubj confirmed/confirm.VBD it.PRP:dobj .",
            {"Its": ["Chad"], "it": ["Chad"]}, id="nobody owns himself",
        ),
        pytest.param(
            "Angela_Merkel:nsubj met/meet.VBD Xi_Jinping:dobj .\nHe.PRP:nsubj met/meet.VBD Putin:dobj .\n"
            "She.PRP:nsubj left/leave.VBD .",
            {"He": ["Angela Merkel"], "She": ["Putin"]}, id="whoever was he is not she",
        ),
        pytest.param(
            "Troops.NNS:nsubj from:prep>Troops Chad:pobj>from left/leave.VBD .\nMali:nsubj cheered/cheer.VBD .\n"
            "They.PRP:nsubj fell/fall.VBD .", {"They": ["Troops"]}, id="they are several, not one state",
        ),
        pytest.param(
            "Jordan:nsubj met/meet.VBD Chad:dobj .\nThe:det>kingdom kingdom:nsubj left/leave.VBD .", {"kingdom": ["Jordan"]},
            id="a kingdom is a state that is one",
        ),
        pytest.param(
            "The:det>Pacific_Islands_Forum Pacific_Islands_Forum:nsubj met/meet.VBD Chad:dobj .\n"
            "The:det>Forum Forum:nsubj left/leave.VBD .", {"Forum": ["Pacific Islands Forum"]}, id="a body by the last word of its name",
        ),
        pytest.param(
            "Japan:nsubj praised/praise.VBD two:nummod>bombs bombs.NNS:dobj in:prep>bombs Chad:pobj>in .", {},
            id="two bombs are no pair of states",
        ),
        pytest.param("Iran:nsubj recalled/recall.VBD its.PRP$:poss>envoy envoy:dobj .", {"its": ["Iran"]}, id="its own envoy"),
        pytest.param("Iran:nsubj praised/praise.VBD itself.PRP:dobj .", {"itself": ["Iran"]}, id="itself"),
        pytest.param(
            "Russia:nsubj and:cc>Russia China:conj>Russia met/meet.VBD .\nThey.PRP:nsubj agreed/agree.VBD .",
            {"They": ["Russia", "China"]}, id="they are both",
        ),
        pytest.param(
            "Chadian:amod>troops troops.NNS:nsubj left/leave.VBD Mali:dobj .\nThey.PRP:nsubj fell/fall.VBD .", {"They": ["troops"]},
            id="they were the subject",
        ),
        pytest.param(
            "Russia:nsubj met/meet.VBD Hamas:dobj .\nIsrael:nsubj stopped/stop.VBD them/they.PRP:dobj .", {"them": ["Russia"]},
            id="them is not the subject of its own verb",
        ),
        pytest.param(
            "“ We.PRP:nsubj>leave will:aux>leave leave.VB:ccomp , ” Iran:nsubj said/say.VBD .", {"We": ["Iran"]},
            id="we are the speaker",
        ),
        pytest.param(
            "Protesters.NNS:nsubj ,:punct>Protesters who.WP:nsubj>blamed blamed/blame.VBD:relcl>Protesters Iran:dobj>blamed , "
            "left/leave.VBD .",
            {"who": ["Protesters"]}, id="who",
        ),
        pytest.param(
            "The:det>United_States United_States:nsubj and:cc>United_States its.PRP$:poss>allies "
            "allies/ally.NNS:conj>United_States left/leave.VBD .",
            {"its": ["United States"]}, id="its, beside its owner",
        ),
        pytest.param(
            "Russia:nsubj said/say.VBD that:mark>lied Iran:nsubj>lied lied/lie.VBD:ccomp , and:cc it.PRP:nsubj>left "
            "left/leave.VBD:conj .",
            {"it": ["Russia"]}, id="it, beside said, is the speaker",
        ),
    ],
)  # fmt: skip
def test_a_pronoun(words: str, expected: dict[str, list[str]], knowledge: Knowledge) -> None:
    assert links(build(words, knowledge, *STAGES)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            f"China:nsubj and:cc>China Japan:conj>China held/hold.VBD talks.NNS:dobj .\n{AGREED}",
            {"countries": ["China", "Japan"]},
            id="the two countries",
        ),
        pytest.param(f"China:nsubj left/leave.VBD .\n{AGREED}", {}, id="one country is not two"),
        pytest.param(
            f"China:nsubj and:cc>China Japan:conj>China met/meet.VBD in:prep Chad:pobj>in .\n{AGREED}",
            {"countries": ["China", "Japan"]},
            id="where they met is not meant",
        ),
        pytest.param(
            "Russia:nsubj called/call.VBD Chad:dobj and:cc>Chad Mali:conj>Chad .\n"
            "Russia:nsubj praised/praise.VBD both:det>countries countries/country.NNS:dobj .",
            {"countries": ["Chad", "Mali"]}, id="both countries, not the subject",
        ),
        pytest.param(
            "Vladimir_Putin:nsubj met/meet.VBD Xi_Jinping:dobj .\nBoth.DT:nsubj left/leave.VBD .",
            {"Both": ["Vladimir Putin", "Xi Jinping"]}, id="both",
        ),
        pytest.param(
            "Chad:nsubj attacked/attack.VBD Mali:dobj .\nThe:det>former former.JJ:nsubj won/win.VBD .", {"former": ["Chad"]},
            id="the former",
        ),
        pytest.param(
            "Chad:nsubj attacked/attack.VBD Mali:dobj .\nThe:det>latter latter.JJ:nsubj won/win.VBD .", {"latter": ["Mali"]},
            id="the latter",
        ),
        pytest.param(
            "Chad:nsubj met/meet.VBD NATO:dobj .\nThe:det>country country:nsubj left/leave.VBD .", {"country": ["Chad"]},
            id="the country",
        ),
        pytest.param(
            "The:det>European_Union European_Union:nsubj met/meet.VBD Chad:dobj .\nThe:det>bloc bloc:nsubj left/leave.VBD .",
            {"bloc": ["European Union"]}, id="the bloc",
        ),
        pytest.param(
            "Hamas:nsubj fired/fire.VBD .\nThe:det>group group:nsubj left/leave.VBD .", {"group": ["Hamas"]}, id="the group",
        ),
        pytest.param(
            "Hamas:nsubj fired/fire.VBD .\nThe:det>group group:nsubj of:prep>group farmers.NNS:pobj>of left/leave.VBD .", {},
            id="a group of others is none told of",
        ),
        pytest.param("Hamas:nsubj fired/fire.VBD .\nA:det>group group:nsubj left/leave.VBD .", {}, id="nor is a group"),
        pytest.param(
            "Norwegian:amod>police police:nsubj met/meet.VBD Chadian:amod>troops troops.NNS:dobj .\n"
            "The:det>police police:nsubj left/leave.VBD .",
            {"police": ["police"]}, id="the police are those told of",
        ),
        pytest.param(
            "President:compound>Doe Jane:compound>Doe Doe:nsubj of:prep>Doe Chad:pobj>of met/meet.VBD Malian:amod>troops "
            "troops.NNS:dobj .\nThe:det>president president:nsubj left/leave.VBD .",
            {"president": ["Doe"]}, id="the president is whoever had the title",
        ),
        pytest.param(
            "Kharkiv:nsubj burned/burn.VBD .\nThe:det>city city:nsubj fell/fall.VBD .", {"city": ["Kharkiv"]}, id="the city",
        ),
    ],
)  # fmt: skip
def test_a_description(words: str, expected: dict[str, list[str]], knowledge: Knowledge) -> None:
    assert links(build(words, knowledge, *STAGES)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            "Iran:nsubj issued/issue.VBD a:det>statement statement:dobj .\nThe:det>statement statement:nsubj blamed/blame.VBD "
            "them.PRP:dobj .",
            ["Iran"], id="a statement speaks for who issued it",
        ),
        pytest.param(
            "A:det>statement statement:nsubjpass was/be.VBD:auxpass issued/issue.VBN by:agent Iran:pobj>by and:cc>Iran "
            "Chad:conj>Iran .",
            ["Iran", "Chad"], id="issued by two",
        ),
        pytest.param(
            "Iran:nsubj issued/issue.VBD a:det>statement statement:dobj .\n"
            "The:det>statement Chadian:amod>statement statement:nsubj of:prep>statement Chad:pobj>of lied/lie.VBD .",
            ["Iran"], id="a statement of another's is not the one before",
        ),
    ],
)  # fmt: skip
def test_a_document(words: str, expected: list[str], knowledge: Knowledge) -> None:
    doc = build(words, knowledge, *STAGES)
    assert links(doc)["statement"] == expected


@pytest.mark.parametrize(
    ("words", "word", "expected"),
    [
        pytest.param(
            "Uzbekistan:nsubj answered/answer.VBD .\nIts.PRP$:poss>ministry energy:compound>ministry ministry:nsubj "
            "left/leave.VBD .",
            "ministry", ["UZB.GOV noun"], id="its ministry is of that country",
        ),
        pytest.param(
            "Iran:nsubj and:cc>Iran its.PRP$:poss>allies allies/ally.NNS:conj>Iran left/leave.VBD .",
            "allies", ["IRN.ALLY label"], id="its allies are of none",
        ),
        pytest.param(
            f"Vladimir_Putin:nsubj met/meet.VBD Xi_Jinping:dobj .\n{AGREED}",
            "countries", ["RUS reference", "CHN reference"], id="two countries are states, not their presidents",
        ),
    ],
)  # fmt: skip
def test_what_a_pronoun_owns(words: str, word: str, expected: list[str], knowledge: Knowledge) -> None:
    doc = build(words, knowledge, *STAGES)
    mention = next(item for item in doc.mentions or () if doc.tokens[item.head].text == word)
    assert [f"{actor.id} {actor.via}" for actor in (doc.actors or {})[mention.id]] == expected


def test_an_antecedent_far_back_is_not_guessed(knowledge: Knowledge) -> None:
    others = "\n".join("Angela_Merkel:nsubj came/come.VBD ." for _ in range(13))
    assert links(build(f"Iran:nsubj left/leave.VBD .\n{others}\nIt.PRP:nsubj fell/fall.VBD .", knowledge, *STAGES)) == {}


def test_we_in_a_governments_own_text(knowledge: Knowledge) -> None:
    doc = build("We.PRP:nsubj welcome.VBP Chad:dobj .", knowledge, *STAGES, publisher="Ministry of Foreign Affairs of Norway")
    assert [actor.id for actor in (doc.actors or {})[0]] == ["NOR.GOV"]
