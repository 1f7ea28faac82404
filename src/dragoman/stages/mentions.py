"""Find the stretches of text that name an actor or a place, with their titles and modifiers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.grammar.tree import first, hyphened, lemmas_before, under
from dragoman.knowledge import Nouns
from dragoman.model import Document, Mention, Token

PRONOUNS = frozenset(
    {"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who", "whom", "whose", "we", "our", "us"}
    | {"i", "me", "my", "himself", "herself", "itself", "themselves", "both", "neither", "each"}
)
KINDS = {
    "state": "state",
    "capital": "place",
    "place": "place",
    "adjective": "nationality",
    "people": "nationality",
    "person": "person",
    "surname": "person",
    "organisation": "organisation",
    "body": "organisation",
    "seat": "organisation",
    "label": "organisation",
    "group": "group",
}
STANDING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
# Lists of nouns that point to somebody told of before.
REFERRING = ("referring", "states-nouns", "bodies-nouns", "groups-nouns")
POINTING = frozenset({"two", "both", "three", "four", "five", "the", "this", "that", "these", "those"})
MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "quantmod", "advmod"})


def _leftmost(doc: Document, head: int) -> int:
    """Where a mention begins: with its leftmost modifier, without the article."""
    tokens = doc.tokens
    inside = [head]
    for item in inside:
        inside.extend(
            child
            for child in doc.children[item]
            if child < item and tokens[child].dep in MODIFIERS and tokens[child].pos not in ("DET", "PUNCT")
        )
    return min(inside)


def _is_title(doc: Document, token: int, nouns: Nouns) -> bool:
    """Whether a capitalised head carries an office before it: "Foreign Minister Jane Doe"."""
    return any(
        nouns.find(lemmas_before(doc, child)) is not None
        for child in under(doc, token, "compound", "nmod", "amod", "appos")
        if doc.tokens[child].pos in ("NOUN", "PROPN")
    )


def _noun_kind(doc: Document, token: Token, nouns: Nouns, lists: Mapping[str, frozenset[str]]) -> str:
    """What an unnamed noun is a mention of: somebody by trade, somebody told of before, a document; "" for nobody."""
    if nouns.find(lemmas_before(doc, hyphened(doc, token.i))) is not None:
        return "noun" if token.pos != "ADJ" or token.dep in STANDING else ""
    words = {doc.tokens[child].lemma for child in doc.children[token.i]}
    if token.lemma in lists["allies-nouns"] and first(doc, token.i, "poss") is not None:
        return "noun"
    if any(token.lemma in lists[name] for name in REFERRING) and words & POINTING:
        return "noun"
    if token.lemma in ("former", "latter") and token.dep in STANDING:
        return "noun"
    if token.lemma == "old" and token.dep in STANDING and "the" in words:  # the 71-year-old
        return "noun"
    if token.lemma in lists["documents"] and token.pos == "NOUN":
        return "document"
    return "site" if token.lemma in lists["place-nouns"] and token.pos == "NOUN" else ""


def _name_kind(doc: Document, token: Token, nouns: Nouns) -> str:
    """Whether a capitalised head nobody knows is a person, by a title or apposition, or just a name."""
    if token.pos != "PROPN" or token.dep == "compound":
        return ""
    if _is_title(doc, token.i, nouns) or (token.text[:1].isupper() and first(doc, token.i, "appos") is not None):
        return "person"
    return "name" if token.text[:1].isupper() and token.dep in ("nsubj", "nsubjpass", "appos", "poss") else ""


def _found(doc: Document, nouns: Nouns, lists: Mapping[str, frozenset[str]]) -> Iterator[tuple[int, str]]:
    for token in doc.tokens:
        kind = ""
        if token.name >= 0:
            kind = KINDS[(doc.names or ())[token.name].kind]
        elif token.pos == "PRON" or token.tag in ("PRP$", "WP$") or (token.pos == "DET" and token.dep in STANDING):
            kind = "pronoun" if token.text.lower() in PRONOUNS else ""
        elif token.pos in ("NOUN", "PROPN", "ADJ") and (token.head == token.i or hyphened(doc, token.head) != token.i):
            kind = _noun_kind(doc, token, nouns, lists) or _name_kind(doc, token, nouns)
        if kind:
            yield token.i, kind


def find_mentions(doc: Document, nouns: Nouns, lists: Mapping[str, frozenset[str]]) -> tuple[Mention, ...]:
    """Return one mention per naming head, in order of text; modifiers that name somebody are mentions too.

    The lists of the lexicon hold the nouns that name nobody by themselves but point to somebody told of
    before ("the two nations", "the bloc"), and the documents that speak for whoever issued them.
    """
    found = []
    for number, (head, kind) in enumerate(_found(doc, nouns, lists)):
        token = doc.tokens[head]
        left = head if token.dep in ("compound", "amod", "nmod") else _leftmost(doc, head)
        found.append(Mention(number, doc.tokens[left].start, token.end, head, kind))
    return tuple(found)
