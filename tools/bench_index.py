"""Time the word index of a desk as it grows: how long it takes, how large it gets, how fast words are found."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from bench_desk import SIZES, _varied

from dragoman.model import Article
from dragoman.sources import read_sources
from dragoman.store.file import Writer, open_snapshot, open_writer
from dragoman.store.wordindex import open_index

SHARE, TIMES, CHARACTERS = 10_000, 8, 2_500
MOST = 1_000_000
QUERIES = {
    "rare word": ("drones73", "moscow9", "talks911"),
    "common word": ("the", "said", "russia"),
    "two words": ("russia minister", "talks moscow", "grain said"),
    "phrase": ('"foreign minister"', '"prime minister"', '"the ministry"'),
    "word begun": ("minis*", "gra*", "mosc*"),
}


def _row(article: Article) -> dict[str, object]:
    row = {name: getattr(article, name) for name in ("title", "published", "publisher", "body_start")}
    text = article.text[:CHARACTERS]
    return {
        "article_id": article.id,
        "text_sha256": article.digest,
        "characters": len(text),
        "text": text,
        "added": "2026-01-01",
        **row,
    }


def _grow(store: Writer, examples: list[Article], have: int, size: int) -> None:
    for begin in range(have, size, SHARE):
        with store.transaction():
            store.insert("article", [_row(_varied(examples, number)) for number in range(begin, min(begin + SHARE, size))])


def main() -> None:
    """Print the cost of each size, then of each kind of query there: half of them, and 95 of 100, are answered within."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    asked = parser.parse_args()
    examples = [item for item in read_sources(["examples"]) if isinstance(item, Article)]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        path, have = Path(folder) / "desk.duckdb", 0
        index = open_index(path)
        for size in asked.sizes:
            with open_writer(path) as store:
                _grow(store, examples, have, size)
            have = size
            reader = open_snapshot(path)
            start = time.perf_counter()
            count = index.update(reader)
            took = time.perf_counter() - start
            reader.close()
            print(f"{size:,} articles: {count:,} taken in, {took:.1f} s, {index.file.stat().st_size / 1e6:,.0f} MB", flush=True)
            for kind, queries in QUERIES.items():
                found, spent = set(), []
                for query in queries * TIMES:
                    start = time.perf_counter()
                    found.add(len(index.find(query, most=MOST)))
                    spent.append(1000 * (time.perf_counter() - start))
                spent.sort()
                half, most = spent[len(spent) // 2], spent[int(0.95 * len(spent))]
                print(f"  {kind:12} {half:6.1f} ms  {most:6.1f} ms  {min(found):,} to {max(found):,} found", flush=True)


if __name__ == "__main__":
    main()
