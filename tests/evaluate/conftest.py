"""A small desk to be judged, coded once a session."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.desk.adding import add_articles
from dragoman.desk.coding import code_desk
from dragoman.knowledge import Knowledge
from dragoman.model import Article
from dragoman.store.annotations import Annotations, open_annotations
from dragoman.store.file import Reader, open_snapshot, open_writer

ARTICLES = [
    Article(
        "Russian forces shelled Kharkiv on Tuesday. Kenya and Uganda signed a trade agreement in Nairobi. The quay is wet.",
        id="courier-1",
        publisher="The Courier",
        published=date(2024, 5, 15),
    ),
    Article(
        "Japan expelled two Russian diplomats on Friday. Moscow condemned the decision.",
        id="lake-2",
        publisher="Lake Times",
        published=date(2024, 5, 18),
    ),
]


@pytest.fixture(scope="session")
def judged_desk(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    path = tmp_path_factory.mktemp("judged") / "desk.duckdb"
    with open_writer(path) as store:
        add_articles(store, ARTICLES, knowledge.credits())
        code_desk(store, knowledge)
    return path


@pytest.fixture(scope="session")
def store(judged_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    patch = pytest.MonkeyPatch()
    patch.setattr("dragoman.store.file.cache_folder", lambda: tmp_path_factory.getbasetemp() / "cache")
    reader = open_snapshot(judged_desk)
    yield reader
    reader.close()
    patch.undo()


@pytest.fixture
def kept(tmp_path: Path) -> Annotations:
    return open_annotations(tmp_path / "desk.duckdb")
