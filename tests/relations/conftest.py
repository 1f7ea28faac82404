"""The demonstration desk, coded once a session, and desks made row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from relations.record import write_record

from dragoman.desk.demo import build_demo
from dragoman.knowledge import Knowledge
from dragoman.store.file import Reader, open_snapshot


@pytest.fixture(scope="session")
def demo_path(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    build_demo(path, knowledge)
    return path


@pytest.fixture
def demo(demo_path: Path) -> Iterator[Reader]:
    reader = open_snapshot(demo_path)
    yield reader
    reader.close()


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Callable[..., Reader]]:
    """Make a desk of incidents and of the days on which an article was read, and open it."""
    opened: list[Reader] = []

    def _made(*told: object) -> Reader:
        opened.append(open_snapshot(write_record(tmp_path / "desk.duckdb", *told)))  # type: ignore[arg-type]
        return opened[-1]

    yield _made
    for reader in opened:
        reader.close()
