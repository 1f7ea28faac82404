"""Every rule proves itself: its yes sentences are coded as it says, its no sentences are not coded by it."""

from __future__ import annotations

import pytest

from dragoman.api import Coder
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.knowledge.schemas import Yes
from dragoman.model import Article, Document, Event, Party

LEXICON = load_knowledge().lexicon
YES = [(rule.id, rule.event, yes) for rule in LEXICON.rules.values() for yes in rule.row.yes]
YES += [(f"shift {shift.id}", shift.event, yes) for shift in LEXICON.shifts for yes in shift.yes]
NO = [(rule.id, text) for rule in LEXICON.rules.values() for text in rule.row.no]
NO += [(f"shift {shift.id}", text) for shift in LEXICON.shifts for text in shift.no]


@pytest.fixture(scope="module")
def docs(knowledge: Knowledge) -> dict[str, Document]:
    """All sentences, read in one go."""
    texts = sorted({yes.text for _, _, yes in YES} | {text for _, text in NO})
    found = Coder(knowledge).read_many(Article(text) for text in texts)
    return dict(zip(texts, found, strict=True))


def named(parties: tuple[Party, ...]) -> set[str]:
    """The ids of some parties, and their countries with sectors, as a rule's sentence may name them."""
    return {name for party in parties for name in (party.id, ".".join((party.country, *party.sector[:1])), party.country)}


def told(doc: Document) -> list[str]:
    """What was coded, for a message."""
    return [f"{e.event_type} {named(e.actor)} -> {named(e.recipient)} {e.status} by {e.rule} {e.shift}" for e in doc.events or ()]


def fits(event: Event, rule: str, kind: str, yes: Yes) -> bool:
    return (
        (event.rule == rule or rule == f"shift {event.shift}")
        and event.event_type == (yes.event or kind)
        and set(yes.actor.split()) <= named(event.actor)
        and set(yes.recipient.split()) <= named(event.recipient)
        and (yes.status is None or event.status == yes.status)
    )


@pytest.mark.parametrize(("rule", "kind", "yes"), [pytest.param(*case, id=f"{case[0]}: {case[2].text}") for case in YES])
def test_yes(rule: str, kind: str, yes: Yes, docs: dict[str, Document]) -> None:
    doc = docs[yes.text]
    assert any(fits(event, rule, kind, yes) for event in doc.events or ()), told(doc)


@pytest.mark.parametrize(("rule", "text"), [pytest.param(*case, id=f"{case[0]}: {case[1]}") for case in NO])
def test_no(rule: str, text: str, docs: dict[str, Document]) -> None:
    doc = docs[text]
    assert not [event for event in doc.events or () if rule in (event.rule, f"shift {event.shift}")], told(doc)
