"""Time a desk as it grows: articles a second added, stored and linked, and coded; the size of its file and peak memory.

A line is of the last tenth of that size, 1,000 at least, so it shows what an article costs a desk that large, its share of
the times that DuckDB puts its file in order included (seconds, every few thousand articles). The three sizes take some 16
minutes of processor, and little less of the clock on two cores that do nothing else.

Texts are made of the sentences of examples/ and of the demonstration corpus, most content words swapped for others of the
same ending, so that two share hardly a run of five words; a share of them are copies of what some outlet printed shortly
before, whole, cut or edited, as wires are. To code 100,000 would take hours: their readings are those that a few such
articles gave, with days, sides and words of their own, and at each size CODED articles more are coded in earnest.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import random
import re
import resource
import tempfile
import time
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.desk.adding import add_articles
from dragoman.desk.coding import SHARE, begin_run, code_desk, link_waiting, linked_at_once, write_readings
from dragoman.desk.demo import demo_articles
from dragoman.desk.rows import rows_of
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.model import Article
from dragoman.pipeline import read_articles
from dragoman.scale.runs import run_of
from dragoman.sources import read_sources
from dragoman.store.file import Writer, open_writer

SIZES = (1_000, 10_000, 100_000)
# Articles handed over at once.
TOGETHER = 1_000
CODED, TEMPLATES = 500, 100
FIRST_DAY = date(2020, 1, 1)
# A desk of 100,000 articles in three years: some 90 a day, of 40 outlets.
A_DAY, OUTLETS = 90, 40
SENTENCES, A_PARAGRAPH = 20, 2
# The share of articles that copy one of so many before them.
COPIES, BACK = 0.15, 300
# The share of content words that are swapped: in an article of its own, and in a copy that was edited.
OWN, EDITED = 0.7, 0.05
WORD = re.compile(r"\b[a-z]{4,}\b")
# A report keeps some ten hashes of its sentence's words, of so many in use.
HASHES, WORDS = 10, 3_000
WORKS = {"added": "added", "linked": "stored, linked", "coded": "coded"}
Rows = dict[str, list[dict[str, Any]]]


class Printed(NamedTuple):
    """An article, and the number of the one it copies, or its own."""

    article: Article
    origin: int


class Spent(NamedTuple):
    """Seconds that so many articles took: of the clock, and of this process on the processors."""

    articles: int = 0
    wall: float = 0.0
    cpu: float = 0.0


class Press:
    """What prints articles, and what reads them without a parser."""

    def __init__(self, sentences: list[str], states: list[str]) -> None:
        self.sentences, self.states = sentences, states
        self.endings: dict[str, list[str]] = defaultdict(list)
        for word in (word for sentence in sentences for word in WORD.findall(sentence)):
            self.endings[word[-2:]].append(word)
        self.last: deque[Printed] = deque(maxlen=BACK)
        self.templates: list[bytes] = []

    def print(self, number: int) -> Printed:
        """The article of that number."""
        rng = random.Random(number)
        if self.last and rng.random() < COPIES:
            copied = rng.choice(self.last)
            title, text, origin = copied.article.title, self._copied(copied.article.text, rng), copied.origin
        else:
            title, *body = (self._swapped(sentence, OWN, rng) for sentence in rng.sample(self.sentences, SENTENCES))
            text = "\n\n".join(" ".join(body[at : at + A_PARAGRAPH]) for at in range(0, len(body), A_PARAGRAPH))
            origin = number
        name = number % OUTLETS
        url = f"https://outlet-{name}.example/{number}"
        day = FIRST_DAY + timedelta(days=number // A_DAY)
        printed = Printed(
            Article(text, title=title, published=day, publisher=f"Outlet {name}", url=url, path=url, language="en"), origin
        )
        self.last.append(printed)
        return printed

    def _copied(self, text: str, rng: random.Random) -> str:
        """The text whole, without its last quarter, or edited."""
        paragraphs = text.split("\n\n")
        return rng.choice((text, "\n\n".join(paragraphs[: -len(paragraphs) // 4]), self._swapped(text, EDITED, rng)))

    def _swapped(self, text: str, share: float, rng: random.Random) -> str:
        return WORD.sub(lambda word: rng.choice(self.endings[word[0][-2:]]) if rng.random() < share else word[0], text)

    def read(self, printed: Printed) -> Rows:
        """A reading as the article might have given it: of one origin, the same acts between the same sides."""
        rng = random.Random(printed.origin)
        rows: Rows = pickle.loads(rng.choice(self.templates))
        key, day = printed.article.key, printed.article.published
        assert day is not None
        # A few states are in most of the news: the one at rank r with a chance of 1 / r.
        sides: dict[str, str] = defaultdict(lambda: self.states[int(len(self.states) ** rng.random()) - 1])
        for found in rows.values():
            for row in found:
                row["article_id"] = key
        for number, row in enumerate(rows["event"]):
            row["event_id"] = "ev-" + hashlib.sha256(f"{key}{number}".encode()).hexdigest()[:16]
            row["same_as"] = None
            if row["day_first"] is not None:
                row["day_first"] = day - timedelta(days=2)
                row["day_last"] = row["when_start"] = row["when_end"] = day
            row["words"] = sorted(rng.sample(range(WORDS), HASHES))
            for side in (*row["actor"], *row["recipient"]):
                side["country"] = side["id"] = sides[side["country"] or side["id"] or ""]
        return rows


def open_press(knowledge: Knowledge) -> Press:
    """A press of our own sentences, with the readings of the first it printed."""
    examples = [*demo_articles(), *(item for item in read_sources(["examples"]) if isinstance(item, Article))]
    parts = {part for item in examples for part in re.split(r"(?<=[.!?])\s+", item.text)}
    states = sorted(knowledge.actors.states)
    random.Random(0).shuffle(states)
    press = Press(sorted(part for part in parts if len(part.split()) > 5), states)
    press.templates = [
        pickle.dumps(rows_of(doc))
        for doc in read_articles((press.print(-1 - item).article for item in range(TEMPLATES)), knowledge)
    ]
    press.last.clear()
    return press


@contextmanager
def _timed(spent: dict[str, Spent], work: str, articles: int) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    so_far = spent.get(work, Spent())
    spent[work] = Spent(
        so_far.articles + articles, so_far.wall + time.perf_counter() - wall, so_far.cpu + time.process_time() - cpu
    )


def grow(store: Writer, knowledge: Knowledge, press: Press, numbers: range, spent: dict[str, Spent]) -> None:
    """Add the articles of these numbers, then store and link their readings, in transactions as when a desk is coded."""
    printed = [press.print(number) for number in numbers]
    with _timed(spent, "added", len(printed)):
        add_articles(store, (item.article for item in printed), knowledge.credits())
    run, waiting = run_of(knowledge), iter(printed)
    while share := list(islice(waiting, SHARE)):
        readings = [press.read(item) for item in share]
        with _timed(spent, "linked", len(share)):
            write_readings(store, run, readings)
            if store.value("unlinked_count") >= linked_at_once(store):
                link_waiting(store, knowledge)


def code(store: Writer, knowledge: Knowledge, press: Press, numbers: range, spent: dict[str, Spent]) -> None:
    """Add the articles of these numbers, and code them as any desk is coded."""
    add_articles(store, [press.print(number).article for number in numbers], knowledge.credits())
    with _timed(spent, "coded", len(numbers)):
        code_desk(store, knowledge)


def _head() -> str:
    works = (f"{work + ', /s':>16}  {'CPU, ms each':>12}" for work in WORKS.values())
    return "  ".join(("articles", *works, f"{'desk, MB':>8}", f"{'memory, MB':>10}"))


def _line(size: int, spent: Mapping[str, Spent], path: Path) -> str:
    rates = (
        f"{done.articles / done.wall:>16,.0f}  {1000 * done.cpu / done.articles:>12,.1f}"
        for done in (spent[work] for work in WORKS)
    )
    held = sum(item.stat().st_size for item in path.parent.iterdir())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return "  ".join((f"{size:>8,}", *rates, f"{held / 1e6:>8,.0f}", f"{peak:>10,.0f}"))


def main() -> None:
    """Print a line for each size of desk."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    sizes = parser.parse_args().sizes
    knowledge = load_knowledge()
    press = open_press(knowledge)
    print(_head(), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.duckdb"
        with open_writer(path) as store:
            begin_run(store, run_of(knowledge))
            have = 0
            for size in sizes:
                spent: dict[str, Spent] = {}
                for begin in range(have, size - CODED, TOGETHER):
                    if begin <= size - max(TOGETHER, size // 10):
                        spent = {}
                    grow(store, knowledge, press, range(begin, min(begin + TOGETHER, size - CODED)), spent)
                with _timed(spent, "linked", 0):
                    link_waiting(store, knowledge)
                code(store, knowledge, press, range(size - CODED, size), spent)
                print(_line(size, spent, path), flush=True)
                have = size


if __name__ == "__main__":
    main()
