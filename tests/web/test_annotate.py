"""Annotating in the explorer: what is said is kept beside the desk, by one coder unseen by the other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from explorers import explorer
from starlette.testclient import TestClient

from dragoman.evaluate.judged import error_rates
from dragoman.knowledge import Knowledge
from dragoman.store.annotations import open_annotations
from dragoman.store.file import open_snapshot


@pytest.fixture
def own(desk: Path, tmp_path: Path) -> Path:
    """A desk of this test's own, since annotations lie beside it."""
    return Path(shutil.copyfile(desk, tmp_path / "own.duckdb"))


@pytest.fixture
def judge(own: Path, knowledge: Knowledge) -> Iterator[TestClient]:
    with explorer(own, knowledge) as found:
        yield found


def next_of(judge: TestClient, coder: str, **options: Any) -> dict[str, Any]:
    facts: dict[str, Any] = judge.get("/annotate.json", params={"coder": coder, **options}).json()["facts"]
    return facts


def say(judge: TestClient, who: str, verdict: str, item: dict[str, Any], **more: str) -> int:
    form = {
        "coder": who,
        "article": item["article_id"],
        "event": item["event_id"] or "",
        "drawn": item["drawn"],
        "verdict": verdict,
    }
    return judge.post("/annotate", data={**form, **more}).status_code


def test_what_is_said_is_kept_and_the_next_is_asked(judge: TestClient, own: Path) -> None:
    first = next_of(judge, "A")
    assert say(judge, "A", "right", first) == 303
    second = next_of(judge, "A")
    assert (first["article_id"], first["event_id"]) != (second["article_id"], second["event_id"])
    assert say(judge, "A", "wrong", second, **{"wrong-actor": "yes", "is-actor": "Ukraine", "note": "a slip"}) == 303
    kept = open_annotations(own).latest("A")
    assert [(one.verdict, dict(one.fields), one.note, one.drawn) for one in kept] == [
        ("right", {}, "", "random"),
        ("wrong", {"actor": "UKR"}, "a slip", "random"),
    ]


def test_two_coders_are_asked_for_the_same_and_do_not_see_each_other(judge: TestClient) -> None:
    item = next_of(judge, "A")
    say(judge, "A", "not_an_event", item)
    assert next_of(judge, "B") == {**item, "done": 0}
    page = judge.get("/annotate", params={"coder": "B", "article": item["article_id"], "event": item["event_id"]}).text
    assert "You said" not in page
    assert judge.get("/annotate.json?coder=B").json()["tables"]["annotations"] == []


def test_what_was_said_can_be_taken_back(judge: TestClient, own: Path) -> None:
    item = next_of(judge, "A")
    say(judge, "A", "right", item)
    say(judge, "A", "withdrawn", item)
    assert open_annotations(own).latest("A") == ()
    assert len(open_annotations(own).history()) == 2
    assert next_of(judge, "A") == item


def test_a_missing_event_is_marked_by_its_words(judge: TestClient, own: Path) -> None:
    text = judge.get(f"/article/{next_of(judge, 'A')['article_id']}.json").json()["facts"]
    item = {"article_id": text["article_id"], "event_id": None, "drawn": ""}
    words = text["text"].split(".")[0][:20]
    assert say(judge, "A", "missing", item, words=words, **{"is-event_type": "AID"}) == 303
    assert say(judge, "A", "missing", item, words="words that do not stand there") == 400
    assert say(judge, "A", "complete", item) == 303
    (missing, _) = open_annotations(own).latest("A")
    assert (missing.start, missing.end, dict(missing.fields)) == (0, len(words), {"event_type": "AID"})


@pytest.mark.parametrize(
    ("verdict", "more", "status"),
    [
        pytest.param("wrong", {}, 400, id="wrong in no field"),
        pytest.param("wrong", {"is-event_type": "FOO"}, 404, id="no such type"),
        pytest.param("bogus", {}, 400, id="no such verdict"),
        pytest.param("right", {"article": "nowhere"}, 400, id="no such article"),
        pytest.param("right", {"coder": "<script>"}, 400, id="no label"),
        pytest.param("right", {"note": "x" * 3_000}, 400, id="a note too long"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence_and_not_kept(
    judge: TestClient, own: Path, verdict: str, more: dict[str, str], status: int
) -> None:
    assert say(judge, "A", verdict, next_of(judge, "A"), **more) == status
    assert open_annotations(own).count() == 0


def test_other_sites_cannot_annotate(judge: TestClient, own: Path) -> None:
    item = next_of(judge, "A")
    form = {"coder": "A", "article": item["article_id"], "event": item["event_id"], "verdict": "right"}
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert judge.post("/annotate", data=form, headers=headers).status_code == 403
    assert open_annotations(own).count() == 0


def test_the_desk_itself_is_never_written(judge: TestClient, own: Path) -> None:
    before = own.read_bytes()
    say(judge, "A", "right", next_of(judge, "A"))
    judge.get("/agreement")
    assert own.read_bytes() == before


def test_agreement_and_error_rates_tell_what_was_said(judge: TestClient, own: Path) -> None:
    for number in range(12):
        item = next_of(judge, "A")
        say(judge, "A", "not_an_event" if number % 4 == 0 else "right", item)
        say(judge, "B", "not_an_event" if number % 4 == 0 else "right", {**item, "drawn": "random"})
    rows = {row["field"]: row for row in judge.get("/agreement.json").json()["tables"]["agreement"]}
    assert {row["units"] for name, row in rows.items() if name in ("event", "right")} == {12}
    assert {row["agreed"] for name, row in rows.items() if name in ("event", "right")} == {12}
    store = open_snapshot(own)
    (whole, *_) = error_rates(store, open_annotations(own))
    store.close()
    assert (whole.whole.annotated, whole.whole.wrong) == (12, 3)
