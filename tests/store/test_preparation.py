"""What a snapshot is given to be read fast says the same as the record it is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.desk.demo import build_demo
from dragoman.knowledge import Knowledge
from dragoman.store.file import Reader, open_snapshot, take_snapshot


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Reader:
    path = tmp_path_factory.mktemp("prepared") / "demo.duckdb"
    build_demo(path, knowledge)
    return open_snapshot(path)


@pytest.mark.parametrize("side", ["actor", "recipient"])
@pytest.mark.parametrize("who", ["RUS", "RUS.vladimir-putin", "RUS.MIL", "NATO", "MIL", "nobody"])
def test_a_key_finds_whom_a_side_plays(prepared: Reader, who: str, side: str) -> None:
    listed = f"SELECT article_id, event_id FROM report_listed WHERE list_contains({side}_keys, '{who}') ORDER BY ALL"
    plays = f"SELECT article_id, event_id FROM event WHERE current AND any_plays({side}, '{who}') ORDER BY ALL"
    assert prepared.ask(listed) == prepared.ask(plays)
    listed = f"SELECT incident_id FROM incident_listed WHERE list_contains({side}_keys, '{who}') ORDER BY ALL"
    assert prepared.ask(listed) == prepared.ask(f"SELECT incident_id FROM incident WHERE any_plays({side}, '{who}') ORDER BY ALL")


@pytest.mark.parametrize("unit", ["incident", "origin", "report"])
def test_pairs_that_are_counted_out_are_those_of_the_view(prepared: Reader, tmp_path: Path, unit: str) -> None:
    plain = tmp_path / "plain.duckdb"
    take_snapshot(prepared.path, plain)
    import duckdb

    asked = f"SELECT * FROM pairs WHERE unit = '{unit}' ORDER BY ALL"
    with duckdb.connect(plain, read_only=True) as connection:
        told = connection.execute(asked).fetchall()
    assert [tuple(row.values()) for row in prepared.ask(asked)] == told
    assert told


def test_the_views_still_say_what_they_hold(prepared: Reader) -> None:
    described = {row["view"] for row in prepared.rows("views_described")}
    assert {"pairs", "reports", "incidents"} <= described
    assert "pairs_told" not in described
    assert all(row["meaning"] for row in prepared.rows("views_described") if row["view"] == "pairs")


SAME = {
    "articles": (
        "SELECT article_id, published, publisher, origin_id, coded, reports, happenings, clauses FROM article_listed",
        """SELECT a.article_id, a.published, a.publisher, a.origin_id, EXISTS (FROM reading r WHERE r.article_id = a.article_id AND r.current),
                  (SELECT count(*) FROM reports e WHERE e.article_id = a.article_id), (SELECT count(*) FROM happenings e WHERE e.article_id = a.article_id),
                  (SELECT count(*) FROM set_asides s WHERE s.article_id = a.article_id)
           FROM articles a""",
    ),
    "claims": (
        "SELECT article_id, number, published, publisher, type, speaker_id, about, words FROM claim_listed",
        "SELECT article_id, number, published, publisher, type, speaker_id, about, words FROM claims",
    ),
    "who makes a claim, and of whom": (
        "SELECT c.article_id, c.number, n.id, n.by_it FROM claim_named n JOIN claim_listed c ON c.rowid = n.place",
        """SELECT article_id, number, unnest(speaker_id), true FROM claims
           UNION ALL SELECT article_id, number, unnest(about), false FROM claims""",
    ),
    "set aside": (
        "SELECT article_id, published, publisher, reason, rule, text, start FROM aside_listed",
        "SELECT article_id, published, publisher, reason, rule, text, start FROM set_asides",
    ),
    "judgements": (
        "SELECT j.article_id, j.number, j.polarity, a.published, j.holder_id FROM judgement_listed j JOIN articles a USING (article_id, published)",
        """SELECT j.article_id, j.number, j.polarity, a.published, j.item->>'$.holder.actor[*]'
           FROM judgement j JOIN reading r USING (run_id, article_id) JOIN articles a USING (article_id) WHERE r.current""",
    ),
    "rules and types": (
        "SELECT event_type, value, reports, happenings FROM coded_told WHERE facet = 'rule'",
        "SELECT event_type, rule, count(*), count(*) FILTER (counts) FROM reports GROUP BY ALL",
    ),
    "what can be judged": (
        "SELECT event_id FROM judgeable",
        "SELECT DISTINCT event_id FROM reports",
    ),
}


@pytest.mark.parametrize("what", SAME)
def test_what_is_laid_out_is_what_the_views_tell(prepared: Reader, what: str) -> None:
    laid, told = (prepared.ask(f"SELECT * FROM ({asked}) ORDER BY ALL") for asked in SAME[what])
    assert [tuple(row.values()) for row in laid] == [tuple(row.values()) for row in told]
    assert laid


@pytest.mark.parametrize("who", ["RUS", "RUS.MIL", "NATO", "UNO", "nobody"])
def test_an_actor_takes_part_in_what_its_sides_play(prepared: Reader, who: str) -> None:
    laid = f"SELECT i.incident_id, p.did, p.had FROM party_told p JOIN incident_listed i ON i.rowid = p.place WHERE p.id = '{who}' ORDER BY ALL"
    told = f"""SELECT incident_id, any_plays(actor, '{who}') AS did, any_plays(recipient, '{who}') AS had
               FROM incident WHERE counts AND (did OR had) ORDER BY ALL"""
    assert prepared.ask(laid) == prepared.ask(told)
