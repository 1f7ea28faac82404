"""Who says it: each report of speech, belief or intent has a source, a cue, its strength, and what is said."""

from __future__ import annotations

import pytest
from stages.build import build

from dragoman.knowledge import Knowledge
from dragoman.model import Attribution, Document, Genre
from dragoman.stages.attributions import find_quotes

STAGES = ("mentions", "actors", "references", "clauses", "attributions")


def source(doc: Document, item: Attribution) -> str:
    """The kind of source and the words that name it: "actor Iran"."""
    return f"{item.source.kind} {doc.text[item.source.start : item.source.end] if item.source.start is not None else ''}".strip()


def said(doc: Document) -> list[tuple[str, str, str]]:
    """Each source, how strongly it says it, and what, its pieces joined by ` … `."""
    return [
        (source(doc, item), f"{item.lemma} {item.strength}", " … ".join(doc.text[span.start : span.end] for span in item.content))
        for item in doc.attributions or ()
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            "Iran:nsubj said/say.VBD that:mark>left Iraq:nsubj>left left/leave.VBD:ccomp .",
            [("actor Iran", "say says", "Iraq left")], id="said that",
        ),
        pytest.param(
            "Iran:nsubj told/tell.VBD Chad:dobj that:mark>left Iraq:nsubj>left left/leave.VBD:ccomp .",
            [("actor Iran", "tell says", "Iraq left")], id="told somebody that",
        ),
        pytest.param(
            "Iraq:nsubj>left left/leave.VBD:ccomp , Iran:nsubj said/say.VBD .",
            [("actor Iran", "say says", "Iraq left")], id="said, after it",
        ),
        pytest.param(
            "Iraq:nsubj ,:punct>said Putin:nsubj>said said/say.VBD:parataxis ,:punct>said has/have.VBZ:aux left/leave.VBN .",
            [("actor Putin", "say says", "Iraq … has left")], id="said, in its midst",
        ),
        pytest.param(
            "Iran:nsubj said/say.VBD in:prep a:det>statement statement:pobj>in that:mark>left Iraq:nsubj>left "
            "left/leave.VBD:ccomp .",
            [("actor Iran", "say says", "Iraq left")], id="said in a statement",
        ),
        pytest.param(
            "He.PRP:nsubjpass was/be:auxpass told/tell.VBN by:agent Iran:pobj>by that:mark>left Iraq:nsubj>left "
            "left/leave.VBD:ccomp .",
            [("actor Iran", "tell says", "Iraq left")], id="was told by",
        ),
        pytest.param(
            "Reporters.NNS:nsubjpass were/be:auxpass told/tell.VBN that:mark>left Iraq:nsubj>left left/leave.VBD:ccomp .",
            [("unnamed", "tell says", "Iraq left")], id="was told, by nobody named",
        ),
        pytest.param(
            "It.PRP:nsubjpass is/be:auxpass said/say.VBN that:mark>left Iraq:nsubj>left left/leave.VBD:ccomp .",
            [("unnamed", "say says", "Iraq left")], id="it is said",
        ),
        pytest.param(
            "Iran:nsubj denied/deny.VBD the:det>attack attack:dobj .",
            [("actor Iran", "deny denies", "the attack")], id="denied something",
        ),
        pytest.param(
            "Iran:nsubj expressed/express.VBD support:dobj for:prep>support Chad:pobj>for .",
            [("actor Iran", "express says", "support for Chad")], id="expressed something",
        ),
        pytest.param(
            "Iran:nsubj voiced/voice.VBD support:dobj for:prep>support Chad:pobj>for .",
            [("actor Iran", "voice says", "support for Chad")], id="voiced something",
        ),
        pytest.param("Iran:nsubj told/tell.VBD Chad:dobj .", [], id="told somebody, of nothing"),
        pytest.param(
            "Iran:nsubj believes.VBZ that:mark>left Iraq:nsubj>left left/leave.VBD:ccomp .",
            [("actor Iran", "believe believes", "Iraq left")], id="belief",
        ),
        pytest.param(
            "Iran:nsubj wants.VBZ Iraq:nsubj>leave to.TO:aux>leave leave.VB:ccomp .",
            [("actor Iran", "want intends", "Iraq to leave")], id="wish",
        ),
        pytest.param(
            "Iran:nsubj threatened/threaten.VBD to.TO:aux>leave leave.VB:xcomp .",
            [("actor Iran", "threaten threatens", "to leave")],
            id="threat",
        ),
        pytest.param(
            "The:det>visit visit:nsubj reaffirmed/reaffirm.VBD ties/tie.NNS:dobj .", [], id="a visit cannot speak",
        ),
        pytest.param(
            "Iran:poss>claim 's:case>Iran claim:nsubj that:mark>left Iraq:nsubj>left left/leave.VBD:acl>claim failed/fail.VBD .",
            [("actor Iran's", "claim claims", "that Iraq left")], id="the claim that",
        ),
        pytest.param(
            "The:det>claim claim:nsubj that:mark>left Iraq:nsubj>left left/leave.VBD:acl>claim failed/fail.VBD .",
            [("unnamed", "claim claims", "that Iraq left")], id="nobody's claim",
        ),
        pytest.param(
            "Iraq:nsubj left/leave.VBD , according/accord.VBG:prep to:prep>according Iran:pobj>to .",
            [("actor Iran", "according to reports", "Iraq left")], id="according to, after it",
        ),
        pytest.param(
            "According/accord.VBG:prep to:prep>According Iran:pobj>to , Iraq:nsubj left/leave.VBD .",
            [("actor Iran", "according to reports", "Iraq left")], id="according to, before it",
        ),
        pytest.param(
            "Iran:nsubj called/call.VBD the:det>attack attack:dobj “:punct>barbaric barbaric.JJ:oprd ”:punct>barbaric .",
            [("actor Iran", "call says", "“barbaric”")], id="called something a name",
        ),
    ],
)  # fmt: skip
def test_who_says_what(words: str, expected: list[tuple[str, str, str]], knowledge: Knowledge) -> None:
    assert said(build(words, knowledge, *STAGES)) == expected


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        pytest.param("Iran:nsubj", "actor Iran", id="a state"),
        pytest.param("Iranian:amod>troops troops.NNS:nsubj", "actor Iranian troops", id="a state's troops"),
        pytest.param("Sources.NNS:nsubj close.JJ:amod>Sources", "sources Sources close", id="people by kind"),
        pytest.param("A:det>report report:nsubj", "document A report", id="a document"),
        pytest.param("Doe:nsubj", "person Doe", id="an unknown name"),
        pytest.param("They.PRP:nsubj", "person They", id="a pronoun of nobody"),
    ],
)
def test_what_a_source_is(speaker: str, expected: str, knowledge: Knowledge) -> None:
    doc = build(f"{speaker} said/say.VBD that:mark>fell it.PRP:nsubj>fell fell/fall.VBD:ccomp .", knowledge, *STAGES)
    (item,) = doc.attributions or ()
    assert source(doc, item) == expected


