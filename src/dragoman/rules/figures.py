"""Find figures of speech and the words of other trades: "trade war", a striker, shares under attack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.knowledge import Lexicon
from dragoman.knowledge.schemas import Figure
from dragoman.model import Document, Sentence

# Kinds whose one word puts the whole sentence into another trade.
WHOLE_SENTENCE = frozenset({"sport", "finance", "arts", "nature", "medicine"})


class Found(NamedTuple):
    """A figure and the tokens it covers."""

    first: int
    last: int
    figure: Figure


def find_figures(doc: Document, sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """The figures of a sentence by lemma sequence; one-word trade terms cover the sentence."""
    tokens = doc.tokens
    for index in range(sentence.first, sentence.last):
        for parts, figure in lexicon.figures.get(tokens[index].lemma, ()):
            end = index + len(parts)
            if end <= sentence.last and all(tokens[index + k].lemma == part for k, part in enumerate(parts)):
                if figure.kind in WHOLE_SENTENCE and len(parts) <= 2:
                    yield Found(sentence.first, sentence.last, figure)
                else:
                    yield Found(index, end, figure)
