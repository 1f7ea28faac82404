"""Killed at any point of adding, coding, watching or migrating, the next start goes on: in the end every row is as it would be."""

from __future__ import annotations

import http.server
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dragoman.store.file import open_writer

# When something was done is not the same in two runs, nor is what a clock said then.
CLOCKS = {"added", "started", "applied", "seen", "checked", "since", "until", "fetched"}
ITEM = """<item><title>Shelling {n}</title><guid>urn:n:{n}</guid><link>http://news.example/{n}</link>
<pubDate>Wed, 15 May 2024 06:00:00 GMT</pubDate>
<description>Russian forces shelled {city} on Tuesday and killed {n} people, the governor of the region said.</description></item>"""
CITIES = ("Kharkiv", "Odesa", "Sumy")
FEED = f"<rss version='2.0'><channel><title>Wire</title>{''.join(ITEM.format(n=n, city=CITIES[n % 3]) for n in range(2, 14))}</channel></rss>".encode()


class Forker:
    """The process that forks workers."""

    def __init__(self) -> None:
        script = Path(__file__).with_name("forked.py")
        self.process = subprocess.Popen([sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._line() == "ready"

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def work(self, told: dict[str, str], killed_after: float | None = None) -> int:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(told) + "\n")
        self.process.stdin.flush()
        child = int(self._line())
        if killed_after is not None:
            time.sleep(killed_after)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return int(self._line())


@pytest.fixture(scope="module")
def forker() -> Iterator[Forker]:
    found = Forker()
    yield found
    assert found.process.stdin is not None
    found.process.stdin.close()
    found.process.wait(timeout=30)
    assert found.process.stdout is not None
    found.process.stdout.close()


@pytest.fixture(scope="module")
def feed() -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = FEED if self.path == "/feed" else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(body)

        def log_message(self, *words: Any) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/feed"
    server.shutdown()
    server.server_close()


def rows(path: Path) -> dict[str, list[str]]:
    """Every row of every table, without clocks, in one order."""
    connection = duckdb.connect(path, read_only=True)
    found = {}
    for (table,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
        cursor = connection.execute(f'SELECT * FROM "{table}"')
        keep = [at for at, column in enumerate(cursor.description or ()) if column[0] not in CLOCKS]
        found[table] = sorted(repr([row[at] for at in keep]) for row in cursor.fetchall())
    connection.close()
    return found


def begin(work: str, path: Path) -> None:
    if work == "migrate":
        with open_writer(path) as store, store.transaction():
            store.insert(
                "gap",
                [
                    {"feed": f"f{n}", "since": "2024-05-01", "until": "2024-05-02", "reason": "r", "still": False}
                    for n in range(500)
                ],
            )


@pytest.mark.parametrize(("work", "points"), [("add", 14), ("code", 20), ("watch", 8), ("migrate", 8)])
def test_killed_at_random_points_nothing_is_lost_and_nothing_twice(
    work: str, points: int, forker: Forker, feed: str, tmp_path: Path
) -> None:
    whole = tmp_path / "whole.duckdb"
    begin(work, whole)
    start = time.monotonic()
    assert forker.work({"work": work, "path": str(whole), "feed": feed}) == 0
    lasts = time.monotonic() - start
    expected = rows(whole)
    chance = random.Random(work)
    killed = 0
    for point in range(points):
        path = tmp_path / f"{point}.duckdb"
        begin(work, path)
        told = {"work": work, "path": str(path), "feed": feed}
        for _ in range(2):
            killed += forker.work(told, killed_after=chance.uniform(0, lasts)) == -signal.SIGKILL
        assert forker.work(told) == 0
        assert rows(path) == expected, f"point {point}"
    assert killed >= points / 2  # of two tries a point, some end first: a check that never killed would show nothing
    if work in ("code", "watch"):
        assert len(expected["event"]) > 10
        assert len(expected["incident"]) > 1
