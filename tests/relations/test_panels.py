"""The panel holds every pair in every period once, and its sums are what plain SQL over the views gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from relations.record import Act

from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.relations.dyads import read_dyad
from dragoman.relations.panels import MEASURES, column_labels, read_panel
from dragoman.store.file import Reader

SUMS = ("count", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "score")
Record = Callable[..., Reader]


@pytest.mark.parametrize("counted", ["incident", "origin", "report"])
@pytest.mark.parametrize(("unit", "written"), [("week", "%G-W%V"), ("month", "%Y-%m"), ("year", "%Y")])
def test_directed_cells_are_what_plain_sql_counts(
    demo: Reader, knowledge: Knowledge, counted: str, unit: str, written: str
) -> None:
    plain = {
        (row["one"], row["other"], row["period"]): row
        for row in demo.ask(
            f"""SELECT a.country AS one, r.country AS other, strftime(day, '{written}') AS period, count(DISTINCT id) AS n,
                       count(DISTINCT id) FILTER (quad = 4) AS fights
                FROM countable, unnest(actor) AS x(a), unnest(recipient) AS y(r)
                WHERE unit = '{counted}' AND a.country <> '' AND r.country <> '' AND a.country <> r.country GROUP BY ALL"""
        )
    }
    since, until = date(2024, 1, 1), date(2024, 12, 31)
    panel = read_panel(demo, knowledge, unit=unit, counted=counted, since=since, until=until)
    held = {
        (row["actor_iso3"], row["recipient_iso3"], row["period"]): (row["count"], row["material_conflict"])
        for row in panel.rows
        if row["count"]
    }
    states = knowledge.actors.states
    assert held == {key: (row["n"], row["fights"]) for key, row in plain.items() if key[0] in states and key[1] in states}


def test_undirected_is_both_ways_and_what_was_done_together_once(demo: Reader, knowledge: Knowledge) -> None:
    sums: dict[tuple[Any, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
    directed = read_panel(demo, knowledge)
    for row in directed.rows:
        if not row["seen"]:
            continue
        key = (*sorted((row["actor_iso3"], row["recipient_iso3"])), row["period"])
        sums[key][0] += row["count"] + row["mutual"] / 2
        sums[key][1] = row["mutual"]
    both = read_panel(demo, knowledge, directed=False)
    assert {
        (row["actor_iso3"], row["recipient_iso3"], row["period"]): [row["count"], row["mutual"]] for row in both.rows if row["seen"]
    } == sums
    assert len(directed.rows) == 2 * len(both.rows)
    assert sum(row["mutual"] or 0 for row in both.rows) > 0


def test_undirected_count_is_that_of_the_dyad(demo: Reader, knowledge: Knowledge) -> None:
    rows = read_panel(demo, knowledge, dyads=[("RUS", "CHN")], directed=False).rows
    found = [
        (period.name, len(period.rows), round(period.score, 3)) for period in read_dyad(demo, "CHN", "RUS").periods if period.seen
    ]
    assert [(row["period"], row["count"], row["score"]) for row in rows if row["seen"]] == found


def test_every_pair_is_in_every_period_once(demo: Reader, knowledge: Knowledge) -> None:
    rows = read_panel(demo, knowledge, unit="week").rows
    keys = {(row["actor_iso3"], row["recipient_iso3"], row["period"]) for row in rows}
    pairs, weeks = {key[:2] for key in keys}, {key[2] for key in keys}
    assert len(rows) == len(keys) == len(pairs) * len(weeks)


def test_the_last_days_of_a_year_are_in_its_iso_week(record: Record, knowledge: Knowledge) -> None:
    days = [date(2020, 12, 28), date(2020, 12, 31), date(2021, 1, 3), date(2021, 1, 4)]
    store = record([Act(day, "KEN", "UGA") for day in days], days)
    rows = read_panel(store, knowledge, unit="week", dyads=[("KEN", "UGA")], directed=False).rows
    assert [(row["period"], row["begin"], row["count"]) for row in rows] == [
        ("2020-W53", date(2020, 12, 28), 3),
        ("2021-W01", date(2021, 1, 4), 1),
    ]


def test_zero_is_told_from_no_coverage(record: Record, knowledge: Knowledge) -> None:
    store = record([Act(date(2024, 1, 5), "KEN", "UGA")], [date(2024, 1, 5), date(2024, 2, 5), date(2024, 4, 5)])
    rows = {row["period"]: row for row in read_panel(store, knowledge, directed=False).rows}
    assert [(row["count"], row["seen"]) for row in rows.values()] == [(1, 1), (0, 1), (None, 0), (0, 1)]
    assert {rows["2024-03"][name] for name in MEASURES if name != "articles"} == {None}
    assert rows["2024-03"]["articles"] == 0


@pytest.mark.parametrize(
    ("pair", "years", "held"),
    [
        pytest.param(("CSK", "POL"), (1991, 1994), [1991, 1992], id="Czechoslovakia ended with 1992"),
        pytest.param(("YUG", "HUN"), (2001, 2005), [2001, 2002, 2003], id="Yugoslavia was there for some days of 2003"),
        pytest.param(("SSD", "UGA"), (2010, 2012), [2011, 2012], id="South Sudan began in the middle of 2011"),
    ],
)
def test_a_state_has_rows_only_while_it_was_there(
    record: Record, knowledge: Knowledge, pair: tuple[str, str], years: tuple[int, int], held: list[int]
) -> None:
    first, last = date(years[0], 1, 1), date(years[1], 12, 31)
    store = record([], [first, last])
    rows = read_panel(store, knowledge, dyads=[pair], unit="year", ids=["iso3", "cow", "gw"], directed=False).rows
    assert [int(row["period"]) for row in rows] == held
    assert all(row[f"{side}_{name}"] for row in rows for side in ("actor", "recipient") for name in ("cow", "gw"))


def test_swapping_two_states_swaps_the_codes_and_nothing_else(record: Record, knowledge: Knowledge, tmp_path: Any) -> None:
    day = date(2024, 1, 5)
    store = record([Act(day, "KEN", "UGA"), Act(day, "UGA", "KEN", "ASSAULT", 4, -9.0), Act(day, "KEN UGA", "", "CONSULT")], [day])
    one, other = read_panel(store, knowledge).rows
    assert (one["count"], one["material_conflict"], one["mutual"]) == (1, 0, 1)
    assert (other["count"], other["material_conflict"], other["mutual"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"measures": ["coutn"]}, "no measure 'coutn'; did you mean count?"),
        ({"ids": ["iso2"]}, "no identifier 'iso2'; did you mean iso3?"),
        ({"unit": "day"}, "no unit 'day'"),
        ({"counted": "incidents"}, "'incidents' cannot be counted; did you mean incident?"),
        ({"dyads": [("RUS", "NATO")]}, "no state 'NATO'"),
        ({"since": date(2024, 6, 1), "until": date(2024, 5, 1)}, "2024-06-01 is after 2024-05-01"),
    ],
)
def test_what_is_not_known_is_said(demo: Reader, knowledge: Knowledge, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("?", r"\?")):
        read_panel(demo, knowledge, **asked)


def test_every_column_says_what_it_holds(demo: Reader, knowledge: Knowledge) -> None:
    panel = read_panel(demo, knowledge, ids=["iso3", "cow", "gw", "fips"], unit="week", counted="origin")
    labels = column_labels(panel)
    assert list(labels) == list(panel.columns) == list(panel.rows[0])
    assert labels["count"] == "origins by actor to recipient"
    assert max(map(len, labels.values())) <= 80


def test_what_is_promised_for_later_counts_on_the_day_it_is_told(demo: Reader) -> None:
    later = "SELECT DISTINCT article_id FROM happenings WHERE coalesce(when_start, when_end) > published"
    assert demo.ask(later), "the corpus has promises with a year"
    assert (
        demo.ask("SELECT c.id FROM countable c JOIN articles a USING (article_id) WHERE c.unit = 'report' AND c.day > a.published")
        == []
    )
    assert demo.ask("SELECT id FROM countable WHERE day > (SELECT max(published) FROM articles)") == []
