"""An event record joins what the stages found: who, what, whom, when, how many, according to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from stages.build import build, run

from dragoman.knowledge import Knowledge
from dragoman.model import Event, Genre
from dragoman.stages.events import event_id

BEFORE = (
    "times",
    "mentions",
    "actors",
    "references",
    "clauses",
    "attributions",
    "modality",
    "quantities",
    "acts",
    "places",
    "contexts",
)
STAGES = (*BEFORE, "repeats", "events")
NOW = date(2024, 5, 17)
ATTACKED = "Russia:nsubj attacked/attack.VBD Ukraine:dobj ."
SAID = "Iran:nsubj said/say.VBD that:mark>attacked Russia:nsubj>attacked attacked/attack.VBD:ccomp Ukraine:dobj>attacked"


def events(words: str, knowledge: Knowledge, published: date | None = NOW, **layers: Any) -> tuple[Event, ...]:
    return build(words, knowledge, *STAGES, published=published, **layers).events or ()


# -- ids


@pytest.mark.parametrize(
    ("words", "same"),
    [
        pytest.param(ATTACKED, True, id="the same text"),
        pytest.param(f"{ATTACKED}\nIt.PRP:nsubj rained/rain.VBD .", False, id="a longer text"),
        pytest.param("Russia:nsubj attacked/attack.VBD Kharkiv:dobj .", False, id="another text"),
    ],
)
def test_an_id_rests_on_the_text(words: str, same: bool, knowledge: Knowledge) -> None:
    (event,) = events(words, knowledge)
    assert (event.id == events(ATTACKED, knowledge)[0].id) is same


def test_an_id_does_not_rest_on_what_was_read(knowledge: Knowledge) -> None:
    doc = build(ATTACKED, knowledge, *STAGES)
    (act,) = doc.acts or ()
    read = replace(doc, published=NOW, acts=(replace(act, event_type="COERCE", mode=(), status="future", rule=act.rule),))
    (before,), (after,) = doc.events or (), run(read, knowledge, "events").events or ()
    assert (after.id, after.event_type) == (before.id, "COERCE")


def test_two_acts_of_one_word_have_two_ids(knowledge: Knowledge) -> None:
    doc = build(ATTACKED, knowledge, *STAGES)
    (act,) = doc.acts or ()
    first, second = run(replace(doc, acts=(act, replace(act, id=1))), knowledge, "events").events or ()
    assert first.id == (doc.events or ())[0].id != second.id


def test_event_id() -> None:
    assert event_id("d", 1, 2, 0) == event_id("d", 1, 2, 0)
    assert len({event_id("d", 1, 2, 0), event_id("d", 1, 2, 1), event_id("d", 1, 3, 0), event_id("e", 1, 2, 0)}) == 4


# -- when


@pytest.mark.parametrize(
    ("words", "start", "end", "by"),
    [
        pytest.param(
            "Russia:nsubj attacked/attack.VBD Ukraine:dobj on:prep Monday:pobj>on .", "2024-05-13", "2024-05-13", "expression",
            id="the clause's own expression",
        ),
        pytest.param(
            "Russia:nsubj attacked/attack.VBD Ukraine:dobj in:prep April:pobj>in .", "2024-04-01", "2024-04-30", "expression",
            id="a month",
        ),
        pytest.param(
            "Russia:nsubj attacked/attack.VBD Ukraine:dobj in:prep March:pobj>in .", "2024-03-01", "2024-03-31", "expression",
            id="March is no march",
        ),
        pytest.param(
            "Russia:nsubj attacked/attack.VBD Ukraine:dobj since:prep Monday:pobj>since .",
            "2024-05-13", "2024-05-17", "expression",
            id="since then",
        ),
        pytest.param(ATTACKED, "2024-05-17", "2024-05-17", "publication", id="the day it appeared"),
        pytest.param(
            f"{SAID} on:prep>attacked Monday:pobj>on .", "2024-05-13", "2024-05-13", "expression", id="a date of what is said",
        ),
        pytest.param(
            f"{SAID} on:prep Monday:pobj>on .", "2024-05-17", "2024-05-17", "publication", id="a date of the saying is not its",
        ),
        pytest.param(
            "Russia:nsubj attacked/attack.VBD Ukraine:dobj on:prep Monday:pobj>on and:cc robbed/rob.VBD:conj Chad:dobj>robbed .",
            "2024-05-13", "2024-05-13", "expression", id="the nearest of several acts",
        ),
        pytest.param(
            "Putin:poss>visit 's:case>Putin visit:nsubj to:prep>visit China:pobj>to concluded/conclude.VBD on:prep Monday:pobj>on "
            ".",
            None, "2024-05-13", "expression", id="a visit that concluded then",
        ),
    ],
)  # fmt: skip
def test_when(words: str, start: str | None, end: str, by: str, knowledge: Knowledge) -> None:
    when = events(words, knowledge)[0].when
    assert when is not None
    assert (when["start"], when["end"], when["by"]) == (start, end, by)


def test_a_verb_beside_a_dated_one_shares_its_date(knowledge: Knowledge) -> None:
    found = events(
        "Russia:nsubj attacked/attack.VBD Ukraine:dobj on:prep Monday:pobj>on and:cc bombed/bomb.VBD:conj Chad:dobj>bombed .",
        knowledge,
    )
    assert [event.when and event.when["value"] for event in found] == ["2024-05-13", "2024-05-13"]


@pytest.mark.parametrize(
    ("words", "published"),
    [
        pytest.param(ATTACKED, None, id="an undated text"),
        pytest.param("Russia:nsubj had/have.VBD:aux attacked/attack.VBN Ukraine:dobj .", NOW, id="what lies before the news"),
        pytest.param("Russia:nsubj will:aux attack.VB Ukraine:dobj .", NOW, id="what is to come"),
        pytest.param("Russia:nsubj did:aux not:neg attack.VB Ukraine:dobj .", NOW, id="what did not happen"),
        pytest.param("Russia:nsubj often:advmod attacked/attack.VBD Ukraine:dobj .", NOW, id="what happens often"),
        pytest.param("Russia:nsubj repeatedly:advmod attacked/attack.VBD Ukraine:dobj .", NOW, id="many acts at once"),
    ],
)
def test_no_day_is_assumed(words: str, published: date | None, knowledge: Knowledge) -> None:
    (event,) = events(words, knowledge, published)
    assert event.when is None


def test_the_dateline_dates_an_act_of_an_undated_piece(knowledge: Knowledge) -> None:
    when = events(ATTACKED, knowledge, NOW, dated_by="dateline")[0].when
    assert when is not None
    assert (when["start"], when["by"]) == ("2024-05-17", "dateline")


def test_an_expression_says_where_it_stands(knowledge: Knowledge) -> None:
    (event,) = events("Russia:nsubj attacked/attack.VBD Ukraine:dobj on:prep Monday:pobj>on .", knowledge)
    assert event.when is not None
    assert event.when["span"] == {"start": 27, "end": 33, "text": "Monday"}
    assert (event.when["precision"], event.when["value"]) == ("day", "2024-05-13")


# -- happened


@pytest.mark.parametrize(
    ("words", "genre", "happened"),
    [
        pytest.param(ATTACKED, "report", True, id="told as done"),
        pytest.param("Russia:nsubj is/be.VBZ:aux attacking/attack.VBG Ukraine:dobj .", "report", True, id="going on"),
        pytest.param("Russia:nsubj may:aux attack.VB Ukraine:dobj .", "report", False, id="possible"),
        pytest.param("Russia:nsubj had/have.VBD:aux attacked/attack.VBN Ukraine:dobj .", "report", False, id="background"),
        pytest.param("Russia:nsubj repeatedly:advmod attacked/attack.VBD Ukraine:dobj .", "report", False, id="many at once"),
        pytest.param(ATTACKED, "opinion", True, id="a deed told in commentary"),
        pytest.param("Russia:nsubj may:aux attack.VB Ukraine:dobj .", "opinion", False, id="a judgement"),
    ],
)
def test_happened(words: str, genre: str, happened: bool, knowledge: Knowledge) -> None:
    (event,) = events(words, knowledge, genre=Genre(genre))
    assert event.happened is happened


# -- how many


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(ATTACKED, None, id="one"),
        pytest.param(
            "Russia:nsubj launched/launch.VBD 40:nummod>attacks attacks.NNS:dobj on:prep>attacks Ukraine:pobj>on in:prep "
            "2023.CD:pobj>in .",
            (40, 40, ["2023-01-01", "2023-12-31"], "40"), id="a number, in a year",
        ),
        pytest.param(
            "Russia:nsubj launched/launch.VBD 40:nummod>attacks attacks.NNS:dobj on:prep>attacks Ukraine:pobj>on on:prep "
            "Monday:pobj>on .",
            (40, 40, None, "40"), id="a number, on a day",
        ),
        pytest.param(
            "Russia:nsubj launched/launch.VBD at.IN:advmod>40 least.JJS:advmod>40 40:nummod>raids raids.NNS:dobj on:prep>raids "
            "Ukraine:pobj>on .",
            (40, None, None, "40"), id="at least so many",
        ),
        pytest.param(
            "Russia:nsubj launched/launch.VBD repeated/repeat.VBN:amod>attacks attacks.NNS:dobj on:prep>attacks Ukraine:pobj>on .",
            (2, None, None, "repeated"), id="repeated attacks",
        ),
        pytest.param(
            "Russia:nsubj twice:advmod attacked/attack.VBD Ukraine:dobj .", (2, None, None, "twice"), id="twice",
        ),
        pytest.param(
            "Russia:nsubj repeatedly:advmod attacked/attack.VBD Ukraine:dobj .", (2, None, None, "repeatedly"), id="repeatedly",
        ),
        pytest.param(
            "Russia:nsubj launched/launch.VBD a:det>series series:dobj of:prep>series attacks.NNS:pobj>of on:prep>attacks "
            "Ukraine:pobj>on .",
            (2, None, None, "series"), id="a series of attacks",
        ),
    ],
)  # fmt: skip
def test_many_happenings_at_once(words: str, expected: tuple[float, float, Any, str] | None, knowledge: Knowledge) -> None:
    found = events(words, knowledge)[0].aggregate
    told = found and (found["count"]["min"], found["count"]["max"], found["period"], found["span"]["text"])
    assert told == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            "Russian:amod>troops troops.NNS:nsubj killed/kill.VBD ten:nummod>civilians Ukrainian:amod>civilians "
            "civilians.NNS:dobj .",
            [[("dead", 10, 10, "civilian")]], id="the act's own",
        ),
        pytest.param(
            "Russia:nsubj attacked/attack.VBD Chad:dobj and:cc killed/kill.VBD:conj ten:nummod>civilians "
            "Ukrainian:amod>civilians civilians.NNS:dobj>killed .",
            [[], [("dead", 10, 10, "civilian")]], id="of two acts only its own",
        ),
    ],
)  # fmt: skip
def test_quantities(words: str, expected: list[list[tuple[str, float, float, str]]], knowledge: Knowledge) -> None:
    found = [[(q["kind"], q["min"], q["max"], q["unit"]) for q in event.quantity] for event in events(words, knowledge)]
    assert found == expected


# -- according to whom


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(ATTACKED, ["author"], id="the author"),
        pytest.param(f"{SAID} .", ["author", "IRN says"], id="a source"),
        pytest.param(
            f"{SAID} , according/accord.VBG:prep to:prep>according France:pobj>to .", ["author", "FRA reports", "IRN says"],
            id="the outermost first",
        ),
    ],
)  # fmt: skip
def test_the_chain_of_sources(words: str, expected: list[str], knowledge: Knowledge) -> None:
    chain = events(words, knowledge)[-1].attribution
    told = [f"{link['source']['actor'][0]} {link['strength']}" if "cue" in link else link["source"]["kind"] for link in chain]
    assert told == expected


# -- who


def test_a_party_is_told_by_its_words(knowledge: Knowledge) -> None:
    (event,) = events("Russian:amod>troops troops.NNS:nsubj attacked/attack.VBD Ukraine:dobj .", knowledge)
    (actor,), (recipient,) = event.actor, event.recipient
    assert (actor.id, actor.country, actor.sector, actor.text, actor.start, actor.end) == (
        "RUS.MIL", "RUS", ("MIL",), "Russian troops", 0, 14,
    )  # fmt: skip
    assert (recipient.id, recipient.text, recipient.via, recipient.where) == ("UKR", "Ukraine", "name", "body")


def test_an_untold_doer_has_no_words(knowledge: Knowledge) -> None:
    (event,) = events("Ukraine:nsubjpass was/be:auxpass attacked/attack.VBN .", knowledge)
    (actor,) = event.actor
    assert (actor.id, actor.via, actor.text, actor.start) == ("UNK", "implicit", "", None)


def test_a_pronoun_is_a_reference(knowledge: Knowledge) -> None:
    found = events("Russia:nsubj left/leave.VBD .\nIt.PRP:nsubj attacked/attack.VBD Ukraine:dobj .", knowledge)
    (actor,) = found[-1].actor
    assert (actor.id, actor.text, actor.via) == ("RUS", "It", "reference")


def test_what_stands_in_the_title_says_so(knowledge: Knowledge) -> None:
    doc = build(f"It.PRP:nsubj rained/rain.VBD .\n{ATTACKED}", knowledge, *STAGES, title="Russia:nsubj attacks.VBZ Ukraine:dobj")
    first, second = doc.events or ()
    assert first.trigger == {"start": 7, "end": 14, "text": "attacks", "in": "title"}
    assert first.actor[0].where == "title"
    assert second.trigger == {"start": 18, "end": 26, "text": "attacked"}
    assert second.sentence == {"index": 2, "start": 11, "end": 35}


def test_a_second_telling_names_the_first(knowledge: Knowledge) -> None:
    words = "China:nsubj met/meet.VBD Japan:dobj ."
    first, second = events(f"{words}\n{words}", knowledge)
    assert (first.same_as, second.same_as) == (None, first.id)


def test_a_record_leaves_nothing_out(knowledge: Knowledge) -> None:
    (event,) = events(ATTACKED, knowledge)
    record = event.record()
    assert list(record) == list(Event.__slots__)
    assert record["actor"][0]["id"] == "RUS"
    assert (event.quad, event.score) == (knowledge.ontology.types["ASSAULT"].quad, knowledge.ontology.score("ASSAULT", event.mode))