def test_he_said_is_said_by_whom_he_stands_for(knowledge: Knowledge) -> None:
    words = "Putin:nsubj left/leave.VBD .\nHe.PRP:nsubj said/say.VBD that:mark>fell it.PRP:nsubj>fell fell/fall.VBD:ccomp ."
    doc = build(words, knowledge, *STAGES)
    (item,) = doc.attributions or ()
    assert source(doc, item) == "actor He"
    assert item.source.token is not None
    assert [actor.id for actor in doc.actors_at(item.source.token)] == ["RUS.vladimir-putin"]


def test_reports_nest(knowledge: Knowledge) -> None:
    words = (
        "Iran:nsubj claimed/claim.VBD that:mark>said Iraq:nsubj>said said/say.VBD:ccomp Chad:nsubj>left left.VBD:ccomp>said , "
        "according/accord.VBG:prep to:prep>according France:pobj>to ."
    )
    doc = build(words, knowledge, *STAGES)
    items = doc.attributions or ()
    assert [(source(doc, item), item.parent) for item in items] == [("actor Iran", 2), ("actor Iraq", 0), ("actor France", None)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            "“ We.PRP:nsubj>leave will:aux>leave leave.VB:ccomp , ” Putin:nsubj said/say.VBD .",
            [("actor Putin", "say says", "“We will leave,”")], id="the speaker after it",
        ),
        pytest.param(
            "“ We.PRP:nsubj left/leave.VBD .\nWe.PRP:nsubj>won won/win.VBD:ccomp , ” Putin:nsubj said/say.VBD .",
            [("actor Putin", "say says", "“We left. We won,”")], id="over two sentences",
        ),
        pytest.param(
            "“ We.PRP:nsubj>won won/win.VBD:ccomp the:det>war war:dobj>won , ” Putin:nsubj said/say.VBD , "
            "“ and:cc>won they.PRP:nsubj>lost lost/lose.VBD:conj>won . ”",
            [("actor Putin", "say says", "“We won the war,” … “and they lost.”")], id="in two halves",
        ),
        pytest.param(
            "“ We.PRP:nsubj>won won/win.VBD:ccomp , ” Putin:nsubj said/say.VBD .\n"
            "“ Nobody:nsubj stopped/stop.VBD us/we.PRP:dobj on:prep the:det>way way:pobj>on . ”",
            [("actor Putin", "say says", "“We won,”"), ("actor Putin", "say says", "“Nobody stopped us on the way.”")],
            id="the next is of who spoke last",
        ),
        pytest.param(
            "“ Nobody:nsubj stopped/stop.VBD us/we.PRP:dobj on:prep the:det>way way:pobj>on . ”",
            [("unnamed", "quotation marks says", "“Nobody stopped us on the way.”")], id="of nobody",
        ),
        pytest.param(
            "It.PRP:nsubj was/be.VBD a:det>visit “:punct>visit special:amod>visit ”:punct>visit visit:attr .",
            [("unnamed", "quotation marks distances", "“special”")], id="a word held at arm's length",
        ),
        pytest.param(
            "“ We.PRP:nsubj>won won/win.VBD:ccomp the:det>war war:dobj>won , ” Putin:nsubj said/say.VBD .\n"
            "“ They.PRP:nsubj lost/lose.VBD . ”",
            [("actor Putin", "say says", "“We won the war,”"), ("actor Putin", "say says", "“They lost.”")],
            id="a short sentence is one too",
        ),
    ],
)  # fmt: skip
def test_quotations(words: str, expected: list[tuple[str, str, str]], knowledge: Knowledge) -> None:
    assert said(build(words, knowledge, *STAGES)) == expected


