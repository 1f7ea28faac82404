"""What a snapshot is given to be read fast says the same as the record it is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.desk.demo import build_demo
from dragoman.knowledge import Knowledge
from dragoman.store.file import Reader, open_snapshot, take_snapshot


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Reader:
    path = tmp_path_factory.mktemp("prepared") / "demo.duckdb"
    build_demo(path, knowledge)
    return open_snapshot(path)


@pytest.mark.parametrize("side", ["actor", "recipient"])
@pytest.mark.parametrize("who", ["RUS", "RUS.vladimir-putin", "RUS.MIL", "NATO", "MIL", "nobody"])
def test_a_key_finds_whom_a_side_plays(prepared: Reader, who: str, side: str) -> None:
    listed = f"SELECT article_id, event_id FROM report_listed WHERE list_contains({side}_keys, '{who}') ORDER BY ALL"
    plays = f"SELECT article_id, event_id FROM event WHERE current AND any_plays({side}, '{who}') ORDER BY ALL"
    assert prepared.ask(listed) == prepared.ask(plays)
    listed = f"SELECT incident_id FROM incident_listed WHERE list_contains({side}_keys, '{who}') ORDER BY ALL"
    assert prepared.ask(listed) == prepared.ask(f"SELECT incident_id FROM incident WHERE any_plays({side}, '{who}') ORDER BY ALL")


@pytest.mark.parametrize("unit", ["incident", "origin", "report"])
def test_pairs_that_are_counted_out_are_those_of_the_view(prepared: Reader, tmp_path: Path, unit: str) -> None:
    plain = tmp_path / "plain.duckdb"
    take_snapshot(prepared.path, plain)
    import duckdb

    asked = f"SELECT * FROM pairs WHERE unit = '{unit}' ORDER BY ALL"
    with duckdb.connect(plain, read_only=True) as connection:
        told = connection.execute(asked).fetchall()
    assert [tuple(row.values()) for row in prepared.ask(asked)] == told
    assert told


def test_the_views_still_say_what_they_hold(prepared: Reader) -> None:
    described = {row["view"] for row in prepared.rows("views_described")}
    assert {"pairs", "reports", "incidents"} <= described
    assert "pairs_told" not in described
    assert all(row["meaning"] for row in prepared.rows("views_described") if row["view"] == "pairs")
