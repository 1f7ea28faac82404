"""What the explorer's tests share: the demonstration desk, a client that asks it, and addresses that every page answers to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from addresses import Addresses, walk
from explorers import explorer
from starlette.testclient import TestClient

from dragoman.desk.demo import build_demo
from dragoman.knowledge import Knowledge


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
