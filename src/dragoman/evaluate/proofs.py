"""Hold every rule against its own sentences: those it must code, and the look-alikes it must not take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dragoman.knowledge import Knowledge
from dragoman.knowledge.schemas import RuleRow, Shift, Yes
from dragoman.model import Article, Document, Event, Party
from dragoman.pipeline import read_articles


class Proof(NamedTuple):
    """A sentence of a rule or shift; `yes` is None where the rule must not code it."""

    rule: str
    event: str
    text: str
    yes: Yes | None


def proofs_of(row: RuleRow | Shift) -> Iterator[Proof]:
    """The sentences that a rule or shift brings."""
    name = row.id if isinstance(row, RuleRow) else f"shift {row.id}"
    for yes in row.yes:
        yield Proof(name, yes.event or row.event, yes.text, yes)
    for text in row.no:
        yield Proof(name, row.event, text, None)


def _named(parties: Iterable[Party]) -> set[str]:
    """The ids of some parties, and their countries with sectors, as a rule's sentence may name them."""
    return {name for party in parties for name in (party.id, ".".join((party.country, *party.sector[:1])), party.country)}


def _by(event: Event, rule: str) -> bool:
    return event.rule == rule or rule == f"shift {event.shift}"


def _fits(event: Event, proof: Proof, yes: Yes) -> bool:
    return (
        _by(event, proof.rule)
        and event.event_type == proof.event
        and set(yes.actor.split()) <= _named(event.actor)
        and set(yes.recipient.split()) <= _named(event.recipient)
        and (yes.status is None or event.status == yes.status)
    )


def _told(event: Event) -> str:
    sides = [
        ", ".join(sorted({".".join((party.country, *party.sector[:1])) for party in side}))
        for side in (event.actor, event.recipient)
    ]
    by = f"{event.rule}{f' and shift {event.shift}' if event.shift else ''}"
    return f"{event.event_type} of {sides[0] or 'nobody'} to {sides[1] or 'nobody'}, {event.status}, by {by}"


def fault(proof: Proof, doc: Document) -> str:
    """What a document shows against a rule's sentence, and what to do; "" where the rule holds."""
    events = doc.events or ()
    if proof.yes is None:
        if any(_by(event, proof.rule) for event in events):
            return f"no {proof.text!r}: it is coded by this rule; narrow the rule, or take the sentence out"
        return ""
    if any(_fits(event, proof, proof.yes) for event in events):
        return ""
    wanted = [f"{role} {value}" for role in ("actor", "recipient", "status") if (value := getattr(proof.yes, role))]
    coded = "; ".join(map(_told, events)) or "nothing"
    return f"yes {proof.text!r}: must be {', '.join([proof.event, *wanted])}, and coded is {coded}; mend the rule or the sentence"


def find_faults(proofs: Iterable[Proof], knowledge: Knowledge) -> Iterator[tuple[Proof, str]]:
    """Each sentence with what is wrong, "" where nothing is; all read in one go."""
    asked = list(proofs)
    texts = list(dict.fromkeys(proof.text for proof in asked))
    docs = dict(zip(texts, read_articles((Article(text) for text in texts), knowledge), strict=True))
    return ((proof, fault(proof, docs[proof.text])) for proof in asked)
