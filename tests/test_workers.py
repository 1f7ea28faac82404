"""Many processes read as one does: the same rows in the same order, memory flat, faults told, interrupts heard."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.knowledge import Knowledge
from dragoman.model import Article, Document
from dragoman.scale.pool import AHEAD, SHARE, map_articles

TEXTS = [
    "Russian forces shelled Ukrainian troops on Tuesday.",
    "China and Japan held talks in Seoul. The two countries agreed to meet again.",
    "Kenya said it would send 500 troops to Somalia.",
    "The museum has a large collection of old clocks.",
]


def articles(count: int) -> list[Article]:
    return [Article(TEXTS[n % len(TEXTS)], id=f"a{n}", published=date(2024, 5, 1 + n % 28)) for n in range(count)]


def records(doc: Document) -> tuple[str, list[dict[str, object]]]:
    return doc.id, [event.record() for event in doc.events or ()]


def name(doc: Document) -> str:
    return doc.id


def fail_on_the_last(doc: Document) -> str:
    if doc.id == "a39":
        raise ValueError("a39 is cursed")
    return doc.id


def test_two_workers_give_the_rows_of_one_in_the_same_order(knowledge: Knowledge) -> None:
    many = articles(3 * SHARE + 5)
    one = list(map_articles(many, knowledge, records))
    two = list(map_articles(many, knowledge, records, workers=2))
    assert [id for id, _ in one] == [article.id for article in many]
    assert one == two
    assert any(events for _, events in one)


def test_articles_are_taken_a_few_at_a_time(knowledge: Knowledge) -> None:
    taken = 0

    def stream() -> Iterator[Article]:
        nonlocal taken
        for article in articles(20 * SHARE):
            taken += 1
            yield article

    found = map_articles(stream(), knowledge, name, workers=2)
    assert next(found) == "a0"
    assert taken <= (2 * AHEAD + 1) * SHARE
    found.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("workers", [1, 2])
def test_no_articles_give_no_rows(knowledge: Knowledge, workers: int) -> None:
    assert list(map_articles([], knowledge, name, workers=workers)) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_in_a_worker_reaches_the_caller(knowledge: Knowledge, workers: int) -> None:
    with pytest.raises(ValueError, match="a39 is cursed"):
        list(map_articles(articles(40), knowledge, fail_on_the_last, workers=workers))


def test_more_workers_than_articles(knowledge: Knowledge) -> None:
    assert list(map_articles(articles(1), knowledge, name, workers=2)) == ["a0"]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are found in /proc")
def test_a_worker_that_is_still_starting_does_not_hear_an_interrupt(program: list[str], tmp_path: Path) -> None:
    source = tmp_path / "many.jsonl"
    source.write_text("".join(json.dumps({"text": f"Iran attacked Israel with {n} drones."}) + "\n" for n in range(2_000)))
    command = [*program, "code", str(source), "--format", "jsonl", "-o", str(tmp_path / "events.jsonl"), "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True) as done:
        deadline = time.monotonic() + 60
        while not (begun := _spawned(done.pid)) and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(0.15)  # while it imports what it works with
        os.killpg(done.pid, signal.SIGINT)
        _, told = done.communicate(timeout=60)
    assert begun
    assert done.returncode != 0
    assert "Traceback" not in told


def _spawned(parent: int) -> list[str]:
    """Command lines of a process's children that are workers of a pool."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            line = (folder / "cmdline").read_bytes().decode()
            if f"\nPPid:\t{parent}\n" in (folder / "status").read_text() and "spawn_main" in line:
                found.append(line)
    return found


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupt_ends_the_run_and_leaves_no_half_file(program: list[str], tmp_path: Path, workers: str) -> None:
    source, out = tmp_path / "many.jsonl", tmp_path / "out" / "events.jsonl"
    out.parent.mkdir()
    source.write_text(
        "".join(json.dumps({"text": f"Iran attacked Israel with {n} drones. {TEXTS[1]}"}) + "\n" for n in range(20_000))
    )
    command = [*program, "code", str(source), "--format", "jsonl", "-o", str(out), "--workers", workers]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True) as done:
        deadline = time.monotonic() + 60
        while not any(path.stat().st_size for path in out.parent.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.1)
        os.killpg(done.pid, signal.SIGINT)  # as a terminal does: to all of the session that this test began
        try:
            _, told = done.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(done.pid, signal.SIGKILL)
            raise
    assert done.returncode != 0
    assert "Traceback" not in told
    assert list(out.parent.iterdir()) == []
