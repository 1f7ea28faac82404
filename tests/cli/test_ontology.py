"""`dragoman ontology`: the codebook, as the coder itself knows it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable

import pytest
from typer.testing import Result

from dragoman.knowledge import Knowledge

Run = Callable[..., Result]
Shell = Callable[..., subprocess.CompletedProcess[str]]
TYPES = [
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"),
    *("REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
]


def test_the_list_holds_the_sixteen_types_by_quad_class(run: Run) -> None:
    result = run("ontology")
    assert result.exit_code == 0
    assert sorted(re.findall(r"^   ([A-Z]+) ", result.stdout, re.M)) == sorted(TYPES)
    assert re.findall(r"^[1-4]  .+$", result.stdout, re.M) == [
        "1  verbal cooperation",
        "2  material cooperation",
        "3  verbal conflict",
        "4  material conflict",
    ]


@pytest.mark.parametrize("name", TYPES)
def test_each_type_has_a_page(run: Run, knowledge: Knowledge, name: str) -> None:
    out = run("ontology", name).stdout
    row = knowledge.ontology.types[name]
    assert out.startswith(f"{name}  {row.name}\n")
    assert f"score {row.score:g}" in out
    for part in ("Boundaries", "CAMEO codes that fall here", "First way back to CAMEO"):
        assert f"\n{part}\n" in out
    for mode in row.mode:
        assert f"· {mode.id} (" in out
    assert max(map(len, out.splitlines())) <= 100


def test_a_type_may_be_written_small(run: Run) -> None:
    assert run("ontology", "assault").stdout == run("ontology", "ASSAULT").stdout


def test_a_mistyped_type_gets_a_hint(shell: Shell) -> None:
    done = shell("ontology", "ASSUALT")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("dragoman: no event type ASSUALT; did you mean ASSAULT?")


@pytest.mark.parametrize("name", ["DEMAND", "FIGHT", "YIELD", "INVESTIGATE"])
def test_types_of_older_vocabularies_are_none_of_ours(shell: Shell, name: str) -> None:
    assert shell("ontology", name).returncode == 2
