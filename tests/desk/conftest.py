"""Desks that several tests read, each coded once a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from outlet_articles import SHELLING

from dragoman.desk.adding import add_articles
from dragoman.desk.coding import code_desk
from dragoman.desk.demo import build_demo
from dragoman.knowledge import Knowledge
from dragoman.model import Article
from dragoman.store.file import Reader, open_snapshot, open_writer

Made = Callable[[list[Article]], Path]


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Snapshots of these tests go into a cache folder of their own."""
    patch = pytest.MonkeyPatch()
    patch.setattr("dragoman.store.file.cache_folder", lambda: tmp_path_factory.getbasetemp() / "cache")
    yield
    patch.undo()


@pytest.fixture(scope="session")
def make_desk(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Made:
    """A desk with some articles added and coded."""

    def _make(articles: list[Article], *, keep_text: bool = True) -> Path:
        path = tmp_path_factory.mktemp("desk") / "desk.duckdb"
        with open_writer(path) as store:
            add_articles(store, articles, knowledge.credits(), keep_text=keep_text)
            code_desk(store, knowledge)
        return path

    return _make


@pytest.fixture(scope="session")
def demo_desk(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    """The demonstration desk, to be read."""
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    build_demo(path, knowledge)
    return path


@pytest.fixture(scope="session")
def demo_store(demo_desk: Path) -> Iterator[Reader]:
    """A snapshot of the demonstration desk."""
    reader = open_snapshot(demo_desk)
    yield reader
    reader.close()


@pytest.fixture(scope="session")
def shelling(make_desk: Made) -> Iterator[Reader]:
    """Seven outlets on three happenings."""
    reader = open_snapshot(make_desk(SHELLING))
    yield reader
    reader.close()
