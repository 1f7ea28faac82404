"""`dragoman data`: faults one a line, each with place, thing and next step; shapes as JSON Schema; knowledge of one's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from dragoman.knowledge.schemas import json_schemas

Run = Callable[..., Result]


def test_the_shipped_data_has_no_fault(run: Run) -> None:
    result = run("data", "check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("names: no fault\n")
    assert " rules, " in result.stdout
    assert " states, " in result.stdout


@pytest.mark.parametrize(
    ("path", "content", "told"),
    [
        pytest.param("actors/holders/mine.csv", "state,rolle,title\n", ["no column 'rolle'", "did you mean role?"], id="a column mistyped"),
        pytest.param("actors/holders/mine.csv", "state,role,title,person,aliases,start,end,source,checked,note\nFRA,kingpin,Kingpin,Jane Doe,,2001,,recall,false,\n", ["line 2", "role"], id="a word the schema does not know"),
        pytest.param("actors/holders/mine.csv", "state,role,title,person,aliases,start,end,source,checked,note\nFRA,envoy,Envoy,Jane Doe,,2001-02-31,,recall,false,\n", ["line 2", "2001-02-31"], id="no such day"),
        pytest.param("actors/holders/mine.csv", "state,role,title,person,aliases,start,end,source,checked,note\nFRA,envoy,Envoy,Jane Doe,,2001,,recall,false,,,\n", ["line 2", "more cells than columns"], id="too many cells"),
        pytest.param("actors/holders/mine.csv", "state,role,title,person,aliases,start,end,source,checked,note\nQQQ,envoy,Envoy,Jane Doe,,2001,,recall,false,\n", ["QQQ"], id="a state nobody knows"),
        pytest.param("actors/states/FRA.toml", "id = \n", ["not valid TOML", "line 1"], id="broken TOML"),
        pytest.param("lexicon/en/ASSAULT.toml", "[[rule]]\nid = \"en.assault.x\"\nevnet = \"ASSAULT\"\n", ["evnet", "did you mean event?"], id="a key mistyped"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(run: Run, tmp_path: Path, path: str, content: str, told: list[str]) -> None:
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(content)
    result = run("data", "check", str(tmp_path))
    assert (result.exit_code, result.stdout) == (1, "")
    line = next((line for line in result.stderr.splitlines() if all(words in line for words in told)), result.stderr)
    assert all(words in line for words in told), result.stderr
    assert path in line


def test_every_fault_is_told_not_the_first_alone(run: Run, tmp_path: Path) -> None:
    holders = tmp_path / "actors" / "holders"
    holders.mkdir(parents=True)
    (holders / "a.csv").write_text("state,rolle\n")
    (holders / "b.csv").write_text("stat,role\n")
    told = run("data", "check", str(tmp_path)).stderr
    assert "a.csv" in told
    assert "b.csv" in told


def test_a_name_of_ones_own_is_known_over_the_shipped_ones(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine" / "actors" / "holders"
    mine.mkdir(parents=True)
    (mine / "mine.csv").write_text(
        "state,role,title,person,aliases,start,end,source,checked,note\n"
        "FRA,envoy,Special Envoy,Zebedee Quagmire,,2020-01-01,,my own desk,true,\n"
    )
    assert run("data", "check", str(tmp_path / "mine")).exit_code == 0
    words = ("who", "Zebedee Quagmire", "--as-of", "2021-01-01", "--format", "json")
    assert json.loads(run(*words).stdout) == []
    answer = json.loads(run(*words, "--knowledge", str(tmp_path / "mine")).stdout)[0]
    assert (answer["name"], answer["country"], answer["source"]) == ("Zebedee Quagmire", "FRA", "my own desk")


def test_a_fault_in_ones_own_knowledge_ends_any_command_in_a_sentence(shell: Callable[..., object], tmp_path: Path) -> None:
    (tmp_path / "actors" / "holders").mkdir(parents=True)
    (tmp_path / "actors" / "holders" / "mine.csv").write_text("state,rolle\n")
    done = shell("who", "Angela Merkel", "--knowledge", str(tmp_path))
    assert done.returncode == 2  # type: ignore[attr-defined]
    assert "mine.csv: no column 'rolle'; did you mean role?" in done.stderr  # type: ignore[attr-defined]
    assert "Traceback" not in done.stderr  # type: ignore[attr-defined]


def test_no_such_folder_is_status_2(run: Run, tmp_path: Path) -> None:
    result = run("data", "check", str(tmp_path / "nowhere"))
    assert result.exit_code == 2
    assert "no folder" in result.stderr


@pytest.mark.parametrize("kind", sorted(json_schemas()))
def test_each_kind_has_a_shape(run: Run, kind: str) -> None:
    schema = json.loads(run("data", "schema", kind).stdout)
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False
    assert schema["properties"]
    assert schema["description"]


def test_all_shapes_at_once(run: Run) -> None:
    assert set(json.loads(run("data", "schema").stdout)) == set(json_schemas())


def test_an_unknown_kind_is_status_2_and_lists_the_kinds(run: Run) -> None:
    result = run("data", "schema", "Holdr")
    assert result.exit_code == 2
    assert "Holder" in result.stderr


def test_data_alone_shows_its_help(run: Run) -> None:
    result = run("data")
    assert "check" in result.output
    assert "schema" in result.output
