"""Time a desk: articles a second added, coded and linked as it grows, and how large it gets."""

from __future__ import annotations

import argparse
import copy
import hashlib
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dragoman.api import Coder, load
from dragoman.desk.adding import add_articles
from dragoman.desk.coding import begin_run, code_desk, link_waiting, write_readings
from dragoman.desk.rows import rows_of
from dragoman.model import Article
from dragoman.scale.runs import run_of
from dragoman.sources import read_sources
from dragoman.store.file import Writer, open_writer

SIZES = (1_000, 10_000, 100_000)
CODED = 200
FIRST_DAY = date(2020, 1, 1)
# A desk of 100,000 articles in three years: some 90 a day.
A_DAY = 90
SHARE = 1_000


def _varied(examples: list[Article], number: int) -> Article:
    """An article of its own: sentences of the examples in another order, with numbers and a day of its own."""
    rng = random.Random(number)
    base = examples[number % len(examples)]
    sentences = [sentence for sentence in base.text.split(". ") if sentence]
    rng.shuffle(sentences)
    words = [f"{word}{rng.randrange(1000)}" if rng.random() < 0.2 else word for word in ". ".join(sentences).split(" ")]
    day = FIRST_DAY + timedelta(days=number // A_DAY)
    return replace(base, text=" ".join(words), id=f"b{number:07}", published=day, publisher=f"Outlet {number % 40}")


def _reading(
    templates: list[dict[str, list[dict[str, Any]]]], article: Article, states: list[str]
) -> dict[str, list[dict[str, Any]]]:
    """A reading as the article would have given it: a template's rows with ids, days, sides and words of its own."""
    rng = random.Random(article.id)
    rows = copy.deepcopy(rng.choice(templates))
    assert article.published is not None
    for table, found in rows.items():
        for number, row in enumerate(found):
            row["article_id"] = article.id
            if table == "event":
                row["event_id"] = "ev-" + hashlib.sha256(f"{article.id}{number}".encode()).hexdigest()[:16]
                row["same_as"] = None
                row["day_first"] = article.published - timedelta(days=1)
                row["day_last"] = row["when_start"] = row["when_end"] = article.published
                row["words"] = rng.sample(range(3000), 10)
                for side in (*row["actor"], *row["recipient"]):
                    side["country"] = side["id"] = rng.choice(states)
    return rows


def _grow(store: Writer, coder: Coder, examples: list[Article], templates: list[Any], have: int, size: int) -> Iterator[str]:
    states = sorted(coder.knowledge.actors.states)[:100]
    run = run_of(coder.knowledge)
    begin_run(store, run)
    adding = linking = 0.0
    for begin in range(have, size, SHARE):
        articles = [_varied(examples, number) for number in range(begin, min(begin + SHARE, size))]
        start = time.perf_counter()
        add_articles(store, articles, {})
        adding += time.perf_counter() - start
        readings = [_reading(templates, article, states) for article in articles]
        start = time.perf_counter()
        write_readings(store, run, readings)
        link_waiting(store, coder.knowledge)
        linking += time.perf_counter() - start
    count = size - have
    yield f"{size:>9,}  {count / adding:>9,.0f}  {count / linking:>9,.0f}"


def main() -> None:
    """Print a line for each size of desk, and the rate of coding on CODED articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    asked = parser.parse_args()
    examples = [item for item in read_sources(["examples"]) if isinstance(item, Article)]
    coder = load()
    templates = [rows_of(doc) for doc in coder.read_many(examples)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "coded.duckdb"
        with open_writer(path) as store:
            add_articles(store, (_varied(examples, number) for number in range(CODED)), {})
            start = time.perf_counter()
            code_desk(store, coder.knowledge)
            print(f"coded and linked, one process: {CODED / (time.perf_counter() - start):.1f} articles/s")
        path = Path(folder) / "desk.duckdb"
        print(" articles  added, /s  stored and linked, /s  (the last so many)")
        have = 0
        with open_writer(path) as store:
            for size in asked.sizes:
                for line in _grow(store, coder, examples, templates, have, size):
                    print(f"{line}  {path.stat().st_size / 1e6:,.0f} MB", flush=True)
                have = size
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
