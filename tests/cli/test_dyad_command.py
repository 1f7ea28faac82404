"""`dragoman dyad` and `dragoman panel`: counts with their unit, coverage beside them, and one clear line for bad input."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from dragoman.desk.adding import add_articles
from dragoman.desk.coding import code_desk
from dragoman.desk.demo import build_demo
from dragoman.knowledge import Knowledge
from dragoman.model import Article
from dragoman.store.file import open_snapshot, open_writer

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> str:
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    build_demo(path, knowledge)
    return str(path)


def test_the_head_says_what_is_counted_and_each_row_its_interval(run: Run, desk: str) -> None:
    shown = run("dyad", "Russia", "China", "--desk", desk, "--since", "2024-03").stdout
    head = re.match(r"Russia \(RUS\) and China \(CHN\), 2024-03-01 to 2024-05-31: (\d+) incidents, by month\n", shown)
    months = [int(count) for count in re.findall(r"^2024-0[45] +(\d+) +\d+\.\d–\d+\.\d", shown, re.M)]
    assert head
    assert len(months) == 2
    assert sum(months) == int(head[1]) > 10
    assert re.search(r"^2024-03 +no coverage", shown, re.M)
    assert re.search(r"^CONSULT +\d+ +\d+ +\d+", shown, re.M)
    assert "turning points: " in shown
    assert "arrow: " in shown


def test_rows_list_all_that_was_counted_with_the_words(run: Run, desk: str) -> None:
    shown = run("dyad", "RUS", "UKR", "--desk", desk, "--rows").stdout
    listed = shown.partition("all that was counted: 14 incidents, by month\n")[2].splitlines()
    assert len(listed) == 14
    assert all(re.match(r"  2024-0[45]-\d\d  .+ in-[0-9a-f]{16}  “.+” \(.+\)$", line) for line in listed)


def test_each_listed_row_is_a_row_of_the_view(run: Run, desk: str) -> None:
    lines = run("dyad", "RUS", "UKR", "--desk", desk, "--rows", "--counted", "report", "--format", "jsonl").stdout.splitlines()
    store = open_snapshot(Path(desk))
    plain = store.ask(
        """SELECT article_id, event_id FROM countable WHERE unit = 'report'
           AND ((list_contains(list_transform(actor, lambda side: side.country), 'RUS') AND list_contains(list_transform(recipient, lambda side: side.country), 'UKR'))
             OR (list_contains(list_transform(actor, lambda side: side.country), 'UKR') AND list_contains(list_transform(recipient, lambda side: side.country), 'RUS'))
             OR (event_type IN ('AGREE', 'CONSULT', 'COOPERATE') AND list_contains(list_transform(actor, lambda side: side.country), 'RUS')
                 AND list_contains(list_transform(actor, lambda side: side.country), 'UKR')))"""
    )
    store.close()
    told = [json.loads(line) for line in lines]
    assert sorted((row["article_id"], row["event_id"]) for row in told) == sorted(tuple(row.values()) for row in plain)
    assert all(row["words"] for row in told)


@pytest.mark.parametrize("unit", ["week", "month", "quarter", "year"])
def test_csv_and_jsonl_have_a_row_a_period(run: Run, desk: str, unit: str) -> None:
    words = ("dyad", "RUS", "UKR", "--desk", desk, "--unit", unit)
    lines = [json.loads(line) for line in run(*words, "--format", "jsonl").stdout.splitlines()]
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv").stdout)))
    assert [row["count"] for row in rows] == [str(line["count"]) for line in lines]
    assert sum(line["count"] for line in lines) == 14


def test_a_pair_with_nothing_on_it_says_so(run: Run, desk: str) -> None:
    result = run("dyad", "Fiji", "Peru", "--desk", desk)
    assert (result.exit_code, "nothing between the two is told as having happened" in result.stdout) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dyad", "Rusia", "CHN"), "nobody is known as 'Rusia'; did you mean Russia?"),
        (("dyad", "RUS", "CHN", "--since", "2024-05", "--until", "2024-04"), "--since 2024-05 is after --until 2024-04"),
        (("dyad", "RUS", "CHN", "--since", "2024-13"), "--since: '2024-13' is no time that exists"),
        (("dyad", "RUS", "CHN", "--unit", "day"), "no unit 'day'"),
        (("dyad", "RUS", "CHN", "--counted", "orign"), "'orign' cannot be counted; did you mean origin?"),
        (("dyad", "Yugoslavia", "CHN"), "Yugoslavia (YUG) did not exist from"),
        (("dyad", "SSD", "SDN", "--since", "1999", "--until", "2000"), "South Sudan (SSD) did not exist from"),
        (("panel", "-o", "panel.xls"), "panel.xls: a panel is written as .csv, .parquet, .dta"),
        (("panel", "-o", "panel.csv", "--measure", "counts"), "no measure 'counts'; did you mean count?"),
        (("panel", "-o", "panel.csv", "--dyads", "none.csv"), "none.csv: cannot be read as a CSV file of pairs"),
    ],
)
def test_bad_input_is_one_line(shell: Callable[..., object], desk: str, words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = shell(*words, "--desk", desk, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")  # type: ignore[attr-defined]
    assert done.stderr.startswith("dragoman: ")  # type: ignore[attr-defined]
    assert said in done.stderr  # type: ignore[attr-defined]
    assert done.stderr.count("\n") == 1  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []


def test_an_empty_desk_says_how_to_fill_it(shell: Callable[..., object], tmp_path: Path) -> None:
    with open_writer(tmp_path / "empty.duckdb"):
        pass
    done = shell("dyad", "RUS", "CHN", "--desk", str(tmp_path / "empty.duckdb"))
    assert done.returncode == 2  # type: ignore[attr-defined]
    assert "nothing was coded yet; `dragoman code PATHS --to" in done.stderr  # type: ignore[attr-defined]


def test_a_desk_without_a_date_of_publication_says_so(shell: Callable[..., object], tmp_path: Path, knowledge: Knowledge) -> None:
    with open_writer(tmp_path / "undated.duckdb") as store:
        add_articles(store, [Article("Kenya shelled two towns in Somalia.", id="a1")], {})
        code_desk(store, knowledge)
    done = shell("dyad", "KEN", "SOM", "--desk", str(tmp_path / "undated.duckdb"))
    assert done.returncode == 2  # type: ignore[attr-defined]
    assert "no article that was coded has a date of publication; `--published DATE`" in done.stderr  # type: ignore[attr-defined]


def test_a_panel_of_two_pairs(run: Run, desk: str, tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text("RUS,UKR\nIRN,ISR\n", encoding="utf-8")
    out = tmp_path / "panel.csv"
    result = run(
        "panel", "--desk", desk, "--dyads", str(tmp_path / "pairs.csv"), "--ids", "cow,iso3", "--measure", "count,articles",
        "--undirected", "--since", "2024-03", "-o", str(out),
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "6 rows, 2 pairs in 3 months, 2024-03-01 to 2024-05-31, incidents counted" in result.stdout
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert list(rows[0]) == [
        *("actor_cow", "actor_iso3", "recipient_cow", "recipient_iso3", "period", "begin", "seen", "count", "articles"),
    ]
    assert [(row["actor_iso3"], row["period"], row["count"]) for row in rows] == [
        ("IRN", "2024-03", ""), ("IRN", "2024-04", rows[1]["count"]), ("IRN", "2024-05", "0"),
        ("RUS", "2024-03", ""), ("RUS", "2024-04", "4"), ("RUS", "2024-05", "10"),
    ]  # fmt: skip
    assert json.loads((tmp_path / "panel.json").read_text())["options"]["since"] == "2024-03-01"
