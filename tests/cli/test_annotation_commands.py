"""Judging at the command line: what is asked next, what was said, gold, agreement, and error rates in what is exported."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import Result

from dragoman.errors import StoreError, UsageError

Run = Callable[..., Result]
ARTICLES = [
    {"id": "courier-1", "published": "2024-05-15", "text": "Russian forces shelled Kharkiv on Tuesday."},
    {
        "id": "lake-2",
        "published": "2024-05-18",
        "text": "Japan expelled two Russian diplomats on Friday. Moscow condemned the decision.",
    },
]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.store.file.cache_folder", lambda: tmp_path / "cache")
    monkeypatch.delenv("DRAGOMAN_DESK", raising=False)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of two articles, coded once."""
    from typer.testing import CliRunner

    from dragoman.cli.app import app

    folder = tmp_path_factory.mktemp("judged")
    (folder / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ARTICLES))
    done = CliRunner().invoke(app, ["code", str(folder / "wire.jsonl"), "--to", str(folder / "desk.duckdb")])
    assert done.exit_code == 0
    return folder / "desk.duckdb"


@pytest.fixture
def desk(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that nobody annotated yet, the one that a command reads where none is named."""
    shutil.copyfile(filled, tmp_path / "desk.duckdb")
    monkeypatch.setenv("DRAGOMAN_DESK", str(tmp_path / "desk.duckdb"))
    return tmp_path / "desk.duckdb"


def ids(run: Run, coder: str) -> dict[str, tuple[str, str]]:
    """Article and event report that a coder is to judge, by type."""
    rows = csv.DictReader(io.StringIO(run("annotations", "next", "--coder", coder, "--format", "csv").stdout))
    return {row["event_type"]: (row["article_id"], row["event_id"]) for row in rows}


def say(run: Run, coder: str, verdict: str, *thing: str) -> str:
    done = run("annotations", "add", *thing, "--coder", coder, "--verdict", verdict)
    assert done.exit_code == 0, done.exception
    return done.stdout


def test_what_was_judged_is_not_asked_again_and_another_coder_is_asked_it(run: Run, desk: Path) -> None:
    asked = ids(run, "A")
    assert set(asked) == {"ASSAULT", "SANCTION", "ACCUSE"}
    assert "right: kept; 1 annotation of A in" in say(run, "A", "right", *asked["ASSAULT"])
    assert set(ids(run, "A")) == {"SANCTION", "ACCUSE"}
    assert ids(run, "B") == asked
    shown = run("annotations", "next", "--coder", "B").stdout
    assert "Japan expelled two Russian diplomats on Friday." in " ".join(shown.split())
    assert "3 event reports to be judged by B (random, seed 1)" in shown


def test_the_list_keeps_what_was_said_before_and_taken_back(run: Run, desk: Path) -> None:
    thing = ids(run, "A")["SANCTION"]
    say(run, "A", "right", *thing)
    say(run, "A", "wrong", *thing, "--field", "actor=Kenya", "--field", "when")
    say(run, "A", "withdrawn", *thing)
    rows = list(csv.DictReader(io.StringIO(run("annotations", "list", "--format", "csv").stdout)))
    assert [row["verdict"] for row in rows] == ["right", "wrong", "withdrawn"]
    assert rows[1]["fields"] == "actor=KEN; when"
    assert "3 annotations, 0 of them stand" in run("annotations", "list").stdout


def test_gold_goes_out_and_is_scored(run: Run, desk: Path, tmp_path: Path) -> None:
    asked = ids(run, "A")
    say(run, "A", "right", *asked["SANCTION"])
    say(run, "A", "wrong", *asked["ACCUSE"], "--field", "recipient=Kenya")
    say(run, "A", "complete", "lake-2")
    out = run("annotations", "gold", str(desk), "-o", str(tmp_path / "gold")).stdout
    assert out.startswith(
        f"{tmp_path}/gold/annotations.jsonl: 1 article, 1 of them read to the end; 2 events, 0 places without one"
    )
    file = tmp_path / "gold" / "annotations.jsonl"
    assert "expelled" not in file.read_text()
    told = run("evaluate", "annotations", str(file), "--desk", str(desk), "--errors").stdout.splitlines()
    assert told[:3] == [
        "annotations: 1 article by A",
        "2 event reports judged as coded now",
        "right as a whole  0.500  (1 of 2)  0.095 to 0.905",
    ]
    assert "recipient right  0.500  (1 of 2)  0.095 to 0.905" in told
    assert "recall, in 1 article judged to the end  1.000  (2 of 2)  0.342 to 1.000" in told
    assert "recipient: gold 'KEN', said" in told[-1]


def test_recall_is_not_measured_where_no_article_was_judged_to_the_end(run: Run, desk: Path, tmp_path: Path) -> None:
    say(run, "A", "right", *ids(run, "A")["SANCTION"])
    run("annotations", "gold", "-o", str(tmp_path / "gold.jsonl"))
    told = run("evaluate", "annotations", str(tmp_path / "gold.jsonl")).stdout
    assert "recall  not measured: no article is judged to the end" in told


def test_a_file_that_is_no_gold_of_annotations_is_told(run: Run, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text('{"id": "a"}\n')
    done = run("evaluate", "annotations", str(tmp_path / "gold.jsonl"))
    assert "no article of annotations; `dragoman annotations gold` writes them" in str(done.exception)


def test_agreement_says_what_it_rests_on(run: Run, desk: Path) -> None:
    for coder in "AB":
        say(run, coder, "right", *ids(run, coder)["SANCTION"])
    out = run("agreement", str(desk)).stdout
    assert "too few to say: under 20 units" in out
    assert "2 coders: A, B; 2 annotations" in out
    told = json.loads(run("agreement", "--format", "json").stdout)
    assert (told["coders"], told["annotations"], told["fewest_units"]) == (["A", "B"], 2, 20)
    assert {row["field"] for row in told["fields"]} >= {"event", "right", "event_type", "actor", "recipient", "status", "when"}
    assert all(row["alpha"] is None for row in told["fields"])


def test_error_rates_are_told_and_go_out_with_a_bundle(run: Run, desk: Path, tmp_path: Path) -> None:
    def exported() -> dict[str, str]:
        assert run("export", "--format", "bundle", "--all", "--no-text", "-o", str(tmp_path / "b.zip")).exit_code == 0
        with zipfile.ZipFile(tmp_path / "b.zip") as archive:
            return {name: archive.read(name).decode() for name in ("datapackage.json", "croissant.json", "runs.json", "README.md")}

    before = exported()
    assert "not measured" in run("annotations", "rates").stderr
    for name in ("datapackage.json", "croissant.json", "runs.json"):
        assert json.loads(before[name])["error_rates"]["measured"] is False
    assert "Error rates were not measured" in before["README.md"]
    asked = ids(run, "A")
    say(run, "A", "right", *asked["SANCTION"], "--drawn", "random")
    say(run, "A", "wrong", *asked["ACCUSE"], "--field", "actor", "--drawn", "random")
    rows = [json.loads(line) for line in run("annotations", "rates", "--format", "jsonl").stdout.splitlines()]
    assert [(row["event_type"], row["annotated"], row["wrong"]) for row in rows] == [
        ("all", 2, 1),
        ("ACCUSE", 1, 1),
        ("SANCTION", 1, 0),
    ]
    after = exported()
    for name in ("datapackage.json", "croissant.json", "runs.json"):
        found = json.loads(after[name])["error_rates"]
        assert [(row["event_type"], row["wrong"]) for row in found["rates"]] == [("all", 1), ("ACCUSE", 1), ("SANCTION", 0)]
    assert "1 of 2 event reports that people judged are wrong" in after["README.md"]


def test_what_was_said_of_reports_that_the_desk_has_not_is_told(run: Run, desk: Path, tmp_path: Path) -> None:
    from dragoman.store.annotations import open_annotations

    said = open_annotations(desk)
    say(run, "A", "right", *ids(run, "A")["SANCTION"])
    said.add(replace(said.latest()[0], event_id="ev-of-another-desk", id="an-1"))
    for words in (["rates"], ["gold", "-o", str(tmp_path / "gold.jsonl")]):
        assert "1 annotation left out: the desk has not the event reports as they were judged" in run("annotations", *words).stderr
    assert "1 annotation left out" in run("agreement").stderr


def test_what_does_not_fit_is_told_in_one_line(run: Run, desk: Path) -> None:
    article, event = ids(run, "A")["SANCTION"]
    for words, told in (
        ((article, event, "--coder", "A", "--verdict", "wrong"), "say which field"),
        ((article, event, "--coder", "A", "--verdict", "wrong", "--field", "actor=Urugway"), "did you mean Uruguay"),
        ((article, "ev-0", "--coder", "A", "--verdict", "right"), "no event report 'ev-0'"),
        ((article, event, "--coder", "an na", "--verdict", "right"), "coder's label"),
    ):
        done = run("annotations", "add", *words)
        assert isinstance(done.exception, UsageError)
        assert told in str(done.exception)
    desk.with_name("desk.annotations.sqlite").write_bytes(b"no database " * 1000)
    assert isinstance(run("annotations", "list").exception, StoreError)
