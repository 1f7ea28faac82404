"""Find words of judgement on an actor, and whose judgement they are."""

from __future__ import annotations

from dragoman.grammar.tree import ancestors, under
from dragoman.knowledge import Lexicon
from dragoman.model import Document, Judgement, Source, Span
from dragoman.rules.parties import parties_at


def _target(doc: Document, token: int, lexicon: Lexicon) -> int | None:
    """The actor a judging word is about: the noun it modifies, its owner, or the subject it is said of."""
    word = doc.tokens[token]
    if word.dep == "amod":
        roles = parties_at(doc, word.head, lexicon)
        return roles[0].token if roles else None
    for above in (token, *ancestors(doc, token)):
        for subject in under(doc, above, "nsubj", "nsubjpass", "poss"):
            roles = parties_at(doc, subject, lexicon)
            if roles:
                return roles[0].token
        if doc.tokens[above].pos == "VERB":
            break
    return None


def find_stance(doc: Document, lexicon: Lexicon) -> tuple[Judgement, ...]:
    """Return the judgements of the text; the holder is the innermost source that tells them, else the author."""
    found = []
    good, bad = lexicon.lists.get("praise", frozenset()), lexicon.lists.get("blame", frozenset())
    for token in doc.tokens:
        polarity = (token.lemma in good) - (token.lemma in bad)
        if not polarity or token.name >= 0:
            continue
        target = _target(doc, token.i, lexicon)
        if target is None:
            continue
        holder = Source("author")
        for item in doc.attributions or ():
            if any(span.start <= token.start < span.end for span in item.content):
                holder = item.source
        word = doc.tokens[target]
        found.append(
            Judgement(token.start, token.end, Span(word.start, word.end), doc.actors_at(target), polarity, 1, holder, token.lemma)
        )
    return tuple(found)
