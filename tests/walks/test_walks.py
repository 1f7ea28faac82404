"""The four walks of the guides run from an empty folder, step after step, and print what the pages tell of."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from os import environ
from pathlib import Path

import pytest
import typer

from dragoman.cli.app import app

ROOT = Path(__file__).parents[2]
GUIDES = ROOT / "docs" / "guides"
STEP = re.compile(r"^<!-- \$ (.+?) -->$", re.M)
CALL = re.compile(r"\bdragoman (\w+)")
COMMANDS = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
# Of each walk, what its steps print between them, in order.
LINES = {
    "walk-student": (
        r"desk\.duckdb holds 4 articles",
        r"panel\.dta: \d+ rows, \d+ pairs in \d+ months, 2022-\d\d-\d\d to 2024-04-11, incidents counted",
        r"2023-03,2023-03-01,1,\d+,1\n.*2023-04,2023-04-01,0,,0",
        r'"directed": false',
        r"actor +recipient +mutual +incidents",
    ),
    "walk-country-desk": (
        r"opinion\.txt · opinion · 2024-02-27",
        r"\d+ event reports\n",
        r"demo\.duckdb holds 100 articles",
        r"Niger \(NER\) and Economic Community of West African States \(ECOWAS\), 2024-01-01 to 2024-05-31: \d+ incidents, by month",
        r"2024-01 +no coverage",
        r"all that was counted: .+\n  2024-0.+“.+”",
    ),
    "walk-newsroom": (
        r"to try:\n",
        r"incident id",
        r"\d+ event reports in \d+ articles of [3-9] independent origins",
        r"verbs .*\n",
        r"leaves out places",
        r"[3-5] outlets",
    ),
    "walk-early-warning": (
        r"1 feeds? looked at, 2 articles added, 2 coded, 0 gaps",
        r"fired   kharkiv: material_conflict 3 in 2024-W22 .*the line is \+30%",
        r"\n  2024-0.* in-[0-9a-f]{16}  “",
        r"map\.json: [1-9]\d* event reports",
        r"2 alerts: 1 fired",
        r"'type': 'Point'",
        r"rules\.toml: kharkiv: mesure: no such key; did you mean measure\?\n(.*\n)*status 2",
        r"acled\.csv: 4 events",
        r"both: \d+ incidents of ours and 3 events of theirs",
        r"only ours: \d+ incident",
        r"only theirs: 1 event of theirs\n.*\n.*Chasiv Yar",
    ),
}


@dataclass(frozen=True)
class Step:
    """A command of a page, and how it ended; `absent` names the commands of the program that it needs and that are not there."""

    command: str
    absent: frozenset[str]
    status: int | None = None
    printed: str = ""
    complaint: str = ""


Walk = Callable[[str], tuple[Path, list[Step]]]


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Walk a page in a folder of its own, once; a step whose command is not there is left out."""
    program = tmp_path_factory.mktemp("program")
    script = program / "dragoman"
    script.write_text(f"#!/bin/sh\nexec {sys.executable} -c 'from dragoman.cli import main; main()' \"$@\"\n", encoding="utf-8")
    script.chmod(0o755)
    places = f"{program}:{Path(sys.executable).parent}:{environ['PATH']}"
    cache_folder = tmp_path_factory.mktemp("cache")
    surroundings = {**environ, "PATH": places, "COLUMNS": "160", "NO_COLOR": "1", "XDG_CACHE_HOME": str(cache_folder)}

    @cache
    def _walk(name: str) -> tuple[Path, list[Step]]:
        folder = tmp_path_factory.mktemp(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        steps = []
        for command in STEP.findall((GUIDES / f"{name}.md").read_text(encoding="utf-8")):
            absent = frozenset(CALL.findall(command)) - COMMANDS
            if absent:
                steps.append(Step(command, absent))
                continue
            done = subprocess.run(
                ["bash", "-c", command], cwd=folder, env=surroundings, capture_output=True, encoding="utf-8", check=False
            )
            steps.append(Step(command, absent, done.returncode, done.stdout, done.stderr))
        return folder, steps

    return _walk


@pytest.mark.parametrize("name", LINES)
def test_each_step_of_a_walk_ends_well_and_prints_what_the_page_tells_of(name: str, walk: Walk) -> None:
    _, steps = walk(name)
    done = [step for step in steps if not step.absent]
    assert [(step.command, step.status, step.complaint) for step in done if step.status] == []
    printed, at = "".join(step.printed for step in done), 0
    for line in LINES[name]:
        found = re.compile(line).search(printed, at)
        assert found, f"{line} is not printed after {printed[:at][-200:]}"
        at = found.start()


@pytest.mark.parametrize(
    ("name", "command", "line"),
    [
        ("walk-country-desk", "brief", r"China"),
        ("walk-newsroom", "check", r"Warsaw"),
    ],
)
def test_the_brief_and_the_check_have_their_place(name: str, command: str, line: str, walk: Walk) -> None:
    step = next(step for step in walk(name)[1] if f"dragoman {command} " in step.command)
    if step.absent:
        pytest.skip(f"`dragoman {command}` is not there yet")
    assert (step.status, step.complaint) == (0, "")
    assert re.search(line, step.printed)


def test_the_panel_is_read_in_r(walk: Walk) -> None:
    rscript = shutil.which("Rscript")
    if rscript is None:
        pytest.skip("no R on this machine (Debian: r-base-core and r-cran-haven)")
    folder, _ = walk("walk-student")
    program = Path(__file__).with_name("panel.R")
    done = subprocess.run([rscript, str(program), str(folder / "panel.dta")], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    told = dict(line.rsplit(" ", 1) for line in done.stdout.replace(" \n", "\n").splitlines() if line.rsplit(" ", 1)[1].isdigit())
    assert int(told["rows"]) > int(told["without coverage"]) > 0
    assert (
        0 < int(told["observations"]) <= int(told["rows"]) - int(told["without coverage"])
    )  # only periods in which something was read
    assert "label incidents between the two" in done.stdout
