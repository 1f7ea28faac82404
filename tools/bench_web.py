"""Time the explorer on a large desk: its start, each page made anew, with eight clients at once, and kept; and its memory.

A page is made anew for each address, so every address is asked once, alone or among eight at once, and then again as
it is kept. The desk is made up by tools/large_desk.py (a few minutes at 100,000 articles and 1,000,000 event reports).
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from large_desk import fill

from dragoman.knowledge import load_knowledge
from dragoman.store.file import open_writer

CLIENTS = 8
# Addresses of each kind of page: so many alone, and as many again for each of the clients at once.
ALONE, EACH = 6, 3
ARTICLES = 100_000
# How long the first snapshot and the index of words of a large desk may take, in seconds.
PATIENCE = 1_200.0
TYPES = (
    "ASSAULT",
    "CONSULT",
    "ACCUSE",
    "AGREE",
    "REQUEST",
    "SUPPORT",
    "REJECT",
    "SANCTION",
    "PROTEST",
    "AID",
    "THREATEN",
    "COERCE",
)
# Addresses without a number of them are asked once.
PLAIN = ("/", "/dyads", "/actors", "/blocs", "/quality", "/set-aside", "/runs", "/codebook", "/annotate?coder=bench")


def addresses(client: httpx.Client) -> Iterator[tuple[str, list[str]]]:
    """Kinds of pages, each with addresses of it that the desk has."""
    chance = random.Random(1)
    need = ALONE + CLIENTS * EACH

    def rows(path: str, table: str) -> list[dict[str, Any]]:
        answer = client.get(path)
        answer.raise_for_status()
        found: list[dict[str, Any]] = answer.json()["tables"][table]
        return found

    reports = rows("/search.json?per=200", "reports") + rows("/search.json?per=200&page=500", "reports")
    chance.shuffle(reports)
    incidents = [row["incident_id"] for row in reports if row["incident_id"]]
    pairs = [row for row in rows("/dyads.json?per=200", "pairs") if client.get(f"{dyad(row)}.json").status_code == 200]
    months = [str(row["begin"])[:7] for row in rows("/overview.json", "months")]
    yield "overview and lists", list(PLAIN)
    yield "article", _few([f"/article/{row['article_id']}" for row in reports], need)
    yield "event", _few([f"/event/{row['article_id']}/{row['event_id']}" for row in reports], need)
    yield "incident", _few([f"/incident/{name}" for name in incidents], need)
    yield (
        "incidents, by type and month",
        _few([f"/incidents?type={kind}&since={month}&until={month}" for month in months for kind in TYPES], need),
    )
    yield "search, by type and month", _few([f"/search?type={kind}&since={month}" for month in months for kind in TYPES], need)
    yield "search, by words", _few([f"/search?q={word}" for word in _words(client, reports)], need)
    yield "articles, by words", _few([f"/articles?q={word}" for word in _words(client, reports)], need)
    yield "articles, by month", _few([f"/articles?since={month}&until={month}" for month in months], need)
    yield "dyad", _few(map(dyad, pairs), need)
    yield "actor", _few(sorted({f"/actor/{row[side]}" for row in pairs for side in ("one", "other")}), need)
    week = f"?since={months[1]}-08&until={months[1]}-14"
    yield "brief of a week", _few([f"/brief/{row['one']}/{row['other']}{week}" for row in pairs], need)
    yield "bloc", ["/bloc/NATO", "/bloc/SCO?vs=NATO", "/bloc/EU", "/bloc/ASEAN", "/bloc/AU", "/bloc/BRICS"]
    yield "map, by month", _few([f"/map?since={month}&until={month}" for month in months], need)
    yield "claims, by month", _few([f"/claims?since={month}&until={month}" for month in months], need)
    yield "SQL", [f"/sql?q=SELECT+count(*)+FROM+incidents+WHERE+score+>+{number}" for number in range(need)]


def dyad(row: dict[str, Any]) -> str:
    """The address of a pair."""
    return f"/dyad/{row['one']}/{row['other']}"


def _few(found: Iterable[str], most: int) -> list[str]:
    return list(dict.fromkeys(found))[:most]


def _words(client: httpx.Client, reports: list[dict[str, Any]]) -> list[str]:
    words = sorted({word for row in reports for word in re.findall(r"[a-z]{6,}", row["sentence"] or "")})
    random.Random(2).shuffle(words)
    return words


class Served:
    """`dragoman serve` of a desk, in a process of its own."""

    def __init__(self, desk: Path) -> None:
        self.begin = time.perf_counter()
        command = [sys.executable, "-c", "from dragoman.cli import main; main()", "serve", str(desk), "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        found = re.search(r"http://\S+", self.process.stdout.readline())
        assert found, "the server said nothing"
        self.client = httpx.Client(base_url=found[0], verify=False, timeout=60, limits=httpx.Limits(max_connections=CLIENTS))

    def memory(self) -> float:
        """What it holds just now, in megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0

    def ask(self, path: str) -> tuple[float, int]:
        """Milliseconds to the first byte of an answer, and its status."""
        begin = time.perf_counter()
        with self.client.stream("GET", path) as answer:
            content = answer.iter_raw()
            next(content, b"")
            taken = (time.perf_counter() - begin) * 1000
            for _ in content:
                pass
            return taken, answer.status_code


