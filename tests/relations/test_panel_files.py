"""A panel leaves as CSV, Parquet and Stata with the same rows, the same bytes each time, and a manifest that tells how."""

from __future__ import annotations

import csv
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas
import polars
import pyreadstat
import pytest

from dragoman.desk.paneling import read_pairs, write_panel
from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.relations.panels import Panel, read_panel
from dragoman.store.file import Reader


@pytest.fixture
def panel(demo: Reader, knowledge: Knowledge) -> Panel:
    """With a month that nothing was read for, and a state without a number in some scheme."""
    return read_panel(demo, knowledge, ids=["iso3", "cow", "gw", "fips"], until=date(2024, 6, 30))


def same(rows: Iterable[Mapping[Any, Any]]) -> list[dict[str, Any]]:
    """Rows with one form for a day, a number and what is missing."""

    def plain(value: Any) -> Any:
        if value is None or value == "" or value is pandas.NaT or (isinstance(value, float) and math.isnan(value)):
            return None
        if isinstance(value, datetime):
            return value.date().isoformat()
        if isinstance(value, date):
            return value.isoformat()
        return value if isinstance(value, str) else float(value)

    return [{str(name): plain(value) for name, value in row.items()} for row in rows]


def test_each_format_holds_the_same_rows(panel: Panel, demo: Reader, tmp_path: Path) -> None:
    for suffix in ("csv", "parquet", "dta"):
        write_panel(panel, tmp_path / f"panel.{suffix}", demo)
    told = same(panel.rows)
    assert any(row["count"] is None for row in told)
    numbers = [name for name, kind in panel.columns.items() if kind in ("int", "float")]
    with (tmp_path / "panel.csv").open(encoding="utf-8", newline="") as stream:
        lines = [
            {name: float(cell) if cell and name in numbers else cell for name, cell in line.items()}
            for line in csv.DictReader(stream)
        ]
    assert same(lines) == told
    assert same(pandas.read_parquet(tmp_path / "panel.parquet").to_dict("records")) == told
    assert same(polars.read_parquet(tmp_path / "panel.parquet").to_dicts()) == told
    assert same(pandas.read_stata(tmp_path / "panel.dta", convert_categoricals=False).to_dict("records")) == told
    assert same(pyreadstat.read_dta(str(tmp_path / "panel.dta"))[0].to_dict("records")) == told


def test_stata_has_types_labels_and_units(panel: Panel, demo: Reader, tmp_path: Path) -> None:
    write_panel(panel, tmp_path / "panel.dta", demo)
    frame, told = pyreadstat.read_dta(str(tmp_path / "panel.dta"))
    assert told.original_variable_types["begin"] == "%td"
    assert told.column_names_to_labels["count"] == "incidents by actor to recipient"
    assert told.column_names_to_labels["articles"] == "articles read of the month, of all pairs"
    assert told.variable_value_labels == {"seen": {0: "no coverage", 1: "covered"}}
    assert {name: told.readstat_variable_types[name] for name in ("actor_cow", "score", "actor_iso3")} == {
        "actor_cow": "int32",
        "score": "double",
        "actor_iso3": "string",
    }
    assert frame["count"].isna().sum() == (frame["seen"] == 0).sum() > 0


@pytest.mark.parametrize("suffix", ["csv", "parquet", "dta"])
def test_the_same_desk_gives_the_same_bytes(suffix: str, demo: Reader, knowledge: Knowledge, tmp_path: Path) -> None:
    files = []
    for name in ("one", "other"):
        path = tmp_path / f"{name}.{suffix}"
        beside = write_panel(read_panel(demo, knowledge), path, demo)
        files.append(path.read_bytes())
        assert json.loads(beside.read_text())["sha256"] == {path.name: hashlib.sha256(files[-1]).hexdigest()}
    assert files[0] == files[1]


def test_the_manifest_tells_what_it_was_made_of(panel: Panel, demo: Reader, tmp_path: Path) -> None:
    write_panel(panel, tmp_path / "panel.csv", demo)
    told = json.loads(write_panel(panel, tmp_path / "panel.dta", demo).read_text())
    assert sorted(told["sha256"]) == ["panel.csv", "panel.dta"], "one panel in two formats"
    assert told["rows"] == len(panel.rows)
    assert told["options"] == panel.options
    assert [run["run_id"] for run in told["runs"]] == [row["run_id"] for row in demo.ask("SELECT run_id FROM runs ORDER BY number")]
    assert told["knowledge_digests"] == [row["k"] for row in demo.ask("SELECT DISTINCT knowledge_digest AS k FROM runs")]


def test_another_panel_under_the_name_has_a_manifest_of_its_own(
    panel: Panel, demo: Reader, knowledge: Knowledge, tmp_path: Path
) -> None:
    write_panel(panel, tmp_path / "panel.csv", demo)
    told = json.loads(write_panel(read_panel(demo, knowledge, unit="year"), tmp_path / "panel.dta", demo).read_text())
    assert list(told["sha256"]) == ["panel.dta"]


def test_pairs_are_read_with_or_without_a_header(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    for text in ("RUS,UKR\nIRN,ISR\n", "actor,recipient\nRUS,UKR\nIRN,ISR\n", "\ufeffRUS, UKR\n\nIRN,ISR,note\n"):
        path.write_text(text, encoding="utf-8")
        assert read_pairs(path) == [("RUS", "UKR"), ("IRN", "ISR")]
    for text, said in (("", "no pairs in it"), ("RUS\n", "pair 1: two codes are needed"), ("RUS,UKR\nIRN,\n", "pair 2")):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(UsageError, match=said):
            read_pairs(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_pairs(tmp_path / "none.csv")
