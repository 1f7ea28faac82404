"""A desk is coded once by each make of dragoman; old runs stay beside the new, and the difference is told by rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from outlet_articles import SHELLING, told

from dragoman.desk import coding
from dragoman.desk.adding import add_articles, add_in_passing
from dragoman.desk.coding import code_desk
from dragoman.desk.differences import differences
from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.store.file import Writer, open_snapshot, open_writer


def counts(store: Writer) -> dict[str, int]:
    return store.rows("desk_counts")[0]


def test_what_is_coded_is_not_coded_again(tmp_path: Path, knowledge: Knowledge) -> None:
    with open_writer(tmp_path / "desk.duckdb") as store:
        add_articles(store, SHELLING[:3], {})
        assert code_desk(store, knowledge) == 3
        assert code_desk(store, knowledge) == 0
        add_articles(store, SHELLING, {})
        assert code_desk(store, knowledge) == len(SHELLING) - 3


def test_two_workers_write_the_rows_of_one(tmp_path: Path, knowledge: Knowledge) -> None:
    found = []
    for workers in (1, 2):
        with open_writer(tmp_path / f"{workers}.duckdb") as store:
            add_articles(store, SHELLING, {})
            code_desk(store, knowledge, workers=workers)
            found.append(store.ask("SELECT * EXCLUDE (run_id) FROM reports ORDER BY article_id, event_id"))
    assert found[0] == found[1]


@pytest.fixture
def twice(tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk coded with all rules, then by a later make without one of them."""
    path = tmp_path / "desk.duckdb"
    gone = next(name for name, rule in knowledge.lexicon.rules.items() if rule.event == "ASSAULT" and "shell" in str(rule))
    rules = {name: rule for name, rule in knowledge.lexicon.rules.items() if name != gone}
    with open_writer(path) as store:
        add_articles(store, SHELLING, {})
        code_desk(store, knowledge)
    before = {row["rule"] for row in open_snapshot(path).ask("SELECT DISTINCT rule FROM reports")}
    assert gone in before or any("shell" in rule for rule in before)
    made = coding.run_of
    monkeypatch.setattr(coding, "run_of", lambda known, model: replace(made(known, model), coder="dragoman 9.9.9"))
    original = coding.map_articles

    def without(*words: object, **named: object):  # type: ignore[no-untyped-def]
        for rows in original(*words, **named):  # type: ignore[arg-type]
            rows["event"] = [row for row in rows["event"] if row["trigger"] != "shelled"]
            for row in rows["event"]:
                row["status"] = "hypothetical" if row["trigger"] == "bombarded" else row["status"]
            yield rows

    assert rules
    monkeypatch.setattr(coding, "map_articles", without)
    with open_writer(path) as store:
        assert code_desk(store, knowledge) == len(SHELLING)
    return path


def test_an_older_run_stays_beside_the_new(twice: Path) -> None:
    store = open_snapshot(twice)
    runs = store.rows("runs")
    assert [run["articles"] for run in runs] == [len(SHELLING), len(SHELLING)]
    assert runs[0]["reports"] > runs[1]["reports"]
    assert {row["run_id"] for row in store.ask("SELECT run_id FROM reports")} == {runs[1]["run_id"]}
    assert not store.ask("SELECT * FROM reports WHERE trigger = 'shelled'")
    store.close()


def test_incidents_are_of_the_latest_run_alone(twice: Path) -> None:
    store = open_snapshot(twice)
    reports = store.ask("SELECT count(*) AS n FROM event WHERE current AND (linkable OR counts)")[0]["n"]
    assert store.ask("SELECT count(*) AS n FROM incident_report")[0]["n"] == reports
    assert store.ask("SELECT coalesce(sum(reports), 0) AS n FROM incident")[0]["n"] == reports
    store.close()


def test_the_difference_tells_what_went_and_changed_and_by_which_rule(twice: Path) -> None:
    store = open_snapshot(twice)
    _, found = differences(store, "1", "last")
    assert {row["change"] for row in found} == {"went", "changed"}
    assert all(row["rule_before"] for row in found)
    assert [row["fields"] for row in found if row["trigger"] == "bombarded"] == [["status"]]
    _, back = differences(store, "2", "first")
    assert sum(row["change"] == "came" for row in back) == sum(row["change"] == "went" for row in found)
    with pytest.raises(UsageError, match=r"no run '7'; .* has 1, 2"):
        differences(store, "1", "7")
    store.close()


def test_a_desk_without_texts_is_coded_in_passing_and_again_when_the_texts_come_back(tmp_path: Path, knowledge: Knowledge) -> None:
    with open_writer(tmp_path / "desk.duckdb") as store:
        assert code_desk(store, knowledge, texts=add_in_passing(store, SHELLING, {})) == len(SHELLING)
        assert counts(store)["textless"] == len(SHELLING)
        assert code_desk(store, knowledge, texts=add_in_passing(store, SHELLING, {})) == 0
        assert {row["trigger"] for row in store.ask("SELECT trigger FROM reports")} == {None}


def test_a_text_with_another_hash_is_not_read_for_one_that_was_not_kept(tmp_path: Path, knowledge: Knowledge) -> None:
    first = told("A", 15, "Russian forces shelled Kharkiv on Tuesday.", id="a1")
    with open_writer(tmp_path / "desk.duckdb") as store:
        add_articles(store, [first], {}, keep_text=False)
        assert code_desk(store, knowledge, texts=[replace(first, text="Kenya protested.")]) == 0
        assert code_desk(store, knowledge, texts=[first]) == 1


def test_claims_and_set_asides_are_kept_with_their_spans(shelling) -> None:  # type: ignore[no-untyped-def]
    claim = shelling.ask("SELECT speaker, words, type FROM claims WHERE publisher = 'The Courier'")[0]
    assert claim["speaker"] == "the governor"
    assert "shelled Kharkiv" in claim["words"]
    assert shelling.ask("SELECT count(*) AS n FROM set_asides")[0]["n"] >= 0
