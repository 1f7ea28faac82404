"""`dragoman demo` makes a desk to try everything on, and touches no other."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from dragoman.store.file import open_writer

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def made(run: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    return path, run("demo", str(path))


def test_it_says_what_is_in_the_desk(made: tuple[Path, Result]) -> None:
    path, result = made
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{path}: 99 articles of ")
    assert "by 5 invented outlets" in result.stdout


def test_each_command_to_try_works(made: tuple[Path, Result], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = made[1].stdout.partition("to try:\n")[2].splitlines()
    assert len(lines) == 5
    for line in lines:
        program, *words = shlex.split(line)
        result = run(*words)
        assert (program, result.exit_code, bool(result.stdout)) == ("dragoman", 0, True), line


def test_a_demonstration_is_made_anew_and_another_desk_stays(made: tuple[Path, Result], run: Run) -> None:
    path = made[0]
    assert run("demo", str(path)).exit_code == 0
    own = path.with_name("own.duckdb")
    own_text = path.with_name("own.txt")
    own_text.write_text("Tokyo expelled two Russian diplomats.", encoding="utf-8")
    assert run("add", str(own_text), "--to", str(path)).exit_code == 0
    with open_writer(own):
        pass
    for held in (path, own):
        before = held.read_bytes()
        result = run("demo", str(held))
        assert (result.exit_code, held.read_bytes()) == (1, before)
        assert "another desk, which stays as it is" in str(result.exception)
