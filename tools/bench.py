"""Print words a second for the parser alone and for the whole pipeline, and peak memory: `make bench`.

The articles are those of examples/, varied: each copy takes the paragraphs of one in another order, so that no
two texts are the same. The parser alone is spaCy's English model without its statistical names, on the same
texts as they are. CPU seconds of this process, so that a busy machine does not count.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from dragoman.knowledge import load_knowledge
from dragoman.model import Article
from dragoman.pipeline import read_articles
from dragoman.sources import read_sources
from dragoman.stages.parse import load_parser

EXAMPLES = Path(__file__).parents[1] / "examples"
SEED = 1


def vary(count: int) -> Iterator[Article]:
    """`count` articles, none like another."""
    originals = [article for article in read_sources([str(EXAMPLES)]) if isinstance(article, Article)]
    chance = random.Random(SEED)
    for number in range(count):
        original = originals[number % len(originals)]
        paragraphs = original.text.split("\n\n")
        chance.shuffle(paragraphs)
        yield Article("\n\n".join(paragraphs), title=original.title, published=original.published, id=f"bench-{number}")


def megabytes() -> float:
    """Peak memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Time the parser alone, then everything, on the same texts."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=1000)
    count = options.parse_args().articles
    articles = list(vary(count))
    words = sum(len(article.text.split()) for article in articles)
    begin = time.perf_counter()
    knowledge = load_knowledge()
    print(f"knowledge loaded in {time.perf_counter() - begin:.2f} s")
    parser = load_parser()
    next(parser.pipe([articles[0].text]))

    begin = time.process_time()
    for _ in parser.pipe((article.reading for article in articles), batch_size=16):
        pass
    alone = time.process_time() - begin
    begin = time.process_time()
    events = sum(len(doc.events or ()) for doc in read_articles(articles, knowledge))
    whole = time.process_time() - begin
    print(f"{count} articles, {words} words, {events} events")
    print(f"parser alone   {alone:7.1f} s CPU  {words / alone:8.0f} words a second")
    print(f"whole pipeline {whole:7.1f} s CPU  {words / whole:8.0f} words a second")
    print(f"ratio {whole / alone:.2f} (limit 1.6), peak memory {megabytes():.0f} MB (limit 900)")


if __name__ == "__main__":
    main()
