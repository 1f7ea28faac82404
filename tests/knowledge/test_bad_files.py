"""A wrong file of the user's own is refused whole; each fault names file, row and thing, and says what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

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
TERM = "{},foreign-minister,Foreign Minister,{},{},{},field notes,true\n"
NOUN = "noun,sector,kind,alone,country,example\n"


PLACES, RULES = "actors/places.csv", "lexicon/en/ASSAULT.toml"
RULE = """[[rule]]
id = "en.assault.catapult"
event = "ASSAULT"
mode = "heavy-weapons"
verbs = ["catapult"]
yes = [{ text = "Russian forces catapulted Kharkiv." }]
"""
STATE = """id = "XYZ"
name = "Xyzland"
recognition = "un-member"
names = [{ text = "Xyzland" }]
predecessors = ["XYQ"]
source = "field notes"
checked = true
"""


class Wrong(NamedTuple):
    """A wrong file, and what must be said of it."""

    file: str
    content: str | bytes
    row: str
    thing: str
    step: str


def group(name: str, **changes: str) -> str:
    """A group of that name, with some words of its table replaced."""
    text = GROUP.replace("Blue River Front", name).replace("BLUE-RIVER", name.upper().replace(" ", "-"))
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def write(folder: Path, *files: tuple[str, str | bytes]) -> Path:
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def findings(*folders: Path) -> list[str]:
    """What is said of folders laid over the shipped data; where anything is said, nothing was built."""
    try:
        build_knowledge(gather(folders))
    except KnowledgeError as error:
        return error.findings
    return []


def laid(base: Path, cases: Iterable[tuple[str, Wrong]]) -> list[Path]:
    """Each case in a folder of its own, so that one reading judges all."""
    return [write(base / name.replace(" ", "-"), (wrong.file, wrong.content)) for name, wrong in cases]


# What one file shows by itself.
FAULTS = {
    "unknown key": Wrong(GROUPS, GROUP + 'contry = "NER"\n', "BLUE-RIVER", "contry", "did you mean country?"),
    "unknown key inside a name": Wrong(
        GROUPS, GROUP.replace(" }]", ', strat = "1991" }]'), "BLUE-RIVER", "names.0.strat", "did you mean start?"
    ),
    "unknown column": Wrong(NOUNS, "noun,sectr,kind\nmoonrider,MIL,person\n", "", "no column 'sectr'", "did you mean sector?"),
    "a season is no date": Wrong(
        GROUPS, GROUP + 'start = "spring 2019"\n', "BLUE-RIVER", "'spring 2019' is no date", "write 1991, 1991-12 or 1991-12-25"
    ),
    "a date in another order": Wrong(
        HOLDERS, TERMS + TERM.format("NOR", "Kari Fjelltopp", "01/02/2031", ""), "line 2", "'01/02/2031' is no date", "write 1991, "
    ),
    "a day that does not exist": Wrong(
        HOLDERS, TERMS + TERM.format("NOR", "Kari Fjelltopp", "2031-02-31", ""), "line 2", "2031-02-31", "write 1991, "
    ),
    "a group that the shipped data has": Wrong(
        GROUPS, GROUP.replace("BLUE-RIVER", "HAMAS"), "HAMAS", "stands in data/actors/groups/armed-middle-east.toml already",
        "to replace it, say why in `overrides`",
    ),
    "a noun that the shipped data has": Wrong(
        NOUNS, NOUN + "lawmaker,LEG,person,definite,,a lawmaker\n", "lawmaker", "stands in data/actors/sectors.csv already",
        "say why in `overrides`",
    ),
    "a holder that the shipped data has": Wrong(
        HOLDERS, TERMS + "RUS,head-of-state,President,Vladimir Putin,2012-05-07,,field notes,true\n",
        "RUS head-of-state Vladimir Putin", "stands in data/actors/holders/", "say why in `overrides`",
    ),
    "one group twice in a file": Wrong(GROUPS, GROUP + GROUP, "BLUE-RIVER", "stands in", "too; keep one"),
    "broken TOML": Wrong(GROUPS, GROUP + "start = \n", "line 10", "not valid TOML", "mend that line"),
    "a CSV cell too many": Wrong(
        NOUNS, NOUN + "moonrider,MIL,person,definite,,moonriders, and others\n", "line 2", "more cells than columns",
        "quote cells that hold commas",
    ),
    "a CSV file not in UTF-8": Wrong(
        NOUNS, (NOUN + "moonrider,MIL,person,definite,,a señor\n").encode("latin-1"), "position", "not UTF-8", "save it as UTF-8"
    ),
    "a TOML file not in UTF-8": Wrong(
        GROUPS, GROUP.replace("River", "Río").encode("latin-1"), "position", "not UTF-8", "save it as UTF-8"
    ),
    "a table where an array belongs": Wrong(
        GROUPS, GROUP.replace("[[group]]", "[group]"), "group", "no array of tables", "begin each row with [[group]]"
    ),
    "an array of another name": Wrong(GROUPS, GROUP.replace("[[group]]", "[[groop]]"), "", "groop: no such key", "did you mean group?"),
    "an id in small letters": Wrong(
        GROUPS, GROUP.replace("BLUE-RIVER", "blue river"), "blue river", "'blue river' does not fit", "capitals, digits and hyphens"
    ),
    "a date without quotes": Wrong(
        GROUPS, GROUP + "start = 1991-12-25\n", "BLUE-RIVER", "start: 1991-12-25 is no text", "put it in quotes"
    ),
    "a text where a list belongs": Wrong(
        GROUPS, GROUP.replace('["REB"]', '"REB"'), "BLUE-RIVER", "sector: 'REB' is no list", "write ["
    ),
    "no names": Wrong(GROUPS, GROUP.replace('[{ text = "Blue River Front" }]', "[]"), "BLUE-RIVER", "names: is empty", "give one"),
    "a key left out": Wrong(GROUPS, GROUP.replace("checked = true\n", ""), "BLUE-RIVER", "checked: is missing", "add it"),
    "cells parted by semicolons": Wrong(HOLDERS, TERMS.replace(",", ";"), "", "cells are parted by ';'", "save it with commas"),
    "a column left out": Wrong(NOUNS, "noun,sector,kind\nmoonrider,MIL,person\n", "", "no column 'alone'", "add it"),
    "a column twice": Wrong(NOUNS, NOUN.replace("country", "sector"), "", "column 'sector' stands twice", "keep one"),
    "an empty table": Wrong(NOUNS, "", "", "empty", "the first line names the columns"),
    "a cell left empty": Wrong(HOLDERS, TERMS + TERM.format("NOR", "", "2031", ""), "line 2", "person: is missing", "add it"),
    "a quote left open": Wrong(NOUNS, NOUN + 'moonrider,MIL,person,definite,,"moonriders\n', "line 2", "not valid CSV", "quote left open?"),
    "a role by another name": Wrong(
        HOLDERS, TERMS + "NOR,foreign minister,Minister,Kari Fjelltopp,2031,,notes,true\n", "line 2", "'foreign minister' is none of",
        "did you mean foreign-minister?",
    ),
    "a rule without a proof": Wrong(
        RULES, RULE.partition("yes")[0], "rule en.assault.catapult", "yes: is missing", "add it"
    ),
    "a rule's key mistyped": Wrong(
        RULES, RULE.replace("verbs", "verb"), "rule en.assault.catapult", "verb: no such key", "did you mean verbs?"
    ),
    "a blank verb": Wrong(RULES, RULE.replace('["catapult"]', '[""]'), "rule en.assault.catapult", "verbs.0: is blank", "write a word"),
    "roles that are no table": Wrong(
        RULES, 'verb_roles = "agent"\n' + RULE, "verb_roles", "'agent' is no table", "write { key = value }"
    ),
}  # fmt: skip
# What shows only beside other rows. Each has a row of its own name, as all are laid over the shipped data at once.
CONTRADICTIONS = {
    "an office that ends before it starts": Wrong(
        HOLDERS, TERMS + TERM.format("NOR", "Kari Fjelltopp", "2032-01-01", "2031-01-01"), "Kari Fjelltopp, Foreign Minister",
        "ends 2031-01-01, before it starts 2032-01-01", "swap or mend them",
    ),
    "one office twice at once": Wrong(
        HOLDERS,
        TERMS + "".join(TERM.format("NOR", "Nils Fjelltopp", *span) for span in [("2031", "2034"), ("2033", "2035")]),
        "Nils Fjelltopp, Foreign Minister", "terms from 2031-01-01 and 2033-01-01 overlap", "mend one",
    ),
    "a holder of a state that does not exist": Wrong(
        HOLDERS, TERMS + TERM.format("NOX", "Siri Fjelltopp", "2031", ""), "Siri Fjelltopp, Foreign Minister",
        "no state or organisation NOX", "did you mean NOR?",
    ),
    "a group of a state that does not exist": Wrong(
        GROUPS, group("Red River Front", MLI="MLX"), "RED-RIVER-FRONT", "no state MLX", "did you mean"
    ),
    "a sector that does not exist": Wrong(
        GROUPS, group("Grey River Front", REB="RBE"), "GREY-RIVER-FRONT", "no sector RBE", "did you mean"
    ),
    "a holder of a state by its name": Wrong(
        HOLDERS, TERMS + TERM.format("Norway", "Liv Fjelltopp", "2031", ""), "Liv Fjelltopp", "no state or organisation Norway",
        "did you mean NOR?",
    ),
    "a place of a state that does not exist": Wrong(
        PLACES, "name,state,kind,source\nTin Adjala,MLQ,city,notes\n", "Tin Adjala", "Tin Adjala: no state MLQ", "did you mean ML"
    ),
    "a noun of a sector that does not exist": Wrong(
        NOUNS, NOUN + "moonrider,MILL,person,definite,,moonriders\n", "moonrider", "no sector MILL", "did you mean MIL?"
    ),
    "an office of no role": Wrong(
        "actors/offices.csv", "noun,roles,titles,example\nmoon chief,foreign minister,,moon chief\n", "moon chief",
        "no role foreign minister", "did you mean foreign-minister?",
    ),
    "a mode that its type has not": Wrong(
        RULES, RULE.replace("heavy-weapons", "heavy-weapon"), "rule en.assault.catapult", "ASSAULT has no mode heavy-weapon;",
        "did you mean heavy-weapons?",
    ),
    "a word list that does not exist": Wrong(
        RULES, RULE.replace("catapult", "ballista") + 'objects = ["@weapon"]\n', "rule en.assault.ballista",
        "no word list weapon;", "did you mean weapons?",
    ),
    "a lexicon of no type": Wrong(
        "lexicon/en/ASSUALT.toml", RULE.replace("catapult", "mangonel"), "ASSUALT.toml: ", "none is ASSUALT", "did you mean ASSAULT?"
    ),
    "a predecessor that does not exist": Wrong(
        "actors/states/XYZ.toml", STATE, "XYZ", "no state XYQ", ""
    ),
    "a name of two actors of two countries on one day": Wrong(
        GROUPS, GROUP.replace('{ text = "Blue River Front" }', '{ text = "Hezbollah" }'), "BLUE-RIVER",
        "name 'Hezbollah' means BLUE-RIVER and HEZBOLLAH on one day", "mark it ambiguous in one of them",
    ),
}  # fmt: skip
# What was once passed over: dates of other things than terms, files that nothing reads.
PASSED_OVER = {
    "a group that ends before it starts": Wrong(
        GROUPS, group("Dry River Front") + 'start = "2020"\nend = "2010"\n', "DRY-RIVER-FRONT", "2010", ""
    ),
    "a name that ends before it starts": Wrong(
        GROUPS, group("Low River Front").replace(" }]", ', start = "2020", end = "2010" }]'), "LOW-RIVER-FRONT", "2010", ""
    ),
    "a period that ends before it starts": Wrong(
        GROUPS, group("Wet River Front") + 'periods = [{ start = "2020", end = "2010", sector = ["GOV"] }]\n', "WET-RIVER-FRONT",
        "2010", "",
    ),
    "a folder that no kind of row claims": Wrong("actors/grups/own.toml", group("Old River Front"), "", "actors/grups", "belongs in actors/groups/*.toml"),
    "a file that no kind of row claims": Wrong("actors/sector.csv", NOUN, "", "actors/sector.csv", "belongs in actors/sectors.csv"),
    "a file one level too high": Wrong(
        "own.toml", group("High River Front"), "", "own.toml: nothing is read from here", "belongs in actors/groups/*.toml"
    ),
    "a file of another form": Wrong(
        "actors/groups/own.tml", group("Tall River Front"), "", "own.tml: nothing is read from here", "save it as .toml, or move it out"
    ),
    "a lexicon in small letters": Wrong(
        "lexicon/en/assault.toml", RULE.replace("catapult", "onager"), "", "assault.toml: nothing is read from here",
        "belongs in lexicon/en/TYPE.toml",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    base = tmp_path_factory.mktemp("faults")
    return base, findings(*laid(base, FAULTS.items()))


@pytest.fixture(scope="module")
def contradictions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    base = tmp_path_factory.mktemp("contradictions")
    return base, findings(*laid(base, [*CONTRADICTIONS.items(), *PASSED_OVER.items()]))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_names_file_row_thing_and_next_step(name: str, faults: tuple[Path, list[str]]) -> None:
    base, said = faults
    wrong = FAULTS[name]
    [finding] = [item for item in said if item.startswith(f"{base / name.replace(' ', '-')}/{wrong.file}: ")]
    assert [part for part in (wrong.row, wrong.thing, wrong.step) if part not in finding] == [], finding


def test_all_faults_come_at_once(faults: tuple[Path, list[str]]) -> None:
    base, said = faults
    assert sorted(item.removeprefix(f"{base}/").split("/")[0] for item in said) == sorted(name.replace(" ", "-") for name in FAULTS)


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_names_row_thing_and_next_step(name: str, contradictions: tuple[Path, list[str]]) -> None:
    wrong = CONTRADICTIONS[name]
    [finding] = [item for item in contradictions[1] if wrong.row in item]
    assert [part for part in (wrong.thing, wrong.step) if part not in finding] == [], finding


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_names_the_users_file(name: str, contradictions: tuple[Path, list[str]]) -> None:
    base, said = contradictions
    assert any(item.startswith(f"{base / name.replace(' ', '-')}/{CONTRADICTIONS[name].file}: ") for item in said)


def test_all_contradictions_come_at_once(contradictions: tuple[Path, list[str]]) -> None:
    said = "\n".join(contradictions[1])
    assert {name: said.count(wrong.thing) for name, wrong in CONTRADICTIONS.items()} == dict.fromkeys(CONTRADICTIONS, 1)


@pytest.mark.parametrize("name", PASSED_OVER)
def test_nothing_wrong_is_passed_over(name: str, contradictions: tuple[Path, list[str]]) -> None:
    wrong = PASSED_OVER[name]
    assert [item for item in contradictions[1] if all(part in item for part in (wrong.row, wrong.thing, wrong.step))]


def test_faults_and_contradictions_come_at_once(tmp_path: Path) -> None:
    pair = [("fault", FAULTS["unknown key"]), ("contradiction", CONTRADICTIONS["a holder of a state that does not exist"])]
    assert len(findings(*laid(tmp_path, pair))) == 2


def test_who_refers_to_a_row_with_a_fault_is_not_at_fault(tmp_path: Path) -> None:
    leader = TERMS + "BLUE-RIVER,leader,President,Siri Fjelltopp,2031,,notes,true\n"
    for number, broken in enumerate([GROUP + "start = \n", GROUP + "contry = 1\n"]):
        folder = write(tmp_path / str(number), (GROUPS, broken), (HOLDERS, leader))
        assert [item.split(": ")[0] for item in findings(folder)] == [f"{folder}/{GROUPS}"]


def test_a_shared_name_that_is_marked_ambiguous_is_no_fault(tmp_path: Path) -> None:
    shared = GROUP.replace('text = "Blue River Front"', 'text = "Hezbollah", ambiguous = true')
    assert findings(write(tmp_path, (GROUPS, shared))) == []


def test_nothing_of_a_wrong_folder_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A good file beside a bad one gives no answer, no events, and nothing is compiled."""
    torn = FAULTS["a CSV cell too many"]
    folder = write(tmp_path / "own", (GROUPS, GROUP), (torn.file, torn.content))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(KnowledgeError, match="more cells than columns"):
        load_knowledge([folder])
    (tmp_path / "a.txt").write_text("The Blue River Front attacked Mali.")
    events = tmp_path / "events.jsonl"
    coded = CliRunner().invoke(app, ["code", str(tmp_path / "a.txt"), "--knowledge", str(folder), "-o", str(events)])
    assert isinstance(coded.exception, KnowledgeError)
    assert (coded.stdout, events.exists(), (tmp_path / "cache").exists()) == ("", False, False)


def test_data_check_prints_each_fault_on_a_line(tmp_path: Path) -> None:
    key, cell = FAULTS["unknown key"], FAULTS["a CSV cell too many"]
    result = CliRunner().invoke(app, ["data", "check", str(write(tmp_path, (key.file, key.content), (cell.file, cell.content)))])
    assert (result.exit_code, result.stdout) == (1, "")
    assert {line.split(": ")[0] for line in result.stderr.splitlines()} == {f"{tmp_path}/{key.file}", f"{tmp_path}/{cell.file}"}
