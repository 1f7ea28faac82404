"""Find the acts of one document that are one happening told again ("the visit", told thrice)."""

from __future__ import annotations

from collections import deque

from dragoman.grammar.tree import first, under
from dragoman.model import Act, Document

POINTING = frozenset({"the", "this", "that", "these", "those"})
# Types whose acts have one occasion between two sides in a news text: two tellings are one.
OCCASIONS = frozenset({"CONSULT", "AGREE", "SUPPORT"})
# How many earlier acts of a type are compared: a text that tells more is a list, and time stays linear.
MEMORY = 24


def _sides(act: Act) -> tuple[frozenset[str], frozenset[str]]:
    return (
        frozenset(role.actor.country or role.actor.id for role in act.actor),
        frozenset(role.actor.country or role.actor.id for role in act.recipient),
    )


def _points_back(doc: Document, act: Act) -> bool:
    """Whether an act's noun is told as known: "the visit", "this attack", "Putin's visit"."""
    clause = (doc.clauses or ())[act.clause]
    if clause.kind != "noun":
        return False
    determiners = {doc.tokens[child].lemma for child in under(doc, clause.head, "det")}
    return bool(determiners & POINTING) or first(doc, clause.head, "poss") is not None


def _agree(earlier: Act, later: Act) -> bool:
    """Whether no field of two tellings contradicts the other."""
    if earlier.status != later.status and "actual" not in (earlier.status, later.status):
        return False
    if earlier.mode and later.mode and not set(earlier.mode) & set(later.mode):
        return False
    actors, recipients = _sides(earlier)
    others, targets = _sides(later)
    everyone = actors | recipients
    if not others <= everyone and not actors <= others | targets:
        return False
    return not targets or not recipients or bool(targets & everyone)


def _same(doc: Document, earlier: Act, later: Act) -> bool:
    if not _agree(earlier, later):
        return False
    lemma = {doc.tokens[(doc.clauses or ())[act.clause].head].lemma for act in (earlier, later)}
    if _points_back(doc, later):
        return len(lemma) == 1 or later.event_type in OCCASIONS
    sides = _sides(earlier)
    return later.event_type in OCCASIONS and sides == _sides(later) and len(lemma) == 1


def find_repeats(doc: Document) -> dict[int, int]:
    """Return for each retold act the first act that told it, by id."""
    found: dict[int, int] = {}
    by_type: dict[str, deque[Act]] = {}
    for act in doc.acts or ():
        told = by_type.setdefault(act.event_type, deque(maxlen=MEMORY))
        first_told = next((earlier for earlier in told if _same(doc, earlier, act)), None)
        if first_told is not None:
            found[act.id] = first_told.id
        else:
            told.append(act)
    return found
