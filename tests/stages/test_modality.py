"""How a clause stands to fact: happened, going on, planned, possible, denied, background, or only an opinion."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from stages.build import build

from dragoman.knowledge import Knowledge
from dragoman.model import Document, Genre, Modality

STAGES = ("times", "mentions", "actors", "references", "clauses", "attributions", "modality")
NOW = date(2024, 5, 17)


def judged(doc: Document, word: str) -> Modality:
    """How the clause that a word heads stands to fact."""
    clause = next(item for item in doc.clauses or () if doc.tokens[item.head].text == word)
    return (doc.modality or ())[clause.id]


def cues(doc: Document, word: str) -> list[str]:
    return [doc.text[cue.start : cue.end] for cue in judged(doc, word).cues]


@pytest.mark.parametrize(
    ("words", "word", "status", "shown"),
    [
        pytest.param("Iran:nsubj attacked/attack.VBD Iraq:dobj .", "attacked", "actual", [], id="told as done"),
        pytest.param("Iran:nsubj has/have.VBZ:aux attacked/attack.VBN Iraq:dobj .", "attacked", "actual", [], id="has done"),
        pytest.param("Iran:nsubj is/be.VBZ:aux attacking/attack.VBG Iraq:dobj .", "attacking", "ongoing", [], id="is doing"),
        pytest.param("Iran:nsubj attacks.VBZ Iraq:dobj .", "attacks", "habitual", [], id="does, as a rule"),
        pytest.param("Iran:nsubj often:advmod attacked/attack.VBD Iraq:dobj .", "attacked", "habitual", ["often"], id="often"),
        pytest.param("Iran:nsubj will:aux attack.VB Iraq:dobj .", "attack", "future", ["will"], id="will"),
        pytest.param("Iran:nsubj would:aux attack.VB Iraq:dobj .", "attack", "future", ["would"], id="would"),
        pytest.param(
            "Iran:nsubj is/be.VBZ:aux going/go.VBG to.TO:aux>attack attack.VB:xcomp Iraq:dobj>attack .",
            "attack", "future", ["going"],
            id="is going to",
        ),
        pytest.param("Iran:nsubj may:aux attack.VB Iraq:dobj .", "attack", "hypothetical", ["may"], id="may"),
        pytest.param("Iran:nsubj nearly:advmod attacked/attack.VBD .", "attacked", "hypothetical", ["nearly"], id="nearly"),
        pytest.param("Iran:nsubj did:aux not:neg attack.VB Iraq:dobj .", "attack", "negated", ["not"], id="did not"),
        pytest.param("Iran:nsubj will:aux not:neg attack.VB Iraq:dobj .", "attack", "negated", ["will", "not"], id="will not"),
        pytest.param("Iran:nsubj never:neg attacked/attack.VBD Iraq:dobj .", "attacked", "negated", ["never"], id="never"),
        pytest.param("Nobody:nsubj attacked/attack.VBD Iraq:dobj .", "attacked", "negated", ["Nobody"], id="nobody did"),
        pytest.param(
            "Iran:nsubj attacked/attack.VBD no:det>state state:dobj .", "attacked", "negated", ["state"], id="did to none",
        ),
        pytest.param(
            "Iran:nsubj neither.CC:preconj attacked/attack.VBD nor:cc robbed/rob.VBD:conj Iraq:dobj>robbed .",
            "attacked", "negated", ["neither", "nor"], id="neither",
        ),
        pytest.param(
            "Iran:nsubj neither.CC:preconj attacked/attack.VBD nor:cc robbed/rob.VBD:conj Iraq:dobj>robbed .",
            "robbed", "negated", ["nor"], id="nor",
        ),
        pytest.param("Did:aux Iran:nsubj attack.VB Iraq:dobj ?", "attack", "hypothetical", [], id="a question tells nothing"),
        pytest.param(
            "Iran:nsubj reportedly:advmod left/leave.VBD .", "left", "actual", ["reportedly"], id="reportedly is still told",
        ),
    ],
)  # fmt: skip
def test_a_verbs_own_words(words: str, word: str, status: str, shown: list[str], knowledge: Knowledge) -> None:
    doc = build(words, knowledge, *STAGES)
    assert (judged(doc, word).status, cues(doc, word)) == (status, shown)


@pytest.mark.parametrize(
    ("words", "word", "status"),
    [
        pytest.param("Iran:nsubj launched/launch.VBD attacks.NNS:dobj .", "attacks", "actual", id="launched"),
        pytest.param("Iran:nsubj will:aux launch.VB attacks.NNS:dobj .", "attacks", "future", id="will launch"),
        pytest.param("Iran:nsubj continued/continue.VBD talks.NNS:dobj .", "talks", "ongoing", id="a light verb that lasts"),
        pytest.param(
            "Iran:nsubj offered/offer.VBD aid:dobj to:prep Iraq:pobj>to .", "aid", "future", id="a light verb that promises",
        ),
        pytest.param("Iran:nsubj cancelled/cancel.VBD the:det>talks talks.NNS:dobj .", "talks", "negated", id="cancelled"),
        pytest.param("No:det>talks talks.NNS:nsubj took/take.VBD place:dobj .", "talks", "negated", id="no talks"),
        pytest.param("Planned/plan.VBN:amod>talks talks.NNS:nsubj failed/fail.VBD .", "talks", "future", id="planned talks"),
        pytest.param("Iran:nsubj called/call.VBD for:prep talks.NNS:pobj>for .", "talks", "hypothetical", id="called for talks"),
        pytest.param(
            "The:det>threat threat:nsubj of:prep>threat war:pobj>of grew/grow.VBD .", "war", "hypothetical", id="a threat of war",
        ),
    ],
)  # fmt: skip
def test_an_event_noun(words: str, word: str, status: str, knowledge: Knowledge) -> None:
    assert judged(build(words, knowledge, *STAGES), word).status == status


ON_CHAD = "on:prep>attack Chad:pobj>on"


@pytest.mark.parametrize(
    ("words", "word", "status"),
    [
        pytest.param(
            f"An.DT:det>attack attack:nsubj {ON_CHAD} would:aux be.VB war:attr .", "attack", "hypothetical", id="one that would be",
        ),
        pytest.param(
            f"Iran:poss>attack 's:case>Iran attack:nsubj {ON_CHAD} would:aux be.VB war:attr .", "attack", "hypothetical",
            id="would makes even one of its own possible",
        ),
        pytest.param(
            f"The:det>attack attack:nsubj {ON_CHAD} may:aux be.VB war:attr .", "attack", "actual", id="the one that may be war was made",
        ),
        pytest.param(
            f"An.DT:det>attack attack:nsubj {ON_CHAD} is/be.VBZ unlikely:acomp .", "attack", "hypothetical", id="one that is unlikely",
        ),
        pytest.param(f"Any.DT:det>attack attack:nsubj {ON_CHAD} failed/fail.VBD .", "attack", "hypothetical", id="any attack"),
        pytest.param(
            f"An.DT:det>attack attack:nsubj {ON_CHAD} invites/invite.VBZ war:dobj .", "attack", "habitual", id="an attack, as a rule",
        ),
        pytest.param(
            f"The:det>attack attack:nsubj {ON_CHAD} invites/invite.VBZ war:dobj .", "attack", "actual", id="the attack was made",
        ),
        pytest.param("Talks.NNS:nsubj need.VBP time:dobj .", "Talks", "habitual", id="talks, as a rule"),
        pytest.param("Iran:nsubj made/make.VBD zero.CD:nummod>attacks attacks.NNS:dobj .", "attacks", "negated", id="zero attacks"),
        pytest.param(
            "Iran:nsubj had/have.VBD no:det>right right:dobj to.TO:aux>make make.VB:acl>right a:det>attack attack:dobj>make .",
            "attack", "hypothetical", id="what governs the light verb governs the noun",
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_an_event_noun(words: str, word: str, status: str, knowledge: Knowledge) -> None:
    assert judged(build(words, knowledge, *STAGES), word).status == status


@pytest.mark.parametrize(
    ("words", "word", "status"),
    [
        pytest.param(
            "It.PRP:nsubj is/be.VBZ wrong:acomp to.TO:aux>attack attack.VB:xcomp Iraq:dobj>attack .", "attack", "hypothetical",
            id="it is wrong to",
        ),
        pytest.param(
            "To.TO:aux>attack attack.VB:csubj Iraq:dobj>attack is/be.VBZ to.TO:aux>lose lose.VB:xcomp .", "attack", "hypothetical",
            id="to do one thing is to do another",
        ),
        pytest.param(
            "Iran:nsubj is/be.VBZ to.TO:aux>attack attack.VB:xcomp Iraq:dobj>attack .", "attack", "future", id="is to",
        ),
        pytest.param(
            "Iran:nsubj urged/urge.VBD Chad:dobj to.TO:aux>wait wait.VB:xcomp and:cc>wait to.TO:aux>attack attack.VB:conj Iraq:dobj>attack .",
            "attack", "hypothetical", id="urged to wait and to attack",
        ),
        pytest.param(
            "Chad:nsubj will:aux not:neg leave.VB before:mark>attacks Iran:nsubj>attacks attacks/attack.VBZ:advcl .", "attacks",
            "hypothetical", id="at a time still open",
        ),
        pytest.param(
            "Chad:nsubj left/leave.VBD before:mark>attacked Iran:nsubj>attacked attacked/attack.VBD:advcl .", "attacked", "actual",
            id="at a time that came",
        ),
        pytest.param(
            "Instead:advmod of:prep>Instead attacking/attack.VBG:pcomp>of Iraq:dobj>attacking Iran:nsubj waited/wait.VBD .",
            "attacking", "negated", id="instead of",
        ),
        pytest.param(
            "The:det>claim claim:nsubj that:mark>attacked Iran:nsubj>attacked attacked/attack.VBD:acl>claim Iraq:dobj>attacked "
            "spread/spread.VBD .",
            "attacked", "hypothetical", id="a claim that",
        ),
        pytest.param(
            "The:det>fact fact:nsubj that:mark>attacked Iran:nsubj>attacked attacked/attack.VBD:acl>fact Iraq:dobj>attacked "
            "counts/count.VBZ .",
            "attacked", "actual", id="the fact that",
        ),
        pytest.param(
            "They.PRP:nsubj found/find.VBD no:det>proof proof:dobj that:mark>attacked Iran:nsubj>attacked "
            "attacked/attack.VBD:acl>proof Iraq:dobj>attacked .",
            "attacked", "hypothetical", id="no proof that",
        ),
        pytest.param(
            "Let.VB Iran:nsubj>attack attack.VB:ccomp Iraq:dobj>attack .", "attack", "hypothetical", id="what is bidden",
        ),
        pytest.param(
            "A:det>nurse nurse:nsubj told/tell.VBD reporters:dobj Iran:nsubj>attacked attacked/attack.VBD:ccomp Iraq:dobj>attacked .",
            "attacked", "actual", id="told others that it did",
        ),
        pytest.param(
            "A:det>nurse nurse:nsubj told/tell.VBD Iran:dobj to.TO:aux>attack attack.VB:xcomp Iraq:dobj>attack .", "attack",
            "hypothetical", id="told it to",
        ),
        pytest.param(
            "Iran:nsubjpass was/be.VBD:auxpass accused/accuse.VBN of:prep attacking/attack.VBG:pcomp>of Iraq:dobj>attacking .",
            "attacking", "hypothetical", id="accused of",
        ),
        pytest.param(
            "Every.DT:det>state state:nsubj has/have.VBZ:aux attacked/attack.VBN Iraq:dobj .", "attacked", "habitual", id="every state",
        ),
        pytest.param(
            "Iran:nsubj has/have.VBZ:aux not:neg confirmed/confirm.VBN that:mark>attacked it.PRP:nsubj>attacked "
            "attacked/attack.VBD:ccomp .",
            "attacked", "hypothetical", id="not confirmed that",
        ),
    ],
)  # fmt: skip
def test_what_is_only_weighed_or_awaited(words: str, word: str, status: str, knowledge: Knowledge) -> None:
    assert judged(build(words, knowledge, *STAGES), word).status == status


ATTACK = "to.TO:aux>attack attack.VB:xcomp Iraq:dobj>attack ."


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param(f"Iran:nsubj plans.VBZ {ATTACK}", "future", id="plans to"),
        pytest.param(f"Iran:nsubj threatened/threaten.VBD {ATTACK}", "future", id="threatened to"),
        pytest.param(f"Iran:nsubj managed/manage.VBD {ATTACK}", "actual", id="managed to"),
        pytest.param(f"Iran:nsubj did:aux not:neg manage.VB {ATTACK}", "negated", id="did not manage to"),
        pytest.param(f"Iran:nsubj failed/fail.VBD {ATTACK}", "negated", id="failed to"),
        pytest.param(f"Iran:nsubj did:aux not:neg fail.VB {ATTACK}", "actual", id="did not fail to"),
        pytest.param(f"Iran:nsubj may:aux fail.VB {ATTACK}", "hypothetical", id="may fail to"),
        pytest.param(f"Iran:nsubj refused/refuse.VBD {ATTACK}", "negated", id="refused to"),
        pytest.param(f"Iran:nsubj tried/try.VBD {ATTACK}", "hypothetical", id="tried to"),
        pytest.param(f"Iran:nsubj will:aux manage.VB {ATTACK}", "future", id="will manage to"),
        pytest.param(
            "Iran:poss>plan 's:case>Iran plan:nsubj to.TO:aux>attack attack.VB:acl>plan Iraq:dobj>attack grew/grow.VBD .", "future",
            id="a plan to",
        ),
        pytest.param(
            "Iran:nsubj denied/deny.VBD that:mark>attack it.PRP:nsubj>attack did:aux>attack attack.VB:ccomp Iraq:dobj>attack .",
            "negated",
            id="denied that",
        ),
        pytest.param(
            "Iran:nsubj denied/deny.VBD that:mark>attack it.PRP:nsubj>attack did:aux>attack not:neg>attack attack.VB:ccomp .",
            "hypothetical", id="denied that it did not",
        ),
        pytest.param(
            "Iran:nsubj said/say.VBD that:mark>attack it.PRP:nsubj>attack will:aux>attack attack.VB:ccomp .",
            "future", id="said it will",
        ),
        pytest.param("Iran:nsubj sent/send.VBD men:dobj to.TO:aux>attack attack.VB:advcl .", "hypothetical", id="a purpose"),
        pytest.param(
            "If:mark>attack they.PRP:nsubj>attack attack.VBP:advcl , Chad:nsubj left/leave.VBD .", "hypothetical", id="if",
        ),
    ],
)  # fmt: skip
def test_what_governs_a_clause(words: str, status: str, knowledge: Knowledge) -> None:
    assert judged(build(words, knowledge, *STAGES), "attack").status == status


@pytest.mark.parametrize(
    ("words", "word", "deontic", "ahead"),
    [
        pytest.param("Iran:nsubj must:aux leave.VB .", "leave", True, True, id="must"),
        pytest.param("Iran:nsubj should:aux leave.VB .", "leave", True, True, id="should"),
        pytest.param("Iran:nsubj may:aux leave.VB .", "leave", False, True, id="may looks ahead"),
        pytest.param("Iran:nsubj will:aux not:neg leave.VB .", "leave", False, True, id="will not looks ahead"),
        pytest.param("Iran:nsubj did:aux not:neg leave.VB .", "leave", False, False, id="did not looks back"),
        pytest.param("Iran:nsubj could:aux have.VB:aux left/leave.VBN .", "left", False, False, id="could have looks back"),
        pytest.param("Iran:nsubj left/leave.VBD .", "left", False, False, id="left"),
        pytest.param(
            "Did/do.VBD:aux Iran:nsubj leave.VB ?", "leave", False, False, id="did it",
        ),
    ],
)  # fmt: skip
def test_duty_and_what_lies_ahead(words: str, word: str, deontic: bool, ahead: bool, knowledge: Knowledge) -> None:
    found = judged(build(words, knowledge, *STAGES), word)
    assert (found.deontic, found.ahead) == (deontic, ahead)


@pytest.mark.parametrize(
    ("words", "word", "published", "historical"),
    [
        pytest.param("Iran:nsubj left/leave.VBD in:prep 1980.CD:pobj>in .", "left", NOW, True, id="an old date"),
        pytest.param("Iran:nsubj left/leave.VBD in:prep 1980.CD:pobj>in .", "left", None, False, id="undated, no date is old"),
        pytest.param("Iran:nsubj left/leave.VBD on:prep Monday:pobj>on .", "left", NOW, False, id="a date of this week"),
        pytest.param(
            "Iran:nsubj left/leave.VBD last.JJ:amod>month month:npadvmod .", "left", NOW, False, id="last month ended in April",
        ),
        pytest.param("Iran:nsubj left/leave.VBD last.JJ:amod>year year:npadvmod .", "left", NOW, True, id="last year"),
        pytest.param("Iran:nsubj had/have.VBD:aux left/leave.VBN .", "left", NOW, True, id="had done"),
        pytest.param(
            "Iran:nsubj said/say.VBD it.PRP:nsubj>left had/have.VBD:aux>left left/leave.VBN:ccomp .", "left", NOW, False,
            id="said it had done",
        ),
        pytest.param("Past:amod>attacks attacks.NNS:nsubj failed/fail.VBD .", "attacks", NOW, True, id="past attacks"),
        pytest.param(
            "Iran:nsubj has/have.VBZ:aux attacked/attack.VBN Chad:dobj since:prep 2019.CD:pobj>since .", "attacked", NOW, True,
            id="what was done ever since",
        ),
        pytest.param(
            "Iran:nsubj is/be.VBZ:aux attacking/attack.VBG Chad:dobj since:prep 2019.CD:pobj>since .", "attacking", NOW, False,
            id="what goes on since",
        ),
        pytest.param(
            "Iran:nsubj had/have.VBD:aux attacked/attack.VBN Chad:dobj and:cc robbed/rob.VBN:conj Mali:dobj>robbed .", "robbed", NOW,
            True, id="had done, and done",
        ),
        pytest.param(
            "For:prep years.NNS:pobj>For Iran:nsubj armed/arm.VBD rebels.NNS:dobj . \n It.PRP:nsubj attacked/attack.VBD Chad:dobj .",
            "attacked", NOW, True, id="what was done for years, and what is told on",
        ),
        pytest.param(
            "Iran:nsubj had/have.VBD:aux left/leave.VBN on:prep Monday:pobj>on .", "left", NOW, False, id="had done, this week",
        ),
    ],
)  # fmt: skip
def test_background(words: str, word: str, published: date | None, historical: bool, knowledge: Knowledge) -> None:
    assert judged(build(words, knowledge, *STAGES, published=published), word).historical is historical


@pytest.mark.parametrize(
    ("words", "word", "kind", "voice"),
    [
        pytest.param("Iran:nsubj may:aux leave.VB .", "leave", "opinion", "opinion", id="may, in commentary"),
        pytest.param("Iran:nsubj may:aux leave.VB .", "leave", "report", "report", id="may, in a report"),
        pytest.param("Iran:nsubj left/leave.VBD .", "left", "opinion", "report", id="a deed, in commentary"),
        pytest.param("Iran:nsubj must:aux leave.VB .", "leave", "opinion", "opinion", id="must"),
        pytest.param("Iran:nsubj attacks.VBZ Chad:dobj .", "attacks", "opinion", "opinion", id="what holds as a rule"),
        pytest.param("Iran:nsubj threatens/threaten.VBZ Chad:dobj .", "threatens", "opinion", "opinion", id="what is said as a rule"),
        pytest.param("Iran:nsubj undermined/undermine.VBD Chad:dobj .", "undermined", "opinion", "opinion", id="a judging verb"),
        pytest.param(
            "Iran:nsubj said/say.VBD that:mark>leave it.PRP:nsubj>leave may:aux>leave leave.VB:ccomp .",
            "leave", "opinion", "report",
            id="what a source says is the source's",
        ),
    ],
)  # fmt: skip
def test_opinion(words: str, word: str, kind: str, voice: str, knowledge: Knowledge) -> None:
    assert judged(build(words, knowledge, *STAGES, genre=Genre(kind)), word).voice == voice


def test_a_headline_tells_news_in_the_present(knowledge: Knowledge) -> None:
    doc = build("It.PRP:nsubj lasts/last.VBZ .", knowledge, *STAGES, title="Iran:nsubj attacks.VBZ Iraq:dobj")
    assert (judged(doc, "attacks").status, judged(doc, "lasts").status) == ("actual", "habitual")


@pytest.mark.parametrize(
    ("words", "word", "polarity", "modality", "certainty", "tense", "aspect"),
    [
        pytest.param("Iran:nsubj left/leave.VBD .", "left", "positive", "asserted", "certain", "past", "", id="left"),
        pytest.param(
            "Iran:nsubj did/do.VBD:aux not:neg go.VB .", "go", "negative", "asserted", "certain", "past", "", id="did not go",
        ),
        pytest.param("Iran:nsubj will:aux go.VB .", "go", "positive", "future", "certain", "future", "", id="will go"),
        pytest.param("Iran:nsubj may:aux go.VB .", "go", "positive", "hypothetical", "possible", "none", "", id="may go"),
        pytest.param("Iran:nsubj is/be.VBZ:aux leaving/leave.VBG .", "leaving", "positive", "asserted", "certain", "present",
                     "progressive", id="is leaving"),
        pytest.param("Iran:nsubj opposes/oppose.VBZ it.PRP:dobj .", "opposes", "positive", "asserted", "certain", "present",
                     "present", id="opposes"),
    ],
)  # fmt: skip
def test_in_the_terms_of_factbank(
    words: str, word: str, polarity: str, modality: str, certainty: str, tense: str, aspect: str, knowledge: Knowledge
) -> None:
    found = judged(build(words, knowledge, *STAGES), word)
    assert (found.polarity, found.modality, found.certainty) == (polarity, modality, certainty)
    assert (found.tense, found.aspect) == (tense, aspect)


@pytest.mark.parametrize(
    ("title", "happened"),
    [
        pytest.param("Kenya to send police to Haiti", False, id="an infinitive is to come"),
        pytest.param("Kenya sends police to Haiti", True, id="the plain present is news"),
    ],
)
def test_a_headline_in_the_infinitive_tells_what_is_to_come(title: str, happened: bool, read: Callable[..., Document]) -> None:
    doc = read("The ministry announced it on Tuesday.", date(2024, 5, 14), title)
    assert {event.happened for event in doc.events or () if event.trigger.get("in") == "title"} == {happened}


def test_whose_missiles_they_were_the_town_they_fell_on_does_not_say(read: Callable[..., Document]) -> None:
    doc = read("Missiles killed 17 people in Chernihiv on Tuesday.", date(2024, 5, 14))
    assert {party.id for event in doc.events or () for party in event.actor} == {"UNK"}