@pytest.mark.parametrize(
    ("text", "expected", "unclosed"),
    [
        pytest.param("He said “yes” and “no”.", ["“yes”", "“no”"], 0, id="curly"),
        pytest.param('He said "yes" and "no".', ['"yes"', '"no"'], 0, id="straight"),
        pytest.param("Он сказал «да».", ["«да»"], 0, id="guillemets"),
        pytest.param("“He cried “no” and left,” she said.", ["“He cried “no” and left,”"], 0, id="one inside another"),
        pytest.param("“One.\nTwo.”", ["“One."], 1, id="open at the paragraph's end"),
        pytest.param("He said “yes.", ["“yes."], 1, id="never closed"),
        pytest.param("He said yes”.", [], 0, id="never opened"),
        pytest.param("It's 5'.", [], 0, id="an apostrophe opens none"),
        pytest.param(
            "“One.\n\n“Two.”", ["“One.", "“Two.”"], 0, id="opened anew by the next paragraph is not unclosed",
        ),
    ],
)  # fmt: skip
def test_find_quotes(text: str, expected: list[str], unclosed: int) -> None:
    quotes, never = find_quotes(text)
    assert [text[quote.start : quote.end] for quote in quotes] == expected
    assert never == unclosed


def test_an_unclosed_quotation_is_unread_by_name(knowledge: Knowledge) -> None:
    doc = build("“ We.PRP:nsubj won/win.VBD the:det>war war:dobj .", knowledge, *STAGES)
    assert doc.unread == (("unclosed quotation", 1),)


def test_the_turns_of_a_transcript(knowledge: Knowledge) -> None:
    words = (
        "QUESTION :\nWill:aux Iran:nsubj>leave leave.VB ?\n\nPutin :\nIt.PRP:nsubj left/leave.VBD .\n\n"
        "QUESTION :\nWhy:advmod go.VB ?"
    )  # fmt: skip
    doc = build(words, knowledge, *STAGES, genre=Genre("transcript"))
    turns = [item for item in said(doc) if item[1].startswith("turn")]
    assert turns == [
        ("person QUESTION", "turn says", "Will Iran leave?"),
        ("actor Putin", "turn says", "It left."),
        ("person QUESTION", "turn says", "Why go?"),
    ]
