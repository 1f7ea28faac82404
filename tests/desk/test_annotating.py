"""What a coder is asked next, and that a judgement fits the desk before it is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.desk.annotating import judged, next_to_annotate, read_values
from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.store.annotations import Annotations, open_annotations
from dragoman.store.file import Reader


@pytest.fixture
def kept(tmp_path: Path) -> Annotations:
    return open_annotations(tmp_path / "desk.duckdb")


def first(store: Reader) -> tuple[str, str]:
    return next_to_annotate(store, open_annotations(Path("nowhere.duckdb")), "A", most=1)[0]


def types(store: Reader) -> dict[str, str]:
    return {row["event_id"]: row["event_type"] for row in store.ask("SELECT event_id, event_type FROM reports")}


@pytest.mark.parametrize("order", ["random", "stratified", "unsure"])
def test_two_coders_are_asked_the_same_and_nobody_twice(
    order: str, demo_store: Reader, knowledge: Knowledge, kept: Annotations
) -> None:
    for_a = next_to_annotate(demo_store, kept, "A", order, most=12)
    assert len(set(for_a)) == 12
    for article, event in for_a[:5]:
        kept.add(judged(demo_store, knowledge, coder="A", article_id=article, event_id=event, verdict="right"))
    assert next_to_annotate(demo_store, kept, "A", order, most=7) == for_a[5:]
    assert next_to_annotate(demo_store, kept, "B", order, most=12) == for_a


def test_the_seed_decides_a_random_order(demo_store: Reader, kept: Annotations) -> None:
    one, again, other = (next_to_annotate(demo_store, kept, "A", seed=seed, most=20) for seed in (1, 1, 2))
    assert one == again != other


def test_the_whole_desk_comes_once(demo_store: Reader, kept: Annotations) -> None:
    every = [row["event_id"] for row in demo_store.ask("SELECT DISTINCT event_id FROM reports")]
    for order in ("random", "stratified", "unsure"):
        found = next_to_annotate(demo_store, kept, "A", order, most=10_000)
        assert sorted(event for _, event in found) == sorted(every), order


def test_stratified_takes_each_type_in_turn_the_rarest_first(demo_store: Reader, kept: Annotations) -> None:
    kind = types(demo_store)
    counts = {name: list(kind.values()).count(name) for name in set(kind.values())}
    drawn = [kind[event] for _, event in next_to_annotate(demo_store, kept, "A", "stratified", most=len(counts))]
    assert sorted(drawn) == sorted(counts)
    assert [counts[name] for name in drawn] == sorted(counts.values())


def test_unsure_asks_first_for_what_the_record_shows_signs_of(demo_store: Reader, kept: Annotations) -> None:
    records = {row["event_id"]: json.loads(row["record"]) for row in demo_store.ask("SELECT event_id, record FROM reports")}
    drawn = [records[event] for _, event in next_to_annotate(demo_store, kept, "A", "unsure", most=10_000)]

    def plain(event: dict[str, Any]) -> bool:
        named = all(party["via"] == "name" and not party["stale"] for party in (*event["actor"], *event["recipient"]))
        return (
            named and event["status"] == "actual" and event["voice"] == "report" and (event["when"] or {}).get("by") == "expression"
        )

    assert not any(map(plain, drawn[:50]))
    assert any(map(plain, drawn[-20:]))


def test_copies_of_one_text_are_judged_once(make_desk: Any, kept: Annotations) -> None:
    from outlet_articles import told

    from dragoman.store.file import open_snapshot

    text = "Russian forces shelled Odesa on Tuesday."
    store = open_snapshot(make_desk([told("Morning Mail", 16, text), told("Lake Times", 16, text)]))
    assert len(next_to_annotate(store, kept, "A")) == 1
    store.close()


def test_an_order_that_there_is_not_is_told(demo_store: Reader, kept: Annotations) -> None:
    with pytest.raises(UsageError, match="no order 'best'; one of random, stratified, unsure"):
        next_to_annotate(demo_store, kept, "A", "best")


def test_a_judgement_gets_the_run_and_the_hash_of_the_text(demo_store: Reader, knowledge: Knowledge) -> None:
    article, event = first(demo_store)
    found = judged(
        demo_store,
        knowledge,
        coder="A",
        article_id=article,
        event_id=event,
        verdict="wrong",
        fields={"actor": "Ukraine", "when": None},
    )
    row = demo_store.ask(f"SELECT run_id, text_sha256 FROM reports JOIN articles USING (article_id) WHERE event_id = '{event}'")[0]
    assert (found.run_id, found.text_sha256) == (row["run_id"], row["text_sha256"])
    assert found.fields == {"actor": "UKR", "when": None}


@pytest.mark.parametrize(
    ("field", "given", "code"),
    [
        pytest.param("event_type", "assault", "ASSAULT", id="a type in small letters"),
        pytest.param("actor", "Russia; UKR MIL", "RUS; UKR.MIL", id="names and codes"),
        pytest.param("actor", "UNK", "UNK", id="nobody who is named"),
        pytest.param("recipient", "", "", id="none"),
        pytest.param("recipient", None, None, id="not told"),
        pytest.param("when", "2024-05-17", "2024-05-17", id="a day"),
        pytest.param("when", "2024-05-17/2024-05-17", "2024-05-17", id="from a day to the same"),
        pytest.param("when", "/2024-05-17", "/2024-05-17", id="until a day"),
        pytest.param("attribution", "officials; Ukraine", "UKR; officials", id="a kind of source and an actor"),
        pytest.param("content", "aid Future", "AID future", id="an act that is promised"),
        pytest.param("context", "military; diplomatic", "diplomatic; military", id="contexts in one order"),
    ],
)
def test_values_become_the_codes_of_records(field: str, given: str | None, code: str | None, knowledge: Knowledge) -> None:
    assert read_values({field: given}, knowledge) == {field: code}


@pytest.mark.parametrize(
    ("field", "given", "told"),
    [
        pytest.param("event_type", "ASSUALT", "did you mean ASSAULT", id="type"),
        pytest.param("actor", "Urugway", "did you mean Uruguay", id="actor"),
        pytest.param("status", "actualy", "did you mean actual", id="status"),
        pytest.param("when", "Tuesday", "is no time", id="time"),
        pytest.param("when", "/", "is no time", id="no day at all"),
        pytest.param("when", "2024-05-18/2024-05-17", "is no time", id="backwards"),
        pytest.param("attribution", "Urugway", "did you mean Uruguay", id="source"),
        pytest.param("content", "AID", "no status ''", id="content without a status"),
        pytest.param("context", "militari", "did you mean military", id="context"),
    ],
)
def test_a_value_that_nothing_bears_is_refused(field: str, given: str, told: str, knowledge: Knowledge) -> None:
    with pytest.raises(UsageError, match=told):
        read_values({field: given}, knowledge)


def test_what_the_desk_has_not_is_refused(demo_store: Reader, knowledge: Knowledge) -> None:
    article, event = first(demo_store)
    for values, told in (
        ({"article_id": "nothing", "event_id": event, "verdict": "right"}, "no article 'nothing'"),
        ({"article_id": article, "event_id": "ev-0", "verdict": "right"}, "no event report 'ev-0'"),
        ({"article_id": article, "verdict": "missing", "start": 3, "end": 10**6}, "the body of"),
    ):
        with pytest.raises(UsageError, match=told):
            judged(demo_store, knowledge, coder="A", **values)
