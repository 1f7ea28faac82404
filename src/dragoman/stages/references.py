"""Say whom pronouns and definite descriptions mean: "he", "the two nations", "both leaders", "its allies"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.grammar.subjects import subject
from dragoman.grammar.tree import ancestors, under
from dragoman.model import Document, Mention

PERSONAL = frozenset({"he", "she", "him", "her", "his", "who"})
NEUTRAL = frozenset({"it", "its"})
PLURAL = frozenset({"they", "them", "their"})
PAIRS = frozenset({"two", "both"})
SPEECH = frozenset({"say", "tell", "announce", "declare", "add", "warn", "state", "report", "claim", "confirm", "vow"})
# How far back an antecedent may stand, in mentions: further is guessing.
WINDOW = 12


def _fits(doc: Document, pronoun: str, mention: Mention) -> bool:
    actors = doc.actors_at(mention.head)
    if not actors or mention.kind == "nationality" and doc.tokens[mention.head].dep in ("amod", "compound", "nmod"):
        return False
    person = mention.kind == "person" or (mention.kind == "noun" and actors[0].sector in (("GOV",), ("ELI",), ("OPP",), ("REL",)))
    tag = doc.tokens[mention.head].tag
    several = tag in ("NNS", "NNPS") or bool(under(doc, mention.head, "conj"))
    if pronoun in PERSONAL:
        return person and not several
    if pronoun in NEUTRAL:
        return not (mention.kind == "person") and not several
    return several or mention.kind in ("organisation", "group", "state")


def _speaker(doc: Document, token: int) -> int | None:
    """The subject of the saying verb that a pronoun's clause depends on."""
    for above in ancestors(doc, token):
        if doc.tokens[above].pos == "VERB" and doc.tokens[above].lemma in SPEECH:
            return subject(doc, above)
    return None


def _pronoun(doc: Document, mention: Mention, before: list[Mention]) -> tuple[int, ...]:
    word = doc.tokens[mention.head].text.lower()
    speaker = _speaker(doc, mention.head)
    if speaker is not None and speaker != mention.head and (other := doc.heads.get(speaker)) is not None:
        candidate = (doc.mentions or ())[other]
        if candidate.kind != "pronoun" and doc.actors_at(speaker):
            singular = word in PERSONAL | NEUTRAL
            if word in PLURAL or (singular and _fits(doc, word, candidate)):
                return (other,)
    subjects = ("nsubj", "nsubjpass", "ROOT", "agent")
    near = [item for item in before[-WINDOW:] if _fits(doc, word, item)]
    first = [item for item in near if doc.tokens[item.head].dep in subjects]
    chosen = first[-1:] or near[-1:]
    return (chosen[0].id,) if chosen else ()


def _pair(doc: Document, mention: Mention, before: list[Mention]) -> tuple[int, ...]:
    """The last two different countries told of before "the two nations" or "both leaders"."""
    found: dict[str, int] = {}
    for item in reversed(before):
        for actor in doc.actors_at(item.head):
            if actor.country and actor.country not in found:
                found[actor.country] = item.id
        if len(found) >= 2:
            return tuple(sorted(list(found.values())[:2]))
    return ()


def _links(doc: Document) -> Iterator[tuple[int, tuple[int, ...]]]:
    before: list[Mention] = []
    last: dict[tuple[str, ...], int] = {}
    for mention in doc.mentions or ():
        actors = doc.actors_at(mention.head)
        if mention.kind == "pronoun":
            found = _pronoun(doc, mention, before)
            if found:
                yield mention.id, found
            continue
        bare = mention.kind == "noun" and not any(actor.country for actor in actors)
        words = {doc.tokens[child].lemma for child in doc.children[mention.head]}
        if bare and words & PAIRS:
            found = _pair(doc, mention, before)
            if found:
                yield mention.id, found
        elif bare and "the" in words and actors:
            earlier = last.get(actors[0].sector)
            if earlier is not None:
                yield mention.id, (earlier,)
        elif actors and actors[0].country:
            last[actors[0].sector] = mention.id
        before.append(mention)


def resolve_references(doc: Document) -> dict[int, tuple[int, ...]]:
    """Return for each referring mention the mentions it stands for; what stays unclear is left out."""
    return dict(_links(doc))
