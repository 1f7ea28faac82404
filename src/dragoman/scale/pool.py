"""Read articles on several processes of one machine, results in the order of the articles."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from dragoman.knowledge import Knowledge
from dragoman.model import Article, Document
from dragoman.pipeline import DEFAULT_MODEL, read_articles
from dragoman.scale.deaf import deaf

Result = TypeVar("Result")
Given = TypeVar("Given")
# Articles handed over at once: enough for the parser's batches, few enough that memory stays flat.
SHARE = 32
# Shares in flight for each process: one at work, one waiting.
AHEAD = 2

_knowledge: Knowledge | None = None


def _begun(begin: Callable[..., None], given: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where nothing can be blocked
    begin(*given)


def _begin(knowledge: Knowledge) -> None:
    global _knowledge
    _knowledge = knowledge


def _work(model: str, keep: Callable[[Document], Result], articles: list[Article]) -> list[Result]:
    assert _knowledge is not None
    return [keep(doc) for doc in read_articles(articles, _knowledge, model)]


def map_articles(
    articles: Iterable[Article],
    knowledge: Knowledge,
    keep: Callable[[Document], Result],
    *,
    workers: int = 1,
    model: str = DEFAULT_MODEL,
) -> Iterator[Result]:
    """What `keep` takes from each article's document, in the articles' order.

    With more than one worker, `keep` must be a plain function and its result must pickle. The rows do
    not depend on the number of workers.
    """
    if workers <= 1:
        yield from map(keep, read_articles(articles, knowledge, model))
        return
    with processes(workers, _begin, (knowledge,)) as pool:
        for share in pool.map(partial(_work, model, keep), articles):
            yield from share


class Processes:
    """Some processes that were begun alike and wait for work."""

    def __init__(self, pool: ProcessPoolExecutor, workers: int) -> None:
        self._pool, self._workers = pool, workers

    def map(self, work: Callable[[list[Given]], Result], things: Iterable[Given]) -> Iterator[Result]:
        """What `work` makes of each share of some things, in their order."""
        stream = iter(things)
        waiting: deque[Future[Result]] = deque()
        while True:
            while len(waiting) < AHEAD * self._workers and (share := list(islice(stream, SHARE))):
                with deaf():  # the pool begins its processes as work comes
                    waiting.append(self._pool.submit(work, share))
            if not waiting:
                return
            yield waiting.popleft().result()


@contextmanager
def processes(workers: int, begin: Callable[..., None], given: tuple[Any, ...]) -> Iterator[Processes]:
    """Processes, each begun with `begin(*given)`."""
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begun, (begin, given)) as pool:
        yield Processes(pool, workers)
