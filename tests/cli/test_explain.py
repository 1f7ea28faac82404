"""`dragoman explain`: there is always an answer to why an event was coded, and to why a clause was not."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
Shell = Callable[..., subprocess.CompletedProcess[str]]
TEXT = (
    "Published: 2024-05-01\n\nRussian forces shelled Ukrainian troops on Tuesday. Chinese officials said that Japan had attacked "
    "South Korea. Iran hit the post in injury time."
)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_each_event_gives_its_reasons(run: Run, article: Path) -> None:
    result = run("explain", str(article))
    assert result.exit_code == 0
    out = result.stdout
    assert out.startswith("1  ASSAULT")
    assert "rule en." in out
    assert "“shelled”, as in “" in out
    assert "actor: “Russian forces” is " in out
    assert "(RUS MIL), via " in out
    assert "recipient: “Ukrainian troops” is " in out
    assert "status actual" in out
    assert "according to: the author" in out
    assert "“Tuesday”" in out or "“on Tuesday”" in out
    assert "counts as a happening; score " in out


def test_who_says_so_is_told(run: Run, article: Path) -> None:
    out = run("explain", str(article)).stdout
    chain = next(line for line in out.splitlines() if "according to: the author ▸ " in line)
    assert "Chinese officials (say, says)" in chain


def test_what_was_set_aside_is_told_with_its_reason(run: Run, article: Path) -> None:
    aside = [line for line in run("explain", str(article)).stdout.splitlines() if line.startswith("set aside")]
    assert any("“hit”  sport" in line for line in aside)


def test_one_event_by_number_and_by_id(run: Run, article: Path) -> None:
    rows = [json.loads(line) for line in run("code", str(article), "--all", "--format", "jsonl").stdout.splitlines()]
    by_number = run("explain", str(article), "1").stdout
    by_id = run("explain", str(article), rows[0]["id"]).stdout
    assert by_number == by_id
    assert f"[{rows[0]['id']}]" in by_number
    assert "set aside" not in by_number


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_event_of_the_examples_has_a_rule_and_a_status(run: Run, path: Path) -> None:
    out = run("explain", str(path)).stdout
    parts = [part for part in out.split("\n\n") if part and not part.startswith("set aside")]
    assert len(parts) > 5
    for part in parts:
        assert "   rule " in part
        assert "   status " in part
        assert "   according to: the author" in part


def test_a_doer_nobody_names_is_explained_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ten Ukrainian soldiers were killed near Kharkiv on 3 May 2024.")
    doer = next(line for line in run("explain", str(tmp_path / "a.txt")).stdout.splitlines() if line.startswith("   actor: UNK"))
    assert len(doer.strip()) > len("actor: UNK,")


def test_an_event_that_is_not_there_is_status_2(run: Run, article: Path) -> None:
    result = run("explain", str(article), "99")
    assert result.exit_code == 2
    assert "no event '99'" in result.stderr


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param(("explain",), 2, id="no article"),
        pytest.param(("explain", "/no/such/article.txt"), 1, id="no such article"),
        pytest.param(("explain", "/no/such/article.txt", "1"), 1, id="no such article, and an event of it"),
    ],
)
def test_status(run: Run, words: tuple[str, ...], status: int) -> None:
    assert run(*words).exit_code == status


def test_standard_input_is_explained(shell: Shell) -> None:
    done = shell("explain", "-", stdin=TEXT)
    assert done.returncode == 0
    assert done.stdout.startswith("1  ASSAULT")
