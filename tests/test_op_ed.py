"""The founding example, row by row as ../shared/samples/README.md reads it: offsets and codes, never its words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.api import Coder
from dragoman.model import Article, Document, Event

SAMPLE = Path(__file__).parents[2] / "shared" / "samples" / "op-ed.txt"
PUBLISHED = date(2024, 5, 18)
BIO = 3097
VISITS = (42, 695, 2731)

pytestmark = pytest.mark.skipif(not SAMPLE.exists(), reason="../shared/samples is not on this machine")


@pytest.fixture(scope="module")
def doc(coder: Coder) -> Document:
    return coder.read(Article(SAMPLE.read_text(encoding="utf-8"), published=PUBLISHED))


def at(doc: Document, start: int) -> Event:
    """The event whose trigger begins at an offset."""
    found = [event for event in doc.events or () if event.trigger["start"] == start]
    assert len(found) == 1, [(event.trigger["start"], event.event_type) for event in doc.events or ()]
    return found[0]


def who(event: Event, role: str) -> list[tuple[str, tuple[str, ...]]]:
    """Country, or the label's id, and sectors of each party in a role."""
    return [(party.country or party.id, party.sector) for party in getattr(event, role)]


def test_the_visit_is_told_once_with_its_end(doc: Document) -> None:
    first, *later = (at(doc, start) for start in VISITS)
    assert (first.event_type, first.mode, first.status, first.happened) == ("CONSULT", ("visit",), "actual", True)
    assert [party.id for party in first.actor] == ["RUS.vladimir-putin"]
    assert (who(first, "actor"), who(first, "recipient")) == ([("RUS", ("GOV",))], [("CHN", ())])
    assert (first.when["end"], first.when["by"]) == ("2024-05-17", "expression")
    assert [event.same_as for event in later] == [first.id, first.id]


def test_the_joint_statement_is_the_two_nations_by_reference(doc: Document) -> None:
    event = at(doc, 155)
    assert (event.event_type, event.status) == ("AGREE", "actual")
    assert who(event, "actor") == [("RUS", ()), ("CHN", ())]
    assert {party.via for party in event.actor} == {"reference"}
    assert event.attribution[-1]["source"]["kind"] == "document"


def test_the_anniversary_of_ties_is_no_event(doc: Document) -> None:
    ties = [when for when in doc.times or () if when.value.startswith("1949")]
    assert len(ties) == 1
    assert not [event for event in doc.events or () if event.when and event.when["value"].startswith("1949")]


def test_the_concern_is_the_statements_and_its_allies_are_nobodys_country(doc: Document) -> None:
    event = at(doc, 573)
    assert (event.event_type, event.mode, event.status) == ("ACCUSE", ("disapprove",), "actual")
    assert who(event, "actor") == [("RUS", ()), ("CHN", ())]
    assert who(event, "recipient") == [("USA", ()), ("USA.ALLY", ())]
    source = event.attribution[-1]["source"]
    assert (source["kind"], source["actor"]) == ("document", ["RUS", "CHN"])


def test_forty_talks_in_a_decade_are_one_aggregate(doc: Document) -> None:
    event = at(doc, 901)
    assert (event.event_type, event.happened) == ("CONSULT", False)
    assert [party.id for party in event.actor] == ["RUS.vladimir-putin", "CHN.xi-jinping"]
    assert event.aggregate["count"] == {"min": 40, "max": None}
    assert event.aggregate["period"] == ["2014-05-18", "2024-05-18"]


def test_what_the_author_says_others_attempt_is_not_exported(doc: Document) -> None:
    attempts = (1130, 1250)
    assert not [event for event in doc.events or () if attempts[0] <= event.trigger["start"] < attempts[1] and event.happened]


def test_consistent_support_is_habitual_and_on_territory(doc: Document) -> None:
    event = at(doc, 1368)
    assert (event.event_type, event.status, event.happened) == ("SUPPORT", "habitual", False)
    assert (who(event, "actor"), who(event, "recipient")) == ([("RUS", ())], [("CHN", ())])
    assert "territory" in event.context
    assert event.attribution == ({"source": {"kind": "author"}},)


