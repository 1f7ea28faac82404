"""Print how many readings change when two states are swapped, with names masked for the parser and without.

The sentences and states are those of tests/test_swap.py; docs/decisions/0001-names-are-masked.md tells what it settled.
"""

from __future__ import annotations

import sys
from itertools import combinations, permutations
from pathlib import Path

from dragoman.api import Coder
from dragoman.knowledge import load_knowledge
from dragoman.model import Article
from dragoman.stages import parse

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from test_swap import SENTENCES, STATES, codes


def changed(coder: Coder) -> int:
    """How many unordered pairs of states are read differently when swapped, over all sentences."""
    keys = [(sentence, a, b) for sentence in SENTENCES for a, b in permutations(STATES, 2)]
    texts = [sentence.format(a=a, b=b) for sentence, a, b in keys]
    docs = coder.read_many(Article(text[0].upper() + text[1:]) for text in texts)
    read = {key: codes(doc, *key[1:]) for key, doc in zip(keys, docs, strict=True)}
    return sum(read[sentence, a, b] != read[sentence, b, a] for sentence in SENTENCES for a, b in combinations(STATES, 2))


def main() -> None:
    """Read every sentence for every pair twice, and print both counts."""
    coder = Coder(load_knowledge())
    pairs = len(SENTENCES) * len(list(combinations(STATES, 2)))
    print(f"masked: {changed(coder)} of {pairs} pairs read differently when swapped")
    parse.mask_for = lambda hit, text: text
    print(f"as written: {changed(coder)} of {pairs}")


if __name__ == "__main__":
    main()
