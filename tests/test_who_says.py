"""Who says it in whole sentences of news: the source as a full phrase, the cue with its auxiliaries, all that is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.model import Document

Read = Callable[..., Document]
Said = list[tuple[str, str, str]]


def told(doc: Document) -> Said:
    """Each source, cue and content of a text, as their words; pieces of one content joined by ` … `."""
    return [
        (
            doc.text[item.source.start : item.source.end] if item.source.start is not None else "",
            doc.text[item.cue.start : item.cue.end],
            " … ".join(doc.text[span.start : span.end] for span in item.content),
        )
        for item in doc.attributions or ()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The rebel commander is said to have left the country on Friday.",
            [("", "is said", "The rebel commander … to have left the country on Friday")], id="is said to have",
        ),
        pytest.param(
            "It is widely expected that the two leaders will meet in June.",
            [("", "is widely expected", "the two leaders will meet in June")], id="it is widely expected",
        ),
        pytest.param(
            "Analysts polled by the agency expect the bank to raise rates in June.",
            [("Analysts polled by the agency", "expect", "the bank to raise rates in June")], id="a source with its clause",
        ),
        pytest.param(
            "“The road was empty,” said Amina Yusuf, a teacher from Garissa.",
            [("Amina Yusuf, a teacher from Garissa", "said", "“The road was empty,”")], id="a source with its apposition",
        ),
        pytest.param(
            "Officials in Nairobi, who spoke on condition of anonymity, said that they had no knowledge of the letter.",
            [("Officials in Nairobi, who spoke on condition of anonymity", "said", "they had no knowledge of the letter")],
            id="and no comma after it",
        ),
        pytest.param(
            "According to two senior officials who were not authorised to speak publicly, the convoy turned back before dawn.",
            [
                (
                    "two senior officials who were not authorised to speak publicly", "According to",
                    "the convoy turned back before dawn",
                )
            ],
            id="according to",
        ),
        pytest.param(
            "The minister, who has repeatedly accused Peru of arming the rebels, declined to name his sources.",
            [("The minister", "has repeatedly accused", "Peru of arming the rebels")], id="but not with what the source says",
        ),
        pytest.param(
            "“We waited for a week. Nobody came. In the end we walked,” he added.",
            [("he", "added", "“We waited for a week. Nobody came. In the end we walked,”")], id="after several sentences",
        ),
        pytest.param(
            "The chancellor called the proposal “a step back” and said Germany would “not be rushed” into a decision.",
            [
                ("The chancellor", "called", "“a step back”"),
                ("The chancellor", "said", "Germany would “not be rushed” into a decision"),
            ],
            id="each verb its own quotation",
        ),
        pytest.param(
            "He described the raid as a “cowardly act” by people who “hate peace”.",
            [("He", "described", "a “cowardly act” by people who “hate peace”")], id="described as",
        ),
        pytest.param(
            "“We want peace,” the president said, “but we will defend every village.”",
            [("We", "want", "peace"), ("the president", "said", "“We want peace,” … “but we will defend every village.”")],
            id="what is said within a quotation stays within it",
        ),
        pytest.param(
            "The newspaper said an official had told it that the minister believed the truce would collapse.",
            [
                ("The newspaper", "said", "an official had told it that the minister believed the truce would collapse"),
                ("an official", "had told", "the minister believed the truce would collapse"),
                ("the minister", "believed", "the truce would collapse"),
            ],
            id="a paper, an official, a minister",
        ),
        pytest.param(
            "The paper, citing two people familiar with the matter, reported that the talks had failed.",
            [
                ("two people familiar with the matter", "citing", "the talks had failed"),
                ("The paper", "reported", "the talks had failed"),
            ],
            id="citing",
        ),
        pytest.param(
            "The report's allegation that soldiers had beaten prisoners was dismissed by the ministry.",
            [("The report's", "allegation", "that soldiers had beaten prisoners")], id="a document's allegation",
        ),
        pytest.param(
            "The mayor thanked the volunteers for their courage and warned of further floods.",
            [("The mayor", "warned", "of further floods")], id="warned of",
        ),
        pytest.param(
            "Sweden echoed its criticism of the new law.", [("Sweden", "echoed", "its criticism of the new law")], id="echoed",
        ),
        pytest.param(
            "Fishermen say the river is empty.", [("Fishermen", "say", "the river is empty")], id="anybody who says that",
        ),
        pytest.param(
            "The committee recommended that the law be changed.",
            [("The committee", "recommended", "the law be changed")], id="that it be so",
        ),
        pytest.param(
            "The inspectors concluded there was no evidence of a leak.",
            [("The inspectors", "concluded", "there was no evidence of a leak")], id="concluded, without a quotation",
        ),
        pytest.param(
            "The governor is confident that the budget will pass.",
            [("The governor", "is confident", "the budget will pass")], id="is confident",
        ),
        pytest.param(
            "In the view of many economists, the tax will hurt growth.",
            [("many economists", "In the view of", "the tax will hurt growth")], id="in the view of",
        ),
        pytest.param(
            "As the minister put it, the door is open.", [("the minister", "put", "the door is open")], id="as he put it",
        ),
        pytest.param(
            "The law's supporters argue it protects children; its critics say it goes too far.",
            [
                ("The law's supporters", "argue", "it protects children"),
                ("its critics", "say", "it goes too far"),
            ],
            id="a semicolon parts two reports",
        ),
        pytest.param(
            "The paper quoted a diplomat as saying that the king was ill.",
            [
                ("The paper", "quoted", "a diplomat as saying that the king was ill"),
                ("a diplomat", "saying", "the king was ill"),
            ],
            id="quoted as saying",
        ),
        pytest.param("The attack shows that the river is empty.", [], id="but a thing only shows it"),
    ],
)  # fmt: skip
def test_who_says_what_in_a_sentence_of_news(text: str, expected: Said, read: Read) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param(
            "Norwegian minister: no deal with Chile on fishing",
            [("Norwegian minister", ":", "no deal with Chile on fishing")], id="before a colon",
        ),
        pytest.param("Ten hurt in flood: police", [("police", ":", "Ten hurt in flood")], id="after a colon"),
        pytest.param("Norway: the long way to a deal", [], id="a state before a colon may be what the piece is about"),
        pytest.param("Fishing talks: no deal", [], id="talks do not speak"),
    ],
)  # fmt: skip
def test_a_headline_names_its_speaker(title: str, expected: Said, read: Read) -> None:
    assert told(read("The river was calm.", title=title)) == expected


@pytest.mark.parametrize("gap", [pytest.param("\n\n", id="blank lines"), pytest.param("\n", id="lines")])
@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param(
            "The general said: “We crossed the river.{0}“We met nobody.{0}“We march on.”{0}Snow fell.", "The general", id="before"
        ),
        pytest.param(
            "“We crossed the river.{0}“We met nobody.{0}“We march on,” the general said.{0}Snow fell.", "the general", id="after"
        ),
    ],
)
def test_a_quotation_of_several_paragraphs_is_one(text: str, source: str, gap: str, read: Read) -> None:
    doc = read(text.format(gap))
    ((who, cue, words),) = told(doc)
    assert (who, cue) == (source, "said")
    assert words.count("“") == 3
    assert doc.unread == ()


def test_those_a_paper_cites_speak_in_the_papers_words(read: Read) -> None:
    doc = read("The paper, citing two people familiar with the matter, reported that the talks had failed.")
    assert [item.parent for item in doc.attributions or ()] == [1, None]


def test_a_saying_that_looks_back_is_not_itself_reported(read: Read) -> None:
    doc = read("Norway praised Kenya on Monday. The foreign minister had conveyed the same assurance to Kenya.", date(2024, 5, 1))
    assert [(event.trigger["text"], event.historical) for event in doc.events or ()] == [("praised", False), ("assurance", True)]