def test_the_west_is_a_label_and_what_it_overlooks_no_event(doc: Document) -> None:
    event = at(doc, 1580)
    assert (event.event_type, event.mode) == ("ACCUSE", ("disapprove",))
    assert (who(event, "actor"), who(event, "recipient")) == ([("THE-WEST", ())], [("CHN", ())])
    assert not [item for item in doc.events or () if 1641 <= item.trigger["start"] < 1705 and item.happened]


def test_a_stance_on_confrontation_is_no_assault(doc: Document) -> None:
    assert not [event for event in doc.events or () if 1705 <= event.trigger["start"] < 1771]


def test_a_judgement_on_nato_is_the_authors_and_no_event(doc: Document) -> None:
    on_nato = [item for item in doc.stance or () if item.actors[0].id == "NATO"]
    assert {item.start for item in on_nato} >= {1908, 1994, 2584}
    assert {(item.polarity, item.holder.kind) for item in on_nato} == {(-1, "author")}
    assert not [event for event in doc.events or () if 1884 <= event.trigger["start"] < 2030]


def test_the_aid_package_has_three_recipients_and_its_price(doc: Document) -> None:
    event = at(doc, 2075)
    assert event.event_type in ("AID", "AGREE")
    assert event.happened
    assert who(event, "actor") == [("USA", ("LEG",))]
    assert who(event, "recipient") == [("UKR", ()), ("ISR", ()), ("TWN", ())]
    assert [(item["min"], item["max"], item["unit"]) for item in event.quantity] == [(95e9, 95e9, "USD")]


def test_the_offensive_goes_on(doc: Document) -> None:
    event = at(doc, 2236)
    assert (event.event_type, event.status) == ("ASSAULT", "ongoing")
    assert (who(event, "actor"), who(event, "recipient")) == ([("ISR", ())], [("PSE", ())])


def test_repeated_vetoes_are_an_aggregate_of_unknown_count(doc: Document) -> None:
    event = at(doc, 2276)
    assert (event.event_type, event.happened) == ("REJECT", False)
    assert ([party.id for party in event.actor], [party.id for party in event.recipient]) == (["USA"], ["UN"])
    assert event.aggregate["count"]["max"] is None


def test_the_authors_judgements_have_both_signs(doc: Document) -> None:
    own: dict[str, set[int]] = {}
    for item in doc.stance or ():
        if item.holder.kind == "author":
            for actor in item.actors:
                own.setdefault(actor.id.split(".")[0], set()).add(item.polarity)
    assert own["CHN"] == own["RUS"] == own["SCO"] == {1}
    assert own["NATO"] == {-1}
    assert sum(item.holder.kind == "author" for item in doc.stance or ()) >= 6


def test_a_relation_since_2001_is_no_event(doc: Document) -> None:
    assert [when.value for when in doc.times or () if when.value.startswith("2001")]
    assert not [event for event in doc.events or () if event.when and event.when["value"].startswith("2001")]


def test_nothing_is_read_in_the_bio(doc: Document) -> None:
    assert [(item.kind, item.start) for item in doc.boilerplate] == [("bio", BIO)]
    assert not [event for event in doc.events or () if event.trigger["start"] >= BIO]
    assert not [mention for mention in doc.mentions or () if mention.start >= BIO]
    assert not [item for item in doc.stance or () if item.start >= BIO]


def test_the_counts(doc: Document) -> None:
    events = doc.events or ()
    assert doc.genre is not None
    assert doc.genre.kind == "opinion"
    incidents = [event for event in events if event.same_as is None]
    assert 8 <= len(incidents) <= 11
    assert sum(event.aggregate is not None for event in events) == 2
    assert not [event for event in events if event.voice == "opinion" and event.happened]
    assert not [event for event in events if event.voice == "opinion" and event.status == "actual"]
