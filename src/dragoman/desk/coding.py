"""Code what a desk holds and this make of dragoman has not read yet, and link what comes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import Any

from dragoman.desk.adding import article_of
from dragoman.desk.rows import Row, rows_of
from dragoman.incidents.linking import link_incidents
from dragoman.knowledge import Knowledge
from dragoman.model import Article
from dragoman.pipeline import DEFAULT_MODEL
from dragoman.scale.pool import map_articles
from dragoman.scale.runs import Run, run_of
from dragoman.store.file import Writer

# Readings of one transaction; articles asked for at once.
SHARE, ASKED = 64, 2_000
# Articles linked in one transaction. Each passes over the ids of all reports, so of a larger desk more share that: a fiftieth of
# its articles, as many at least, and no more than whose pairs to compare fit some 400 MB.
LINKED, LINKED_MOST, LINKED_SHARE = 512, 2_048, 50


def begin_run(store: Writer, run: Run) -> None:
    """Enter a run that the desk does not know yet."""
    with store.transaction():
        if not store.value("run_known", run=run.id):
            started = datetime.now(UTC).replace(tzinfo=None)
            row = {name: getattr(run, name) for name in ("coder", "codebook", "code_digest", "knowledge_digest")}
            number = store.value("next_run")
            store.insert("run", [{"run_id": run.id, "number": number, "options": dict(run.options), "started": started, **row}])


def code_desk(
    store: Writer,
    knowledge: Knowledge,
    *,
    model: str = DEFAULT_MODEL,
    workers: int = 1,
    texts: Iterable[Article] = (),
    on_coded: Callable[[int], None] = lambda count: None,
) -> int:
    """Code every article whose text is kept and that this run has not read; returns how many.

    `texts` are articles, under the store's ids, whose texts the desk does not keep: where the hash agrees they are
    read now, and only offsets and hashes are kept of them.
    """
    run = run_of(knowledge, model)
    begin_run(store, run)
    count = 0
    for words, articles in ((True, _waiting(store, run)), (False, _lent(store, run, texts))):
        coded = map_articles(articles, knowledge, partial(rows_of, words=words), workers=workers, model=model)
        while share := list(islice(coded, SHARE)):
            write_readings(store, run, share)
            count += len(share)
            on_coded(len(share))
            if store.value("unlinked_count") >= linked_at_once(store):
                link_waiting(store, knowledge)
    link_waiting(store, knowledge)
    return count


def linked_at_once(store: Writer) -> int:
    """How many articles of this desk are linked in one transaction."""
    return max(LINKED, min(LINKED_MOST, int(store.value("article_count")) // LINKED_SHARE))


def _waiting(store: Writer, run: Run) -> Iterator[Article]:
    """Articles to be coded, in order of their ids, asked for a few thousand at a time."""
    after = ""
    while rows := store.rows("articles_to_code", run=run.id, after=after, most=ASKED):
        yield from map(article_of, rows)
        after = rows[-1]["article_id"]


def _lent(store: Writer, run: Run, texts: Iterable[Article]) -> Iterator[Article]:
    stream = iter(texts)
    while share := list(islice(stream, ASKED)):
        wanted = {
            row["article_id"]: row for row in store.rows("textless_to_code", run=run.id, articles=[item.id for item in share])
        }
        for article in share:
            row = wanted.pop(article.id, None)
            if row is not None and row["text_sha256"] == article.digest:
                yield article


def write_readings(store: Writer, run: Run, coded: Iterable[dict[str, list[Row]]]) -> None:
    """Put what some documents gave into the store, whole: their readings are the current ones from now on."""
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for rows in coded:
        for table, found in rows.items():
            current = {"current": True} if table in ("reading", "event") else {}
            tables[table] += [{"run_id": run.id, **current, **row} for row in found]
    articles = [row["article_id"] for row in tables["reading"]]
    with store.transaction():
        if again := [row["article_id"] for row in store.rows("read_before", articles=articles)]:
            store.run("retire_readings", articles=again)
            store.run("retire_events", articles=again)
        for table, together in tables.items():
            store.insert(table, together)
        store.insert("unlinked", ({"article_id": article} for article in articles))


def link_waiting(store: Writer, knowledge: Knowledge) -> int:
    """Link the reports of all articles that wait for it; returns how many reports were linked to another."""
    linked, at_once = 0, linked_at_once(store)
    while articles := [row["article_id"] for row in store.rows("next_unlinked", most=at_once)]:
        linked += link_incidents(store, articles, knowledge.ontology.families)
    return linked
