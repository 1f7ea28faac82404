"""A process that knows everything already and forks: each child does one piece of work on a desk, to be killed or not.

Reads one JSON object a line (`work`, `path`, and what the work needs); answers with the child's process id, then
with how it ended. It never opens a desk itself, so a child begins as a new program does.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

from dragoman.desk import adding, coding
from dragoman.desk.adding import add_articles
from dragoman.desk.coding import code_desk
from dragoman.desk.watching import look
from dragoman.knowledge import load_knowledge
from dragoman.model import Article
from dragoman.pipeline import read_articles
from dragoman.sources.feeds import Feed
from dragoman.sources.fetch import Fetcher
from dragoman.store import file as store_file
from dragoman.store.file import open_writer
from dragoman.store.sql import migrations

# Small steps, so that there are many points to be killed at.
adding.SHARE, coding.SHARE, coding.LINKED = 3, 2, 4
PLACES = ("Kharkiv", "Odesa", "Sumy", "Dnipro", "Kherson")
ARTICLES = [
    Article(
        f"Russian forces shelled {PLACES[n % 5]} on Tuesday and killed {n + 1} people.",
        publisher=f"P{n}",
        published=date(2024, 5, 15),
    )
    for n in range(14)
]
MORE = (
    "ALTER TABLE gap ADD COLUMN note VARCHAR; UPDATE gap SET note = reason;",
    "CREATE TABLE later AS SELECT feed, note FROM gap;",
    "ALTER TABLE gap DROP COLUMN note; INSERT INTO later VALUES ('last', 'one');",
)


def work(told: dict[str, str]) -> None:
    path = Path(told["path"])
    if told["work"] == "migrate":
        newest = migrations()[-1][0]
        more = (*migrations(), *((newest + 1 + n, f"more_{n}", text) for n, text in enumerate(MORE)))
        store_file.migrations = lambda: more  # type: ignore[assignment]
        with open_writer(path):
            return
    with open_writer(path) as store:
        if told["work"] == "watch":
            look(store, [Feed("feed", told["feed"])], {}, fetcher=Fetcher(allow_private=True, delay=0))
        else:
            add_articles(store, ARTICLES, {})
        if told["work"] != "add":
            code_desk(store, KNOWLEDGE)


def main() -> None:
    list(read_articles([Article("Russian forces shelled Kharkiv.")], KNOWLEDGE))
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                work(json.loads(line))
                status = 0
            finally:
                os._exit(status)
        print(child, flush=True)
        _, ended = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(ended), flush=True)


KNOWLEDGE = load_knowledge()
if __name__ == "__main__":
    main()
