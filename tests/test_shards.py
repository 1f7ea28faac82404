"""Shares are coded by whoever is free: one process, several, or a cluster write the same files, and what stands is not coded again."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.knowledge import Knowledge
from dragoman.scale.cluster import code_on_cluster
from dragoman.scale.shards import code_shards

TEXTS = (
    "Russian forces shelled Kharkiv on Tuesday and killed {n} people.",
    "Kenya's president met Ugandan ministers in Nairobi on Thursday, for the {n}th time.",
    "Tokyo expelled {n} Russian diplomats.",
)
Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two Parquet files of three groups each, and a file of JSON lines."""
    folder = tmp_path_factory.mktemp("articles")
    rows = [{"text": TEXTS[n % 3].format(n=n + 2), "published": date(2024, 5, 16), "publisher": f"P{n % 4}"} for n in range(40)]
    for number, part in enumerate((rows[:18], rows[18:36])):
        pq.write_table(pa.Table.from_pylist(part), folder / f"part{number}.parquet", row_group_size=6)
    (folder / "rest.jsonl").write_text("".join(json.dumps(row, default=str) + "\n" for row in rows[36:]))
    return folder


def rows(folder: Path) -> list[dict[str, object]]:
    found = [row for file in sorted(folder.glob("*.parquet")) for row in pq.read_table(file).to_pylist()]
    return sorted(found, key=lambda row: (row["document_id"], row["event_id"]))


@pytest.fixture(scope="module")
def alone(articles: Path, knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("alone")
    done = list(code_shards([str(articles)], folder, knowledge))
    assert len(done) == 7
    assert sum(one.articles for one in done) == 40
    return folder


def test_every_event_is_there_with_its_record(alone: Path) -> None:
    found = rows(alone)
    assert len(found) >= 40
    assert all(json.loads(str(row["record"]))["id"] == row["event_id"] for row in found)


def test_two_processes_write_what_one_writes(articles: Path, alone: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    list(code_shards([str(articles)], tmp_path, knowledge, workers=2))
    assert {file.name for file in tmp_path.iterdir()} == {file.name for file in alone.iterdir()}
    assert rows(tmp_path) == rows(alone)


def test_what_stands_is_not_coded_again(articles: Path, alone: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    list(code_shards([str(articles)], tmp_path, knowledge))
    gone, *kept = sorted(tmp_path.glob("*.parquet"))
    before = {file: file.stat().st_mtime_ns for file in kept}
    gone.unlink()
    assert len(list(code_shards([str(articles)], tmp_path, knowledge))) == 1
    assert {file: file.stat().st_mtime_ns for file in kept} == before
    assert rows(tmp_path) == rows(alone)


@pytest.mark.filterwarnings("default")
def test_a_cluster_of_two_workers_writes_what_one_process_writes(
    articles: Path, alone: Path, knowledge: Knowledge, tmp_path: Path
) -> None:
    done = list(code_shards([str(articles)], tmp_path, knowledge, engine=code_on_cluster, workers=2))
    assert len(done) == 7
    assert {file.name for file in tmp_path.iterdir()} == {file.name for file in alone.iterdir()}
    assert rows(tmp_path) == rows(alone)
    assert not list(code_shards([str(articles)], tmp_path, knowledge, engine=code_on_cluster, workers=2))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["--shards", "out"], "nothing to code: give PATHS", id="no paths"),
        pytest.param(["nowhere", "--shards", "out"], "nowhere: no such file or folder", id="no such path"),
        pytest.param(["a.txt", "--engine", "ray"], "--engine and --address go with --shards DIR", id="no folder"),
    ],
)
def test_wrong_usage_is_one_line(shell: Shell, tmp_path: Path, words: list[str], message: str) -> None:
    done = shell("code", *words, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, f"dragoman: {message}\n")
