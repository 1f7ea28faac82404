"""Find the acts of one document that are one happening told again ("the visit", told thrice)."""

from __future__ import annotations

from dragoman.model import Act, Document

# A retelling keeps type and sides; the first telling is the one the others point to.


def _side(act: Act, recipient: bool) -> frozenset[str]:
    return frozenset(role.actor.country or role.actor.id for role in (act.recipient if recipient else act.actor))


def _same(first: Act, second: Act) -> bool:
    if first.event_type != second.event_type or (first.mode and second.mode and not set(first.mode) & set(second.mode)):
        return False
    if first.status != second.status:
        return False
    actors = bool(_side(first, False) & _side(second, False))
    recipients = _side(first, True) == _side(second, True) or not _side(second, True)
    return actors and recipients and second.event_type in ("CONSULT", "AGREE", "SUPPORT", "COOPERATE", "AID", "RETREAT")


def find_repeats(doc: Document) -> dict[int, int]:
    """Return for each retold act the first act that told it, by id."""
    found: dict[int, int] = {}
    acts = doc.acts or ()
    for index, act in enumerate(acts):
        for earlier in acts[:index]:
            if earlier.id not in found and _same(earlier, act):
                found[act.id] = earlier.id
                break
    return found
