"""What the explorer's tests share: the demonstration desk, a client that asks it, and addresses that every page answers to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from addresses import Addresses, walk
from explorers import explorer
from hostile import hostile_articles, megabyte
from raw import Server, serving
from starlette.testclient import TestClient

from dragoman.desk.adding import add_articles
from dragoman.desk.coding import code_desk
from dragoman.desk.demo import build_demo
from dragoman.knowledge import Knowledge
from dragoman.store.file import open_writer


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    """The demonstration desk, which no test may change."""
    path = tmp_path_factory.mktemp("web") / "demo.duckdb"
    build_demo(path, knowledge)
    return path


@pytest.fixture(scope="session")
def client(desk: Path, knowledge: Knowledge) -> Iterator[TestClient]:
    with explorer(desk, knowledge) as found:
        yield found


@pytest.fixture(scope="session")
def addresses(client: TestClient) -> Addresses:
    """Addresses of every page of the registry, found by following links from the first."""
    return walk(client)


@pytest.fixture(scope="session")
def server(desk: Path) -> Iterator[Server]:
    """`dragoman serve` of the demonstration desk."""
    with serving(desk) as found:
        yield found


@pytest.fixture(scope="session")
def hostile_desk(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    """A desk of articles that try to do more than be read."""
    path = tmp_path_factory.mktemp("hostile") / "hostile <b>{{7*191}}.duckdb"
    with open_writer(path) as store:
        add_articles(store, hostile_articles(), {})
        code_desk(store, knowledge)
        add_articles(store, [megabyte()], {})
    return path
