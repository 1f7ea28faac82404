"""`dragoman data`: faults one a line, each with place, thing and next step; shapes as JSON Schema; knowledge of one's own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from dragoman.knowledge.schemas import json_schemas

Run = Callable[..., Result]
Shell = Callable[..., subprocess.CompletedProcess[str]]
HOLDERS = "actors/holders/mine.csv"
HEADER = "state,role,title,person,aliases,start,end,source,checked,note\n"
# Each line of the table is wrong in its own way.
WRONG = """\
FRA,kingpin,Kingpin,Jane Doe,,2001,,recall,false,
FRA,envoy,Envoy,Jane Doe,,2001-02-31,,recall,false,
FRA,envoy,Envoy,Jane Doe,,2001,,recall,false,,,
FRA,envoy,Envoy,Jane Doe,,2001,,recall,perhaps,
"""


def check(run: Run, folder: Path, files: dict[str, str]) -> list[str]:
    """What `data check` says of a folder with some files."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content)
    result = run("data", "check", str(folder))
    assert (result.exit_code, result.stdout) == (1, "")
    return result.stderr.splitlines()


@pytest.fixture(scope="module")
def faults(run: Run, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """All that is wrong with a folder, told in one go: checking takes seconds."""
    files = {
        HOLDERS: HEADER + WRONG,
        "actors/holders/other.csv": "state,rolle,title\n",
        "actors/states/FRA.toml": "id = \n",
        "lexicon/en/ASSAULT.toml": '[[rule]]\nid = "x"\nevnet = "ASSAULT"\n',
    }
    return check(run, tmp_path_factory.mktemp("knowledge"), files)


def test_the_shipped_data_has_no_fault(run: Run) -> None:
    result = run("data", "check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("names: no fault\n")
    assert " rules, " in result.stdout
    assert " states, " in result.stdout


@pytest.mark.parametrize(
    ("place", "told"),
    [
        pytest.param(HOLDERS, ["line 2", "role"], id="a role there is not"),
        pytest.param(HOLDERS, ["line 3", "start", "day"], id="no such day"),
        pytest.param(HOLDERS, ["line 4", "more cells than columns"], id="too many cells"),
        pytest.param(HOLDERS, ["line 5", "checked"], id="neither true nor false"),
        pytest.param("actors/holders/other.csv", ["no column 'rolle'; did you mean role?"], id="a column mistyped"),
        pytest.param("actors/states/FRA.toml", ["not valid TOML", "line 1"], id="broken TOML"),
        pytest.param("lexicon/en/ASSAULT.toml", ["evnet"], id="a key mistyped"),
        pytest.param("lexicon/en/ASSAULT.toml", ["rule x", "did you mean event?"], id="a hint for a key inside a table"),
    ],
)
def test_every_fault_is_a_line_with_its_place(faults: list[str], place: str, told: list[str]) -> None:
    assert any(all(words in line for words in (place, *told)) for line in faults), faults


def test_what_contradicts_another_file_is_told_too(run: Run, tmp_path: Path) -> None:
    (line,) = check(run, tmp_path, {HOLDERS: f"{HEADER}QQQ,envoy,Envoy,Jane Doe,,2001,,recall,false,\n"})
    assert line.startswith(f"{tmp_path}/{HOLDERS}: line 2: ")
    assert "Jane Doe, Envoy: no state or organisation QQQ" in line


def test_a_name_of_ones_own_is_known_over_the_shipped_ones(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "mine" / "actors" / "holders").mkdir(parents=True)
    (tmp_path / "mine" / HOLDERS).write_text(f"{HEADER}FRA,envoy,Special Envoy,Zebedee Quagmire,,2020-01-01,,my own desk,true,\n")
    words = ("who", "Zebedee Quagmire", "--as-of", "2021-01-01", "--format", "json", "--knowledge", str(tmp_path / "mine"))
    answer = json.loads(run(*words).stdout)[0]
    assert (answer["name"], answer["country"], answer["source"]) == ("Zebedee Quagmire", "FRA", "my own desk")
    answer = json.loads(run("who", "Angela Merkel", *words[2:]).stdout)[0]
    assert answer["id"] == "DEU.angela-merkel"


def test_a_fault_in_ones_own_knowledge_ends_any_command_in_a_sentence(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "actors" / "holders").mkdir(parents=True)
    (tmp_path / HOLDERS).write_text("state,rolle\n")
    done = shell("who", "Angela Merkel", "--knowledge", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "mine.csv: no column 'rolle'; did you mean role?" in done.stderr
    assert "Traceback" not in done.stderr


RULE = """[[rule]]
id = "en.assault.catapult"
event = "ASSAULT"
mode = "heavy-weapons"
verbs = ["catapult"]
yes = [{ text = "Russian forces catapulted Kharkiv.", actor = "RUS.MIL", recipient = "UKR" }]
"""


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        pytest.param(RULE, "", id="a rule that codes what it says"),
        pytest.param(
            RULE.replace('recipient = "UKR"', 'recipient = "POL"'),
            "yes 'Russian forces catapulted Kharkiv.': must be ASSAULT, actor RUS.MIL, recipient POL, and coded is ASSAULT of RUS.MIL to UKR",
            id="a recipient it does not find",
        ),
        pytest.param(
            RULE.replace("catapulted", "threw"), "coded is nothing; mend the rule or the sentence", id="a verb it has not"
        ),
        pytest.param(
            RULE + 'no = ["Kenyan troops catapulted Uganda."]\n',
            "no 'Kenyan troops catapulted Uganda.': it is coded by this rule; narrow the rule",
            id="a look-alike that it takes",
        ),
    ],
)
def test_an_own_rule_is_held_against_its_sentences(run: Run, tmp_path: Path, rule: str, fault: str) -> None:
    file = tmp_path / "lexicon" / "en" / "ASSAULT.toml"
    file.parent.mkdir(parents=True)
    file.write_text(rule)
    result = run("data", "check", str(tmp_path))
    if fault:
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(f"{file}: rule en.assault.catapult: ")
        assert fault in result.stderr
    else:
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.endswith("of your own: 1 rows; 1 sentences of rules read\n")


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
