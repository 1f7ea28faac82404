"""`dragoman claims`: who claims, promises, threatens, demands or denies what, in the text's own words."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Run = Callable[..., Result]
Shell = Callable[..., subprocess.CompletedProcess[str]]
BODY = (
    "Russian officials said that Ukraine had shelled Belgorod. Iran threatened to close the strait. "
    "Japan promised to send food to Kenya. The United States called on Israel to withdraw its troops. "
    "China denied that it had sent weapons to Russia."
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(f"Published: 2024-05-01\n\n{BODY}", encoding="utf-8")
    return path


@pytest.fixture
def claims(run: Run, article: Path) -> Callable[..., list[dict[str, Any]]]:
    def _claims(*words: str) -> list[dict[str, Any]]:
        result = run("claims", str(article), "--format", "json", *words)
        assert result.exit_code == 0
        return [json.loads(line) for line in result.stdout.splitlines()]

    return _claims


def test_a_claim_keeps_speaker_cue_and_words(claims: Callable[..., list[dict[str, Any]]]) -> None:
    claim = claims()[0]
    assert (claim["type"], claim["speaker"], claim["published"]) == ("claim", "Russian officials", "2024-05-01")
    assert claim["speaker_id"] == ["RUS.GOV"]
    assert claim["cue"]["text"] == "said"
    assert "Ukraine had shelled Belgorod" in claim["words"]
    assert "UKR" in claim["about"]


def test_spans_point_into_the_text(claims: Callable[..., list[dict[str, Any]]]) -> None:
    for claim in claims():
        for span in (claim["cue"], *claim["content"]):
            assert BODY[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize(
    ("kind", "country"),
    [
        pytest.param("claim", "RUS", id="claim"),
        pytest.param("threat", "IRN", id="threat"),
        pytest.param("promise", "JPN", id="promise"),
        pytest.param("demand", "USA", id="demand"),
        pytest.param("denial", "CHN", id="denial"),
    ],
)
def test_by_type(claims: Callable[..., list[dict[str, Any]]], kind: str, country: str) -> None:
    found = claims("--type", kind)
    assert {claim["type"] for claim in found} == {kind}
    assert any(name.split(".")[0] == country for claim in found for name in claim["speaker_id"])


@pytest.mark.parametrize("speaker", ["RUS.GOV", "RUS", "russian officials", "Officials"])
def test_by_speaker(claims: Callable[..., list[dict[str, Any]]], speaker: str) -> None:
    assert {claim["speaker"] for claim in claims("--speaker", speaker)} == {"Russian officials"}


@pytest.mark.parametrize("about", ["UKR", "ukraine"])
def test_by_whom_it_is_about(claims: Callable[..., list[dict[str, Any]]], about: str) -> None:
    assert {claim["speaker"] for claim in claims("--about", about)} == {"Russian officials"}


def test_the_table_counts_what_it_shows(run: Run, article: Path) -> None:
    lines = run("claims", str(article)).stdout.splitlines()
    assert lines[0].startswith("2024-05-01  claim    Russian officials: “")
    assert lines[-1] == f"{len(lines) - 1} attributed"
    assert run("claims", str(article), "--speaker", "nobody").stdout == "0 attributed\n"


def test_an_undated_text_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    assert run("claims", str(tmp_path / "a.txt")).stdout.startswith("undated     claim")


def test_standard_input_is_read(shell: Shell) -> None:
    done = shell("claims", "-", "--format", "json", stdin=BODY)
    assert done.returncode == 0
    assert json.loads(done.stdout.splitlines()[0])["speaker"] == "Russian officials"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param(("claims",), 2, id="no path"),
        pytest.param(("claims", "x.txt", "--type", "rumour"), 2, id="no such type"),
        pytest.param(("claims", "/no/such/file.txt"), 1, id="no such file"),
    ],
)
def test_status(run: Run, words: tuple[str, ...], status: int) -> None:
    assert run(*words).exit_code == status