@contextmanager
def served(desk: Path) -> Iterator[Served]:
    """A server, ended at the end."""
    found = Served(desk)
    try:
        yield found
    finally:
        found.client.close()
        found.process.terminate()
        found.process.wait()


def told(times: list[float]) -> str:
    """Median and most, in milliseconds."""
    return f"{sorted(times)[len(times) // 2]:>7,.0f} {max(times):>7,.0f}" if times else f"{'':>15}"


def measure(server: Served, kind: str, paths: list[str]) -> str:
    """A line: each address anew, alone and among eight; then kept."""
    alone, rest = paths[:ALONE], paths[ALONE:]
    bad: list[str] = []

    def ask(path: str) -> float:
        taken, status = server.ask(path)
        if status != 200:
            bad.append(f"{status} {path}")
        return taken

    anew = [ask(path) for path in alone]
    with ThreadPoolExecutor(CLIENTS) as clients:
        at_once = list(clients.map(ask, rest))
        kept = list(clients.map(ask, paths * 3))
    line = f"{kind:<30} {len(paths):>4} {told(anew)}  {told(at_once)}  {told(kept)}  {server.memory():>6,.0f}"
    return line + (f"   {len(bad)} failed: {bad[0]}" if bad else "")


def main() -> None:
    """Print a line for each kind of page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="size of the desk that is made up")
    parser.add_argument("--desk", type=Path, help="a desk that is there already")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        desk = asked.desk
        if desk is None:
            desk = Path(folder) / "large.duckdb"
            with open_writer(desk) as store:
                for line in fill(store, load_knowledge(), asked.articles):
                    print(line, flush=True)
        for number in ("first", "second"):
            with served(desk) as server:
                _, status = server.ask("/about")
                print(f"{number} start: an answer after {time.perf_counter() - server.begin:.2f} s, status {status}", flush=True)
                while server.ask("/about")[1] != 200 and time.perf_counter() - server.begin < PATIENCE:
                    time.sleep(0.1)
                print(f"  desk of {desk.stat().st_size / 1e6:,.0f} MB ready after {time.perf_counter() - server.begin:.2f} s")
                if number == "first":
                    continue
                while (
                    server.client.get("/articles.json?q=zyzzyva").json()["notes"] and time.perf_counter() - server.begin < PATIENCE
                ):
                    time.sleep(1)
                print(f"  words indexed after {time.perf_counter() - server.begin:.0f} s; {server.memory():,.0f} MB")
                print(f"{'milliseconds to first byte':<30} {'':>4} {'alone':>15}  {'8 at once':>15}  {'kept, 8 at once':>15}")
                print(
                    f"{'pages':<30} {'n':>4} {'median':>7} {'most':>7}  {'median':>7} {'most':>7}  {'median':>7} {'most':>7}  {'MB':>6}"
                )
                for kind, paths in addresses(server.client):
                    print(measure(server, kind, paths), flush=True)


if __name__ == "__main__":
    main()
