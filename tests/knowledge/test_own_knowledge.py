"""A folder of the user's own stands beside the shipped data, adds to it and, where it says why, replaces it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.api import Coder, load
from dragoman.cli.app import app
from dragoman.errors import KnowledgeError, UsageError
from dragoman.knowledge import Knowledge, build_knowledge
from dragoman.knowledge.files import gather, shipped
from dragoman.model import Article, Event
from dragoman.who import who

DAY = date(2032, 1, 1)
GROUPS = "actors/groups/own.toml"
SOMALILAND = (shipped() / "actors" / "states" / "SOM-SL.toml").read_text(encoding="utf-8").replace('"SOM"', '""', 1)
OWN = {
    GROUPS: """[[group]]
id = "BLUE-RIVER"
name = "Blue River Front"
country = "MLI"
sector = ["REB"]
kind = "armed group"
names = [{ text = "Blue River Front" }]
source = "field notes"
checked = true
""",
    "actors/holders/own.csv": (
        "state,role,title,person,start,end,source,checked\n"
        "NOR,foreign-minister,Foreign Minister,Kari Fjelltopp,2031-01-01,,field notes,true\n"
        "BLUE-RIVER,leader,President,Adama Sowdié,2029-01-01,,field notes,true\n"
    ),
    "actors/places.csv": "name,state,kind,lat,lon,source\nTin Adjala,MLI,city,17.1,-0.5,field notes\n",
    "actors/sectors.csv": "noun,sector,kind,alone,example\nmoonrider,MIL,person,definite,Malian moonriders\n",
    "lexicon/en/ASSAULT.toml": """[[rule]]
id = "en.assault.catapult"
event = "ASSAULT"
mode = "heavy-weapons"
verbs = ["catapult"]
yes = [{ text = "Russian forces catapulted Kharkiv.", actor = "RUS.MIL", recipient = "UKR" }]
""",
    "actors/states/SOM-SL.toml": SOMALILAND + 'overrides = "our study asks of Somaliland by itself"\n',
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return build_knowledge(gather([write(tmp_path_factory.mktemp("own"), OWN)]))


def coded(text: str, own: Knowledge) -> list[Event]:
    return list(Coder(own).read(Article(text, published=DAY)).events or ())


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        pytest.param("Blue River Front", "MLI", ("REB",), id="a group"),
        pytest.param("Blue River Front fighters", "MLI", ("REB",), id="a noun of a group"),
        pytest.param("Kari Fjelltopp", "NOR", ("GOV",), id="a holder"),
        pytest.param("Minister Fjelltopp", "NOR", ("GOV",), id="a holder's surname"),
        pytest.param("Tin Adjala", "MLI", (), id="a place"),
        pytest.param("Malian moonriders", "MLI", ("MIL",), id="a sector noun"),
        pytest.param("Kenyan troops", "KEN", ("MIL",), id="what was shipped stays known"),
    ],
)
def test_own_rows_answer(phrase: str, country: str, sector: tuple[str, ...], own: Knowledge) -> None:
    found = who(phrase, own, DAY)[0]
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize("phrase", ["Blue River Front", "Kari Fjelltopp", "Malian moonriders", "Tin Adjala"])
def test_own_rows_are_not_of_the_shipped_data(phrase: str, knowledge: Knowledge) -> None:
    assert [found.id for found in who(phrase, knowledge, DAY) if found.sector] == []


def test_an_own_row_keeps_its_source(own: Knowledge) -> None:
    found = who("Kari Fjelltopp", own, DAY)[0]
    assert [office["title"] for office in found.offices] == ["Foreign Minister"]
    assert (found.source, found.checked) == ("field notes", True)


def test_an_own_holder_is_found_by_office(own: Knowledge) -> None:
    assert who("the president of the Blue River Front", own, DAY)[0].name == "Adama Sowdié"


def test_an_own_place_has_its_spot(own: Knowledge) -> None:
    spot = own.places.find("Tin Adjala")
    assert spot is not None
    assert (spot.state, spot.lat, spot.lon) == ("MLI", 17.1, -0.5)


def test_an_own_rule_codes_and_is_named(own: Knowledge) -> None:
    [event] = coded("Blue River Front fighters catapulted Tin Adjala on Tuesday.", own)
    assert (event.event_type, event.mode, event.rule) == ("ASSAULT", ("heavy-weapons",), "en.assault.catapult")
    assert [(party.country, party.sector) for party in event.actor] == [("MLI", ("REB",))]
    assert [party.country for party in event.recipient] == ["MLI"]


def test_own_rules_stand_beside_the_shipped_ones(own: Knowledge, knowledge: Knowledge) -> None:
    assert set(own.lexicon.rules) == {*knowledge.lexicon.rules, "en.assault.catapult"}
    [event] = coded("Malian moonriders shelled Tin Adjala.", own)
    assert event.rule in knowledge.lexicon.rules


@pytest.mark.parametrize(
    ("phrase", "folded", "alone"),
    [
        pytest.param("Somaliland", "SOM", "SOM-SL", id="its name"),
        pytest.param("Somaliland troops", "SOM", "SOM-SL", id="its forces"),
        pytest.param("the Somaliland National Army", "SOM", "SOM-SL", id="its bodies"),
        pytest.param("Hargeisa", "SOM", "SOM-SL", id="its capital"),
        pytest.param("Somali troops", "SOM", "SOM", id="its neighbour stays"),
    ],
)
def test_a_disputed_entity_stands_by_itself(phrase: str, folded: str, alone: str, knowledge: Knowledge, own: Knowledge) -> None:
    assert (who(phrase, knowledge, DAY)[0].country, who(phrase, own, DAY)[0].country) == (folded, alone)


def test_two_sides_of_a_disputed_border_are_a_dyad(own: Knowledge) -> None:
    [event] = coded("Somaliland troops shelled Somali soldiers.", own)
    assert ([party.country for party in event.actor], [party.country for party in event.recipient]) == (["SOM-SL"], ["SOM"])


def test_the_reason_for_replacing_is_kept(own: Knowledge, knowledge: Knowledge) -> None:
    assert own.actors.states["SOM-SL"].overrides == "our study asks of Somaliland by itself"
    assert knowledge.actors.states["SOM-SL"].overrides == ""


def test_replacing_without_a_reason_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"SOM-SL: stands in data/actors/states/SOM-SL\.toml already.*`overrides`"):
        build_knowledge(gather([write(tmp_path, {"actors/states/SOM-SL.toml": SOMALILAND})]))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The places of a user who keeps a folder in the configured place."""
    base = tmp_path_factory.mktemp("home")
    write(base / "config" / "dragoman" / "knowledge", OWN)
    return {"XDG_CONFIG_HOME": str(base / "config"), "XDG_CACHE_HOME": str(base / "cache")}


