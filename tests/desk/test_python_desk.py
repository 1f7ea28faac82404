"""A desk in Python: a DuckDB connection with the record's views, and series that frames take as they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from outlet_articles import SHELLING

import dragoman
from dragoman.errors import StoreError, UsageError


@pytest.fixture(scope="module")
def path(make_desk: Callable[..., Path]) -> Path:
    return make_desk(SHELLING)


def test_it_answers_as_a_duckdb_connection_does(path: Path) -> None:
    with dragoman.connect(path) as desk:
        assert desk.execute("SELECT count(*) FROM articles").fetchone() == (len(SHELLING),)
        assert desk.execute("SELECT count(*) AS n FROM articles").df()["n"].tolist() == [len(SHELLING)]
        assert set(desk.sql("FROM happenings").columns) >= {"actor_id", "event_type", "recipient_id", "sentence", "incident_id"}


def test_a_series_is_rows_that_pandas_and_polars_take(path: Path) -> None:
    with dragoman.connect(path) as desk:
        rows = desk.dyad("Russia", "UKR").weekly()
    assert pd.DataFrame(rows)["count"].sum() == pl.DataFrame(rows)["count"].sum() == 2


def test_sums_over_units_agree_and_equal_plain_sql(path: Path) -> None:
    with dragoman.connect(path) as desk:
        asked = desk.dyad("RUS", "UKR")
        totals = {
            sum(row["count"] or 0 for row in rows) for rows in (asked.weekly(), asked.monthly(), asked.quarterly(), asked.yearly())
        }
        plain = desk.execute(
            "SELECT count(*) FROM incidents WHERE counts AND actor_country = 'RUS' AND recipient_country = 'UKR'"
        ).fetchone()
    assert totals == {plain[0]}


def test_a_panel_is_rows(path: Path) -> None:
    with dragoman.connect(path) as desk:
        rows = desk.panel(unit="month", directed=False)
        plain = desk.execute(
            "SELECT count(DISTINCT id) FROM pairs WHERE unit = 'incident' AND actor <> recipient AND recipient IN ('UKR', 'KEN', 'UGA')"
        ).fetchone()
    assert sum(row["count"] for row in rows) == plain[0]


def test_a_name_that_nobody_bears_is_told_with_the_nearest(path: Path) -> None:
    with dragoman.connect(path) as desk, pytest.raises(UsageError, match="nobody is known as 'Rusia'; did you mean"):
        desk.dyad("Rusia", "UKR")


def test_what_is_no_desk_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such desk"):
        dragoman.connect(tmp_path / "none.duckdb")


def test_briefs_checks_blocs_and_profiles_are_at_hand(path: Path) -> None:
    draft = dragoman.Article("Russian forces shelled Kharkiv on May 14, 2024.")
    with dragoman.connect(path) as desk:
        assert desk.brief("Russia", "Ukraine").sections
        assert {fact.verdict for sentence in desk.check(draft).sentences for fact in sentence.facts} == {"contradicted"}
        assert desk.bloc("RUS,BLR", vs="UKR,MDA", since=date(2024, 5, 1)).ties
        assert desk.actor("Russia").did


def test_event_reports_are_judged_from_python(path: Path) -> None:
    with dragoman.connect(path) as desk:
        (article, event), *_ = asked = desk.to_annotate("A", most=3)
        kept = desk.annotate(article, event, coder="A", verdict="wrong", fields={"actor": "Kenya"})
        assert kept.fields == {"actor": "KEN"}
        assert desk.to_annotate("A", most=2) == asked[1:]
        assert desk.to_annotate("B", most=3) == asked
        assert [(row["event_type"], row["wrong"]) for row in desk.error_rates()][:1] == [("all", 1)]
        assert {row["units"] for row in desk.agreement()} == {0}
        desk.annotate(article, event, coder="A", verdict="withdrawn")
        assert desk.error_rates() == []
