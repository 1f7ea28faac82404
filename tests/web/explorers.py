"""Explorers as tests ask them: in this process, when their first snapshot is there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from dragoman.knowledge import Knowledge
from dragoman.web.app import build_app


@contextmanager
def explorer(desk: Path, knowledge: Knowledge) -> Iterator[TestClient]:
    """A client of an explorer that has taken its first snapshot."""
    with TestClient(build_app(desk, knowledge), base_url="http://127.0.0.1", follow_redirects=False) as found:
        deadline = time.monotonic() + 30
        while found.get("/about").status_code == 503 and time.monotonic() < deadline:
            time.sleep(0.05)
        yield found
