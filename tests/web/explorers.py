"""Explorers as tests ask them: in this process, when their first snapshot is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from raw import until_read
from starlette.testclient import TestClient

from dragoman.knowledge import Knowledge
from dragoman.web.app import build_app


@contextmanager
def explorer(desk: Path, knowledge: Knowledge) -> Iterator[TestClient]:
    """A client of an explorer that has taken its first snapshot."""
    with TestClient(build_app(desk, knowledge), base_url="http://127.0.0.1", follow_redirects=False) as found:
        until_read(found)
        yield found
