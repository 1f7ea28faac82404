"""Put acts in PLOVER's contexts by the words of their sentence."""

from __future__ import annotations

from dragoman.knowledge import Knowledge, Lexicon
from dragoman.model import Document, Sentence


def _contexts_in(doc: Document, sentence: Sentence, lexicon: Lexicon) -> tuple[str, ...]:
    tokens = doc.tokens[sentence.first : sentence.last]
    found: dict[str, None] = {}
    for index, token in enumerate(tokens):
        for parts, code in lexicon.contexts.get(token.lemma.lower(), ()):
            if all(index + k < len(tokens) and tokens[index + k].lemma.lower() == part for k, part in enumerate(parts)):
                found[code] = None
    return tuple(sorted(found))


def find_contexts(doc: Document, knowledge: Knowledge) -> dict[int, tuple[str, ...]]:
    """Return the contexts of each act: those its rule states and those its sentence's words signal."""
    by_sentence: dict[int, tuple[str, ...]] = {}
    found = {}
    for act in doc.acts or ():
        index = (doc.clauses or ())[act.clause].sentence
        if index not in by_sentence:
            by_sentence[index] = _contexts_in(doc, (doc.sentences or ())[index], knowledge.lexicon)
        stated = knowledge.lexicon.rules[act.rule].row.context
        found[act.id] = tuple(sorted({*stated, *by_sentence[index]}))
    return found