def told(home: dict[str, str], *words: str) -> str:
    result = CliRunner().invoke(app, list(words), env=home)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_command_line_reads_the_configured_folder(home: dict[str, str]) -> None:
    found = json.loads(told(home, "who", "Blue River Front", "--format", "json"))
    assert (found[0]["id"], found[0]["source"]) == ("BLUE-RIVER", "field notes")


def test_the_configured_folder_codes_events(home: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Blue River Front fighters catapulted Tin Adjala.")
    rows = told(home, "code", str(tmp_path / "a.txt"), "--format", "jsonl").splitlines()
    assert [json.loads(row)["rule"] for row in rows] == ["en.assault.catapult"]


def test_a_folder_given_stands_over_the_configured_one(home: dict[str, str], tmp_path: Path) -> None:
    row = OWN[GROUPS].replace("REB", "PRM") + 'overrides = "it fights for the state since May"\n'
    given = write(tmp_path, {GROUPS: row})
    found = json.loads(told(home, "who", "Blue River Front", "--knowledge", str(given), "--format", "json"))
    assert (found[0]["country"], found[0]["sector"]) == ("MLI", ["PRM"])


def test_python_reads_the_folders_the_command_line_reads(home: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", home["XDG_CONFIG_HOME"])
    assert "BLUE-RIVER" in load().knowledge.actors.groups
    assert "BLUE-RIVER" not in load(configured=False).knowledge.actors.groups


def test_the_configured_folder_may_be_given_too(home: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rows are then not their own doubles."""
    monkeypatch.setenv("XDG_CONFIG_HOME", home["XDG_CONFIG_HOME"])
    folder = Path(home["XDG_CONFIG_HOME"]) / "dragoman" / "knowledge"
    assert "BLUE-RIVER" in load(knowledge=[folder]).knowledge.actors.groups


def test_python_names_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no folder .*nowhere"):
        load(knowledge=[tmp_path / "nowhere"])


ROLES = OWN["lexicon/en/ASSAULT.toml"].replace("catapult", "trebuchet")


@pytest.mark.parametrize(
    ("head", "recipient"),
    [
        pytest.param("", {"actor": ("agent",)}, id="those of our file of that type"),
        pytest.param('verb_roles = { actor = "agent", recipient = "dative" }\n', {"recipient": ("dative",)}, id="its own"),
    ],
)
def test_the_roles_of_an_own_file_are_those_of_its_rules(
    head: str, recipient: dict[str, tuple[str, ...]], tmp_path: Path, knowledge: Knowledge
) -> None:
    found = build_knowledge(gather([write(tmp_path, {"lexicon/en/ASSAULT.toml": head + ROLES})])).lexicon.rules
    paths = found["en.assault.trebuchet"].roles["verb"]
    assert {role: paths[role][: len(wanted)] for role, wanted in recipient.items()} == recipient
    assert {id: rule for id, rule in found.items() if id != "en.assault.trebuchet"} == knowledge.lexicon.rules


def test_an_override_that_replaces_nothing_is_refused(tmp_path: Path) -> None:
    row = OWN[GROUPS] + 'overrides = "it split"\n'
    with pytest.raises(KnowledgeError, match=r"BLUE-RIVER: replaces nothing; mend its key, or leave `overrides` out"):
        build_knowledge(gather([write(tmp_path, {GROUPS: row})]))


def test_notes_and_hidden_files_may_lie_about(tmp_path: Path) -> None:
    build_knowledge(
        gather([write(tmp_path, {GROUPS: OWN[GROUPS], "actors/README.md": "ours", ".git/config.toml": "=", "LICENCE": ""})])
    )
