"""Annotations in their file: the last word stands, nothing is lost, two coders do not see each other."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import StoreError, UsageError
from dragoman.model.annotation import Annotation
from dragoman.store.annotations import Annotations, annotations_path, open_annotations
from dragoman.store.file import open_writer

# Adds annotations one after the other, and says so of each when it is kept.
ADDING = """
import sys
from pathlib import Path
from dragoman.model.annotation import Annotation
from dragoman.store.annotations import open_annotations
kept = open_annotations(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(10_000):
    kept.add(Annotation(coder="A", article_id="a", text_sha256="t", verdict="right", event_id=f"{sys.argv[2]}-{number}", note="x" * 3000))
    print(number, flush=True)
"""


def said(verdict: str = "right", event: str | None = "e1", *, coder: str = "A", article: str = "a1", **more: Any) -> Annotation:
    return Annotation(coder=coder, article_id=article, text_sha256="t", verdict=verdict, event_id=event, **more)


@pytest.fixture
def kept(tmp_path: Path) -> Annotations:
    return open_annotations(tmp_path / "desk.duckdb")


def test_the_file_is_made_by_the_first_annotation_and_the_desk_is_never_written(tmp_path: Path) -> None:
    desk = tmp_path / "desk.duckdb"
    with open_writer(desk):
        pass
    before = (desk.read_bytes(), desk.stat().st_mtime_ns)
    kept = open_annotations(desk)
    assert (kept.latest(), kept.history(), kept.coders(), kept.count()) == ((), (), (), 0)
    assert not annotations_path(desk).exists()
    kept.add(said())
    assert annotations_path(desk).name == "desk.annotations.sqlite"
    assert annotations_path(desk).exists()
    assert (desk.read_bytes(), desk.stat().st_mtime_ns) == before


def test_an_annotation_comes_back_as_it_was_given(kept: Annotations) -> None:
    wrong = said(
        "wrong", fields={"actor": "RUS.MIL", "recipient": "", "when": None}, run_id="r1", note="ministère “x”", drawn="random"
    )
    missing = said("missing", None, start=3, end=9, part="title", fields={"event_type": "AID"})
    kept.add(wrong)
    kept.add(missing)
    assert kept.latest() == (wrong, missing)


def test_the_last_word_of_a_coder_replaces_the_earlier_which_stays_as_history(kept: Annotations) -> None:
    first, other, second = said(), said(event="e2"), said("wrong", fields={"status": "future"})
    for one in (first, other, second):
        kept.add(one)
    assert kept.latest() == (other, second)
    assert kept.history() == (first, other, second)
    assert kept.count() == 2


@pytest.mark.parametrize(
    ("given", "back"),
    [
        pytest.param(said(), said("withdrawn"), id="an event report"),
        pytest.param(said("missing", None, start=1, end=4), said("withdrawn", None, start=1, end=4), id="a missing event"),
        pytest.param(said("complete", None), said("withdrawn", None), id="that an article is complete"),
    ],
)
def test_what_is_withdrawn_no_longer_stands(given: Annotation, back: Annotation, kept: Annotations) -> None:
    kept.add(given)
    kept.add(back)
    assert kept.latest() == ()
    assert kept.history() == (given, back)
    kept.add(again := said(given.verdict, given.event_id, start=given.start, end=given.end))
    assert kept.latest() == (again,)


def test_two_coders_do_not_see_each_other(kept: Annotations) -> None:
    mine, theirs = said(coder="anna"), said("wrong", coder="B", fields={"not_an_event": None})
    kept.add(mine)
    kept.add(theirs)
    assert kept.of_article("a1", "anna") == (mine,)
    assert kept.of_article("a1", "B") == (theirs,)
    assert kept.of_article("a1", "C") == ()
    assert kept.of_article("a2", "B") == ()
    assert kept.latest() == (mine, theirs)
    assert kept.latest("B") == (theirs,)
    assert kept.coders() == ("B", "anna")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        pytest.param({"coder": "Anna B"}, "coder's label", id="a label with a space"),
        pytest.param({"coder": "a" * 41}, "coder's label", id="a label too long"),
        pytest.param({"verdict": "maybe"}, "no verdict", id="no such verdict"),
        pytest.param({"verdict": "wrong"}, "say which field", id="wrong, but nothing is"),
        pytest.param({"verdict": "wrong", "fields": {"colour": None}}, "no field 'colour'", id="no such field"),
        pytest.param({"fields": {"actor": None}}, "no field is wrong", id="right, but a field is not"),
        pytest.param({"event_id": None}, "name the event report", id="right, but what"),
        pytest.param({"verdict": "missing", "event_id": None}, "stretch of text", id="missing, but where"),
        pytest.param({"verdict": "missing", "event_id": None, "start": 5, "end": 5}, "no stretch", id="an empty stretch"),
        pytest.param({"verdict": "complete"}, "of an article", id="an event report is not complete"),
        pytest.param({"verdict": "wrong", "fields": {"not_an_event": None, "actor": None}}, "no other field", id="no event"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_line(values: dict[str, Any], told: str) -> None:
    whole = {"coder": "A", "article_id": "a1", "text_sha256": "t", "verdict": "right", "event_id": "e1"} | values
    with pytest.raises(UsageError, match=told) as found:
        Annotation(**whole)
    assert "\n" not in str(found.value)


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE note (text)")
    connection.close()


def newer(path: Path) -> None:
    open_annotations(path.with_name("desk.duckdb")).add(said())
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def cut(path: Path) -> None:
    kept = open_annotations(path.with_name("desk.duckdb"))
    for number in range(60):
        kept.add(said(event=f"e{number}", note="x" * 1000))
    path.write_bytes(path.read_bytes()[:30_000])


def scrawled(path: Path) -> None:
    path.write_bytes(b"What is this? " * 500)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        pytest.param(foreign, "none of annotations", id="another program's"),
        pytest.param(newer, "newer dragoman", id="a newer one's"),
        pytest.param(cut, "damaged", id="cut off"),
        pytest.param(scrawled, "no file of annotations", id="no database"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_in_one_line_and_left_as_it_is(spoil: Any, told: str, tmp_path: Path) -> None:
    desk = tmp_path / "desk.duckdb"
    spoil(annotations_path(desk))
    before = annotations_path(desk).read_bytes()
    kept = open_annotations(desk)
    for ask in (kept.latest, kept.count, lambda: kept.add(said(event="e30"))):
        with pytest.raises(StoreError, match=told) as found:
            ask()
        assert "\n" not in str(found.value)
        assert str(annotations_path(desk)) in str(found.value)
    assert annotations_path(desk).read_bytes() == before


def test_many_may_annotate_at_once_also_while_the_file_is_made(tmp_path: Path) -> None:
    faults: list[Exception] = []

    def work(kept: Annotations, coder: str, start: threading.Barrier) -> None:
        start.wait()
        try:
            for number in range(3):
                kept.add(said(event=f"e{number}", coder=coder))
                kept.latest()
        except Exception as fault:
            faults.append(fault)

    for again in range(15):
        kept, start = open_annotations(tmp_path / f"{again}.duckdb"), threading.Barrier(5)
        threads = [threading.Thread(target=work, args=(kept, coder, start)) for coder in "ABCDE"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not faults
        assert kept.count() == 15


def test_killed_while_adding_every_annotation_that_was_acknowledged_is_there_and_no_half_one(tmp_path: Path) -> None:
    desk, chance = tmp_path / "desk.duckdb", random.Random(7)
    acknowledged = killed = 0
    for point in range(20):
        if point % 4 == 0:  # every so often from the beginning, so that making the file is cut short, too
            desk = tmp_path / f"{point}.duckdb"
            acknowledged = 0
        process = subprocess.Popen([sys.executable, "-c", ADDING, str(desk), str(point)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 0.12))
        process.send_signal(signal.SIGKILL)
        said_so = process.stdout.read().count("\n")
        killed += process.wait() == -signal.SIGKILL
        process.stdout.close()
        acknowledged += said_so
        found = open_annotations(desk).history()
        assert all(len(one.note) == 3000 for one in found)
        mine = [one.event_id for one in found if one.event_id and one.event_id.startswith(f"{point}-")]
        assert mine == [f"{point}-{number}" for number in range(len(mine))]
        assert said_so <= len(mine) <= said_so + 1
        assert acknowledged <= len(found)
    assert killed == 20
