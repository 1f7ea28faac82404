"""A wrong file of the user's own is refused whole; each fault names file, row and thing, and says what to do next."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli.app import app
from dragoman.errors import KnowledgeError
from dragoman.knowledge import build_knowledge, load_knowledge
from dragoman.knowledge.files import gather

GROUP = """[[group]]
id = "BLUE-RIVER"
name = "Blue River Front"
country = "MLI"
sector = ["REB"]
kind = "armed group"
names = [{ text = "Blue River Front" }]
source = "field notes"
checked = true
"""
GROUPS, HOLDERS, NOUNS = "actors/groups/own.toml", "actors/holders/own.csv", "actors/sectors.csv"
TERMS = "state,role,title,person,start,end,source,checked\n"
TERM = "NOR,foreign-minister,Foreign Minister,Kari Fjelltopp,{},{},field notes,true\n"
NOUN = "noun,sector,kind,alone,country,example\n"


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def findings(folder: Path) -> list[str]:
    """What is said of a folder laid over the shipped data; that it is raised means that nothing was built."""
    with pytest.raises(KnowledgeError) as caught:
        build_knowledge(gather([folder]))
    assert str(caught.value).splitlines() == caught.value.findings
    return caught.value.findings


@pytest.mark.parametrize(
    ("file", "content", "row", "thing", "step"),
    [
        pytest.param(GROUPS, GROUP + 'contry = "NER"\n', "BLUE-RIVER", "contry", "did you mean country?", id="unknown key"),
        pytest.param(
            GROUPS, GROUP.replace(" }]", ', strat = "1991" }]'), "BLUE-RIVER", "names.0.strat", "did you mean start?",
            id="unknown key inside a name",
        ),
        pytest.param(
            NOUNS, "noun,sectr,kind,alone,country,example\nmoonrider,MIL,person,yes,,a moonrider\n", "", "no column 'sectr'",
            "did you mean sector?", id="unknown column",
        ),
        pytest.param(
            GROUPS, GROUP + 'start = "spring 2019"\n', "BLUE-RIVER", "start: Value error, 'spring 2019' is no date",
            "write 1991, 1991-12 or 1991-12-25", id="a season is no date",
        ),
        pytest.param(
            HOLDERS, TERMS + TERM.format("01/02/2031", ""), "line 2", "'01/02/2031' is no date", "write 1991, 1991-12",
            id="a date in another order",
        ),
        pytest.param(
            HOLDERS, TERMS + TERM.format("2031-02-31", ""), "line 2", "2031-02-31", "write 1991, 1991-12",
            id="a day that does not exist",
            marks=pytest.mark.xfail(strict=True, reason="said is 'day is out of range for month', without the day or what to write"),
        ),
        pytest.param(
            GROUPS, GROUP.replace("BLUE-RIVER", "HAMAS"), "HAMAS", "stands in data/actors/groups/armed-middle-east.toml already",
            "to replace it, say why in `overrides`", id="a group that the shipped data has",
        ),
        pytest.param(
            NOUNS, NOUN + "lawmaker,LEG,person,definite,,a lawmaker\n", "lawmaker", "stands in data/actors/sectors.csv already",
            "say why in `overrides`", id="a noun that the shipped data has",
        ),
        pytest.param(
            HOLDERS, TERMS + "RUS,head-of-state,President,Vladimir Putin,2012-05-07,,field notes,true\n",
            "RUS head-of-state Vladimir Putin", "already", "say why in `overrides`", id="a holder that the shipped data has",
        ),
        pytest.param(GROUPS, GROUP + GROUP, "BLUE-RIVER", "too", "keep one", id="one group twice in a file"),
        pytest.param(GROUPS, GROUP + "start = \n", "line 10", "not valid TOML", "mend that line", id="broken TOML"),
        pytest.param(
            NOUNS, NOUN + "moonrider,MIL,person,definite,,moonriders, and others\n", "line 2", "more cells than columns",
            "quote cells that hold commas", id="a CSV cell too many",
        ),
        pytest.param(
            NOUNS, (NOUN + "moonrider,MIL,person,definite,,a señor\n").encode("latin-1"), "position", "not UTF-8",
            "save it as UTF-8", id="a CSV file not in UTF-8",
        ),
        pytest.param(
            GROUPS, GROUP.replace("River", "Río").encode("latin-1"), "position", "not UTF-8", "save it as UTF-8",
            id="a TOML file not in UTF-8",
            marks=pytest.mark.xfail(strict=True, reason="said is 'not valid TOML ... mend that line', which helps nobody"),
        ),
    ],
)  # fmt: skip
def test_a_fault_names_file_row_thing_and_next_step(
    tmp_path: Path, file: str, content: str | bytes, row: str, thing: str, step: str
) -> None:
    [finding] = findings(write(tmp_path, {file: content}))
    assert finding.startswith(f"{tmp_path}/{file}: ")
    assert [part for part in (row, thing, step) if part not in finding] == [], finding


CONTRADICTIONS = [
    pytest.param(
        HOLDERS, TERMS + TERM.format("2032-01-01", "2031-01-01"), "Kari Fjelltopp, Foreign Minister",
        "ends 2031-01-01, before it starts 2032-01-01", "swap or mend them", id="an office that ends before it starts",
    ),
    pytest.param(
        HOLDERS, TERMS + TERM.format("2031-01-01", "2034-01-01") + TERM.format("2033-01-01", "2035-01-01"),
        "Kari Fjelltopp, Foreign Minister", "terms from 2031-01-01 and 2033-01-01 overlap", "mend one",
        id="one office twice at once",
    ),
    pytest.param(
        HOLDERS, TERMS + TERM.format("2031-01-01", "").replace("NOR", "NOX"), "Kari Fjelltopp, Foreign Minister",
        "no state or organisation NOX", "did you mean NOR?", id="a holder's state that does not exist",
    ),
    pytest.param(
        GROUPS, GROUP.replace("MLI", "MLX"), "BLUE-RIVER", "no state MLX", "did you mean", id="a group's state that does not exist",
    ),
    pytest.param(
        GROUPS, GROUP.replace("REB", "RBE"), "BLUE-RIVER", "no sector RBE", "did you mean", id="a sector that does not exist",
    ),
    pytest.param(
        GROUPS, GROUP.replace('text = "Blue River Front"', 'text = "Hezbollah"'), "BLUE-RIVER",
        "name 'Hezbollah' means BLUE-RIVER and HEZBOLLAH on one day", "mark it ambiguous in one of them",
        id="a name of two actors of two countries on one day",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("file", "content", "row", "thing", "step"), CONTRADICTIONS)
def test_a_contradiction_names_row_thing_and_next_step(
    tmp_path: Path, file: str, content: str, row: str, thing: str, step: str
) -> None:
    [finding] = findings(write(tmp_path, {file: content}))
    assert finding.startswith("data/actors"), finding
    assert [part for part in (row, thing, step) if part not in finding] == [], finding


@pytest.mark.xfail(strict=True, reason="a row forgets its file once it is read: contradictions are told of data/actors, not of yours")
@pytest.mark.parametrize(("file", "content", "row", "thing", "step"), CONTRADICTIONS)
def test_a_contradiction_names_the_users_file(tmp_path: Path, file: str, content: str, row: str, thing: str, step: str) -> None:
    [finding] = findings(write(tmp_path, {file: content}))
    assert finding.startswith(f"{tmp_path}/{file}: ")


def test_names_shared_where_one_is_marked_ambiguous_are_no_fault(tmp_path: Path) -> None:
    shared = GROUP.replace('text = "Blue River Front"', 'text = "Hezbollah", ambiguous = true')
    assert "BLUE-RIVER" in build_knowledge(gather([write(tmp_path, {GROUPS: shared})])).actors.groups


@pytest.mark.xfail(strict=True, reason="only office terms are asked whether they end before they start")
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(GROUP + 'start = "2020"\nend = "2010"\n', id="a group"),
        pytest.param(GROUP.replace(" }]", ', start = "2020", end = "2010" }]'), id="a name"),
        pytest.param(GROUP + 'periods = [{ start = "2020", end = "2010", sector = ["GOV"] }]\n', id="a period"),
    ],
)
def test_what_ends_before_it_starts_is_a_fault(tmp_path: Path, content: str) -> None:
    assert findings(write(tmp_path, {GROUPS: content}))


@pytest.mark.xfail(strict=True, reason="a file that no kind of row claims is passed over in silence")
@pytest.mark.parametrize("file", ["actors/grups/own.toml", "actors/sector.csv", "own.toml"])
def test_a_file_in_no_known_place_is_a_fault(tmp_path: Path, file: str) -> None:
    [finding] = findings(write(tmp_path, {file: GROUP if file.endswith("toml") else NOUN}))
    assert finding.startswith(f"{tmp_path}/{file}: ")


SEVERAL: dict[str, str | bytes] = {
    GROUPS: GROUP + 'contry = "NER"\nstart = "spring"\n',
    "actors/groups/torn.toml": "[[group]\n",
    HOLDERS: TERMS + TERM.format("2031/01/01", ""),
    NOUNS: NOUN + "moonrider,MIL,person,definite,,a, b\nlawmaker,LEG,person,definite,,a lawmaker\n",
}


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    found = findings(write(tmp_path, SEVERAL))
    places = sorted(finding.removeprefix(f"{tmp_path}/").split(": ")[0] for finding in found)
    assert places == sorted([GROUPS, GROUPS, "actors/groups/torn.toml", HOLDERS, NOUNS, NOUNS])


def test_all_contradictions_come_at_once(tmp_path: Path) -> None:
    group = GROUP.replace("MLI", "MLX").replace("REB", "RBE")
    found = findings(write(tmp_path, {GROUPS: group, HOLDERS: TERMS + TERM.format("2031-01-01", "").replace("NOR", "NOX")}))
    assert [sum(wrong in finding for finding in found) for wrong in ("MLX", "RBE", "NOX")] == [1, 1, 1]


@pytest.mark.xfail(strict=True, reason="contradictions are looked for only once every row has its shape")
def test_faults_and_contradictions_come_at_once(tmp_path: Path) -> None:
    wrong = {GROUPS: GROUP + 'contry = "NER"\n', HOLDERS: TERMS + TERM.format("2031-01-01", "").replace("NOR", "NOX")}
    assert len(findings(write(tmp_path, wrong))) == 2


def test_nothing_of_a_wrong_folder_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A good file beside a bad one gives no answer, no events and nothing compiled."""
    folder = write(tmp_path / "own", {GROUPS: GROUP, NOUNS: NOUN + "moonrider,MIL,person,definite,,a, b\n"})
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(KnowledgeError):
        load_knowledge([folder])
    asked = CliRunner().invoke(app, ["who", "Blue River Front", "--knowledge", str(folder)])
    (tmp_path / "a.txt").write_text("The Blue River Front attacked Mali.")
    events = tmp_path / "events.jsonl"
    coded = CliRunner().invoke(app, ["code", str(tmp_path / "a.txt"), "--knowledge", str(folder), "-o", str(events)])
    assert all(isinstance(result.exception, KnowledgeError) and result.stdout == "" for result in (asked, coded))
    assert not events.exists()
    assert not (tmp_path / "cache").exists()


def test_data_check_prints_each_fault_on_a_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["data", "check", str(write(tmp_path, SEVERAL))])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == findings(tmp_path)
