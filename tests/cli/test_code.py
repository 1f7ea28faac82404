"""`dragoman code`: rows out, whole files or none, an exit status that tells."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pandas
import polars
import pyarrow.parquet
import pytest
from typer.testing import Result

from dragoman.formats.rows import COLUMNS

Run = Callable[..., Result]
TEXT = "Published: 2024-05-01\n\nRussian forces shelled Ukrainian troops on Tuesday. Iran may attack Israel."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    (tmp_path / "in" / "deep").mkdir()
    (tmp_path / "in" / "deep" / "b.jsonl").write_text(
        json.dumps({"id": "b1", "text": "China and Japan held talks in Seoul."}) + "\n"
    )
    return tmp_path


def test_jsonl_holds_the_event_record(run: Run, folder: Path) -> None:
    out = folder / "events.jsonl"
    assert run("code", str(folder / "in"), "--format", "jsonl", "-o", str(out)).exit_code == 0
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["event_type"] for row in rows] == ["ASSAULT", "CONSULT"]
    assert rows[0]["trigger"] == {"start": 15, "end": 22, "text": "shelled"}
    assert [party["country"] for party in rows[1]["actor"]] == ["CHN", "JPN"]


def test_only_happenings_unless_all_is_asked(run: Run, folder: Path) -> None:
    def count(*options: str) -> list[str]:
        out = run("code", str(folder / "in" / "a.txt"), "--format", "jsonl", *options).stdout
        return [json.loads(line)["status"] for line in out.splitlines()]

    assert count() == ["actual"]
    assert count("--all") == ["actual", "hypothetical"]
    assert count("--status", "hypothetical") == ["hypothetical"]


def test_csv_keeps_codes_and_names_side_by_side(run: Run, folder: Path) -> None:
    out = run("code", str(folder / "in" / "a.txt"), "--format", "csv").stdout
    row = next(csv.DictReader(io.StringIO(out)))
    assert list(row) == list(COLUMNS)
    assert (row["actor_country"], row["actor_country_name"], row["actor_sector"]) == ("RUS", "Russia", "MIL")
    assert row["cameo"].startswith("19")
    assert pandas.read_csv(io.StringIO(out), dtype={"cameo": str}).loc[0, "event_type"] == "ASSAULT"


def test_parquet_is_typed(run: Run, folder: Path) -> None:
    out = folder / "events.parquet"
    assert run("code", str(folder / "in"), "--format", "parquet", "-o", str(out)).exit_code == 0
    table = pyarrow.parquet.read_table(out)
    assert table.schema.field("quad").type == "int64"
    assert polars.read_parquet(out)["event_type"].to_list() == ["ASSAULT", "CONSULT"]


def test_the_number_of_workers_changes_nothing(run: Run, folder: Path) -> None:
    one, two = folder / "one.jsonl", folder / "two.jsonl"
    run("code", str(folder / "in"), "--all", "--format", "jsonl", "-o", str(one))
    run("code", str(folder / "in"), "--all", "--format", "jsonl", "-o", str(two), "--workers", "2")
    assert one.read_text() == two.read_text() != ""


def test_some_inputs_failed_is_status_1_and_the_rest_is_coded(run: Run, folder: Path) -> None:
    (folder / "in" / "broken.txt").write_bytes(b"%PDF-1.4")
    out = folder / "events.jsonl"
    result = run("code", str(folder / "in"), "--format", "jsonl", "-o", str(out))
    assert result.exit_code == 1
    assert "broken.txt: this is a PDF, not text" in result.stderr
    assert len(out.read_text().splitlines()) == 2


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("code", "x.txt", "--status", "maybe"), id="no such status"),
        pytest.param(("code", "x.txt", "--published", "2024-02-31"), id="no such day"),
        pytest.param(("code", "x.txt", "--formt", "csv"), id="mistyped option"),
    ],
)
def test_wrong_usage_is_status_2(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


def test_a_place_that_cannot_be_written_leaves_nothing(run: Run, folder: Path) -> None:
    result = run("code", str(folder / "in"), "--format", "csv", "-o", str(folder / "no" / "such" / "out.csv"))
    assert result.exit_code != 0
    assert sorted(path.name for path in folder.iterdir()) == ["in"]


def test_what_was_set_aside_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The trade war between China and the United States went on.")
    rows = [json.loads(line) for line in run("code", str(tmp_path / "a.txt"), "--show", "set-aside").stdout.splitlines()]
    assert all(row["reason"] for row in rows)
