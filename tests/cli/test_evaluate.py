"""`dragoman evaluate`: figures with their counts, and a gold file that is broken is a sentence, not a traceback."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from dragoman.evaluate import report

Run = Callable[..., Result]
Shell = Callable[..., subprocess.CompletedProcess[str]]


def lines(path: Path, *rows: dict[str, Any]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def record(id: str, text: str, kind: str, actor: str, recipient: str) -> dict[str, Any]:
    return {"id": id, "text": text, "event_type": kind, "actor": [{"country": actor}], "recipient": [{"country": recipient}]}


RIGHT = record("r1", "Russian forces shelled Ukrainian troops.", "ASSAULT", "RUS", "UKR")
ALSO_RIGHT = record("r2", "France accused Iran of lying.", "ACCUSE", "FRA", "IRN")
WRONG = record("w1", "The museum has a large collection of old clocks.", "AID", "JPN", "KEN")


def test_sentences_of_the_codebook(run: Run, tmp_path: Path) -> None:
    result = run("evaluate", "gsr", lines(tmp_path / "gold.jsonl", RIGHT, ALSO_RIGHT, WRONG))
    assert result.exit_code == 0
    out = result.stdout.splitlines()
    assert out[0] == "gsr: 3 sentences"
    assert out[1] == "event   P 1.000  R 0.667  F1 0.800  (2 right, 0 spurious, 1 missed)"
    assert out[2].startswith("triple  P 1.000  R 0.667  F1 0.800  (2 right, 0 spurious, 1 missed)")
    assert "five-fold by rule family" in out[3]
    assert {line.split()[0] for line in out[4:]} == {"ASSAULT", "ACCUSE", "AID"}


def test_differences_are_listed_when_asked(run: Run, tmp_path: Path) -> None:
    file = lines(tmp_path / "gold.jsonl", RIGHT, WRONG)
    plain, told = run("evaluate", "gsr", file).stdout, run("evaluate", "gsr", file, "--errors").stdout
    assert told.startswith(plain)
    assert told.removeprefix(plain) == "w1: gold [('JPN', 'AID', 'KEN')], said [], by []\n"


def test_the_figures_are_the_same_at_every_run(run: Run, tmp_path: Path) -> None:
    file = lines(tmp_path / "gold.jsonl", RIGHT, ALSO_RIGHT, WRONG)
    assert run("evaluate", "gsr", file).stdout == run("evaluate", "gsr", file).stdout


STORY = '''
id = "story-1"
style = "wire"
region = "europe"
published = 2024-05-01
title = "Shells fall"
text = """
Russian forces shelled Ukrainian troops on 30 April 2024. The museum has a large collection of old clocks.
"""

[[event]]
trigger = "shelled"
event = "ASSAULT"
mode = ["heavy-weapons"]
actor = ["RUS MIL"]
recipient = ["UKR MIL"]
status = "actual"
happened = true
voice = "report"
when = "2024-04-30"
why = "Shells are fired at troops."

[[nothing]]
words = "collection"
why = "Clocks are no act of state."

[[time]]
words = "30 April 2024"
value = "2024-04-30"

[[reference]]
words = "Ukrainian troops"
actor = ["UKR"]
'''


def test_stories(run: Run, tmp_path: Path) -> None:
    (tmp_path / "story-1.toml").write_text(STORY, encoding="utf-8")
    result = run("evaluate", "stories", str(tmp_path))
    assert result.exit_code == 0
    out = result.stdout
    assert out.startswith("stories: 1\n")
    assert "all: acts  P 1.000  R 1.000  F1 1.000  (1 right, 0 spurious, 0 missed)" in out
    assert "wire: told as happened  P 1.000" in out
    assert "status of acts found  1.000  (1 of 1)" in out
    assert "words not to be coded, kept uncoded  1.000  (1 of 1)" in out
    assert "references right  1.000  (1 of 1)" in out
    assert "time values right  1.000  (1 of 1)" in out


def test_a_story_missed_tells_what(run: Run, tmp_path: Path) -> None:
    (tmp_path / "story-1.toml").write_text(STORY.replace('event = "ASSAULT"', 'event = "AID"'), encoding="utf-8")
    out = run("evaluate", "stories", str(tmp_path), "--errors").stdout
    assert "story-1: missed AID 'shelled': Shells are fired at troops." in out
    assert "story-1: spurious ASSAULT 'shelled' by en." in out


def test_openings_with_dates(run: Run, tmp_path: Path) -> None:
    text = "Russian forces shelled Ukrainian troops yesterday. France will not sell planes to Iran on 3 May 2024."
    at = text.index

    def event(word: str, polarity: str, time: str) -> dict[str, Any]:
        return {"start": at(word), "end": at(word) + len(word), "polarity": polarity, "time": time, "certainty": "CERTAIN"}

    def expression(words: str, value: str) -> dict[str, Any]:
        return {"start": at(words), "end": at(words) + len(words), "text": words, "type": "DATE", "value": value}

    row = {
        "id": "o1",
        "published": "2024-05-01",
        "text": text,
        "dateline": [],
        "times": [expression("yesterday", "2024-04-30"), expression("3 May 2024", "2024-05-03")],
        "events": [event("shelled", "POS", "NON_FUTURE"), event("sell", "NEG", "FUTURE")],
    }
    result = run("evaluate", "meantime", lines(tmp_path / "gold.jsonl", row))
    assert result.exit_code == 0
    out = result.stdout
    assert out.startswith("meantime: 1 openings, 2 event words\n")
    assert "DATE/TIME found  P 1.000  R 1.000" in out
    assert "value right, of all gold DATE and TIME  1.000" in out
    assert "POS/NEG macro-F1  1.000" in out
    assert "FUTURE/NON_FUTURE macro-F1  1.000" in out


def test_mentions_with_rulings(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Syrian troops entered Aleppo on 3 May 2014."
    rulings = tmp_path / "rulings.csv"
    rulings.write_text(
        f"document,begin,end,verdict,country\nd1,0,13,actor,SYR\nd1,{text.index('Aleppo')},{text.index('Aleppo') + 6},place,SYR\n"
    )
    monkeypatch.setattr(report, "RULINGS", rulings)
    result = run("evaluate", "re3d", lines(tmp_path / "gold.jsonl", {"id": "d1", "text": text, "url": "", "entities": []}))
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "re3d: 2 mentions ruled to be an actor or a place"
    assert "found  1.000  (2 of 2)" in result.stdout
    assert "country right, of those found  1.000  (2 of 2)" in result.stdout


@pytest.mark.parametrize(
    ("gold", "name", "content"),
    [
        pytest.param("gsr", "gold.jsonl", "{broken\n", id="no JSON"),
        pytest.param("gsr", "gold.jsonl", '{"id": "a", "text": "Iran attacked Israel."}\n', id="no event type"),
        pytest.param("gsr", "gold.jsonl", "", id="nothing in it"),
        pytest.param("meantime", "gold.jsonl", '{"id": "a"}\n', id="no text"),
        pytest.param("stories", "stories/a.toml", "id = \n", id="no TOML"),
        pytest.param("stories", "stories/a.toml", STORY.replace('"shelled"', '"bombed"'), id="words not in the story"),
        pytest.param("stories", "stories/notes.txt", "no story", id="a folder without stories"),
    ],
)
def test_a_broken_gold_file_is_a_sentence(shell: Shell, tmp_path: Path, gold: str, name: str, content: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    done = shell("evaluate", gold, str(path.parent if gold == "stories" else path))
    assert "Traceback" not in done.stderr
    assert done.returncode != 0
    assert path.parent.name in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("evaluate",), id="no gold"),
        pytest.param(("evaluate", "gsr"), id="no file"),
        pytest.param(("evaluate", "gsr", "/no/such/file"), id="no such file"),
        pytest.param(("evaluate", "plover", "/no/such/file"), id="no such gold"),
    ],
)
def test_wrong_usage_is_status_2(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2
