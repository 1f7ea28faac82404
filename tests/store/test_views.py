"""A desk says itself what its views hold."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from dragoman.store.file import open_writer


def test_every_view_says_what_a_row_is_and_every_column_what_it_holds(tmp_path: Path) -> None:
    with open_writer(tmp_path / "desk.duckdb") as store:
        rows = store.rows("views_described")
    columns = {view: list(found) for view, found in groupby(rows, key=lambda row: row["view"])}
    assert all(found[0]["row_meaning"] for found in columns.values())
    untold = [f"{row['view']}.{row['column']}" for row in rows if not row["meaning"] and row["view"] != "happenings"]
    assert not untold
    assert [row["column"] for row in columns["happenings"]] == [row["column"] for row in columns["reports"]]


def test_views_ask_for_no_json_function_which_r_has_not(tmp_path: Path) -> None:
    with open_writer(tmp_path / "desk.duckdb") as store:
        statements = store.ask("SELECT sql FROM duckdb_views() WHERE NOT internal")
    assert statements
    assert not [row["sql"] for row in statements if "->" in row["sql"] or "json_" in row["sql"].lower()]
