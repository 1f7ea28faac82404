"""Code files share by share: each share one output file, written whole, in any order, by whoever is free.

What stands is not coded again, so a run that was killed goes on where it was. A share is a file of articles, or of
a Parquet file one group of rows.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dragoman.errors import InputError, UsageError
from dragoman.formats.rows import COLUMNS, event_row
from dragoman.formats.tables import ParquetRows, write_parquet
from dragoman.formats.whole import whole_file
from dragoman.knowledge import Knowledge
from dragoman.model import Article
from dragoman.pipeline import DEFAULT_MODEL, read_articles
from dragoman.scale.runs import run_of
from dragoman.sources import read_sources
from dragoman.sources.limits import Options
from dragoman.sources.tables import read_parquet

# The columns of an output file: the event's, with where it was read, by what run, and the whole record with all spans.
SHARD_COLUMNS: dict[str, str] = {**COLUMNS, "publisher": "string", "url": "string", "run_id": "string", "record": "string"}


@dataclass(frozen=True, slots=True)
class Share:
    """A file of articles, or one group of rows of it; `size` is the file's, in bytes, so that a new file is a new share."""

    path: str
    size: int
    group: int | None = None

    def target(self, folder: Path, run: str) -> Path:
        """Where its events go: the same place on every machine, another for another run or file."""
        name = Path(self.path).name
        whole = hashlib.sha256(f"{run}\0{name}\0{self.size}\0{self.group}".encode()).hexdigest()[:16]
        return folder / f"events-{whole}.parquet"


@dataclass(frozen=True, slots=True)
class Done:
    """What one share gave: its articles, its event reports, and the inputs that could not be read."""

    share: Share
    articles: int
    events: int
    faults: tuple[str, ...] = ()


def shares_of(paths: Iterable[str]) -> Iterator[Share]:
    """The shares of some files, in order. Raises UsageError for a path that is no file or folder."""
    for name in paths:
        path = Path(name)
        if not path.exists():
            raise UsageError(f"{name}: no such file or folder")
        for file in sorted(item for item in path.rglob("*") if item.is_file()) if path.is_dir() else [path]:
            size = file.stat().st_size
            if file.suffix != ".parquet":
                yield Share(str(file), size)
                continue
            with file.open("rb") as stream:
                try:
                    groups = len(list(ParquetRows(stream, str(file)).group_sizes()))
                except InputError as error:
                    raise UsageError(str(error)) from error
            yield from (Share(str(file), size, group) for group in range(groups))


def _articles(share: Share) -> Iterator[Article | InputError]:
    if share.group is None:
        yield from read_sources([share.path])
        return
    with Path(share.path).open("rb") as stream:
        yield from read_parquet(stream, share.path, Options(), share.group)


def code_share(share: Share, folder: Path, knowledge: Knowledge, model: str = DEFAULT_MODEL) -> Done:
    """Code one share and put its events, in order of its articles, where they belong."""
    run = run_of(knowledge, model)
    faults: list[str] = []
    counted = {"articles": 0, "events": 0}

    def read() -> Iterator[Article]:
        for item in _articles(share):
            if isinstance(item, InputError):
                faults.append(str(item))
            else:
                counted["articles"] += 1
                yield replace(item, id=item.key)

    def rows() -> Iterator[dict[str, Any]]:
        for doc in read_articles(read(), knowledge, model):
            published = doc.published.isoformat() if doc.published else ""
            for event in doc.events or ():
                counted["events"] += 1
                yield {
                    **event_row(event, published, knowledge.actors.country_name),
                    "publisher": doc.article.publisher,
                    "url": doc.article.url,
                    "run_id": run.id,
                    "record": json.dumps(event.record(), ensure_ascii=False),
                }

    with whole_file(share.target(folder, run.id)) as stream:
        write_parquet(rows(), stream, SHARD_COLUMNS)
    return Done(share, counted["articles"], counted["events"], tuple(faults))


def waiting(shares: Iterable[Share], folder: Path, knowledge: Knowledge, model: str) -> list[Share]:
    """The shares whose output does not stand yet."""
    run = run_of(knowledge, model)
    return [share for share in shares if not share.target(folder, run.id).exists()]


_knowledge: Knowledge | None = None


def _begin(knowledge: Knowledge) -> None:
    global _knowledge
    _knowledge = knowledge


def _work(share: Share, folder: Path, model: str) -> Done:
    assert _knowledge is not None
    return code_share(share, folder, _knowledge, model)


Engine = Callable[[list[Share], Path, Knowledge, str, int], Iterator[Done]]


def code_on_one_machine(shares: list[Share], folder: Path, knowledge: Knowledge, model: str, workers: int) -> Iterator[Done]:
    """Code shares on some processes of this machine, each as it is done."""
    if workers <= 1:
        yield from (code_share(share, folder, knowledge, model) for share in shares)
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin, (knowledge,)) as pool:
        for done in as_completed([pool.submit(_work, share, folder, model) for share in shares]):
            yield done.result()


def code_shards(
    paths: Iterable[str],
    folder: Path,
    knowledge: Knowledge,
    *,
    engine: Engine = code_on_one_machine,
    model: str = DEFAULT_MODEL,
    workers: int = 1,
) -> Iterator[Done]:
    """Code every share of some files that is not coded yet, into one file each in a folder; yields each as it is done.

    The files do not depend on the engine, the number of workers, or how often the run was killed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    left = waiting(shares_of(paths), folder, knowledge, model)
    yield from engine(left, folder, knowledge, model, workers)
