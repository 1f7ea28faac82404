"""Find the stretches of text that name an actor or a place, with their titles and modifiers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.grammar.tree import first, lemmas_before, under
from dragoman.knowledge import Nouns
from dragoman.model import Document, Mention

PRONOUNS = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "him",
        "her",
        "them",
        "his",
        "its",
        "their",
        "who",
        "we",
        "our",
        "himself",
        "herself",
        "itself",
        "themselves",
    }
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
POINTING = frozenset({"two", "both", "three", "four", "five", "the", "this", "that", "these", "those"})
MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "quantmod", "advmod"})


def _leftmost(doc: Document, head: int) -> int:
    """Where a mention begins: with its leftmost modifier, without the article."""
    left = head
    tokens = doc.tokens
    for child in doc.children[head]:
        if child < head and tokens[child].dep in MODIFIERS and tokens[child].pos not in ("DET", "PUNCT"):
            left = min(left, _leftmost(doc, child))
    return left


def _is_title(doc: Document, token: int, nouns: Nouns) -> bool:
    """Whether a capitalised head carries an office before it: "Foreign Minister Jane Doe"."""
    return any(
        nouns.find(lemmas_before(doc, child)) is not None
        for child in under(doc, token, "compound", "nmod", "amod", "appos")
        if doc.tokens[child].pos in ("NOUN", "PROPN")
    )


def _found(doc: Document, nouns: Nouns, referring: frozenset[str]) -> Iterator[tuple[int, str]]:
    for token in doc.tokens:
        if token.name >= 0:
            hit = (doc.names or ())[token.name]
            kind = KINDS[hit.kind]
            yield token.i, kind
        elif token.pos == "PRON" or token.tag == "PRP$":
            if token.lemma in PRONOUNS or token.text.lower() in PRONOUNS:
                yield token.i, "pronoun"
        elif token.pos in ("NOUN", "PROPN", "ADJ"):
            if nouns.find(lemmas_before(doc, token.i)) is not None:
                if token.pos != "ADJ" or token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj"):
                    yield token.i, "noun"
            elif (token.lemma in referring and {doc.tokens[child].lemma for child in doc.children[token.i]} & POINTING) or (
                token.lemma in ("former", "latter") and token.dep in ("nsubj", "nsubjpass", "pobj", "dobj")
            ):
                yield token.i, "noun"
            elif token.pos == "PROPN" and token.dep != "compound":
                if _is_title(doc, token.i, nouns) or (token.text[:1].isupper() and first(doc, token.i, "appos") is not None):
                    yield token.i, "person"
                elif token.text[:1].isupper() and token.dep in ("nsubj", "nsubjpass", "appos", "poss"):
                    yield token.i, "name"


def find_mentions(doc: Document, nouns: Nouns, lists: Mapping[str, frozenset[str]]) -> tuple[Mention, ...]:
    """Return one mention per naming head, in order of text; modifiers that name somebody are mentions too.

    The lists of the lexicon hold the nouns that name nobody by themselves but point to somebody told of
    before ("the two nations", "the bloc").
    """
    referring = lists["referring"] | lists["states-nouns"] | lists["bodies-nouns"]
    found = []
    for number, (head, kind) in enumerate(_found(doc, nouns, referring)):
        token = doc.tokens[head]
        left = head if token.dep in ("compound", "amod", "nmod") else _leftmost(doc, head)
        found.append(Mention(number, doc.tokens[left].start, token.end, head, kind))
    return tuple(found)
