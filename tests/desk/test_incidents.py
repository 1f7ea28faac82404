"""Reports of one happening are one incident: told apart by day, place and side, whatever order they come in."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from outlet_articles import SHELLING, told

from dragoman.desk.adding import add_articles
from dragoman.desk.coding import code_desk
from dragoman.desk.comparison import compare_incident
from dragoman.desk.corroboration import corroborate, incident_by_id
from dragoman.errors import UsageError
from dragoman.incidents.alike import Side, Told, same_happening
from dragoman.knowledge import Knowledge
from dragoman.store.file import Reader, open_snapshot, open_writer


def together(store: Reader) -> set[frozenset[str]]:
    """The sets of publishers whose assaults or talks are one incident."""
    found: dict[str, set[str]] = {}
    for row in store.ask(
        "SELECT incident_id, publisher FROM reports WHERE event_type IN ('ASSAULT', 'CONSULT') AND incident_id IS NOT NULL"
    ):
        found.setdefault(row["incident_id"], set()).add(row["publisher"])
    return {frozenset(names) for names in found.values()}


def test_papers_on_one_shelling_are_one_incident_and_another_city_another(shelling: Reader) -> None:
    found = together(shelling)
    assert any({"The Courier", "Harbour Post", "Evening Star"} <= names for names in found)
    assert not any("Morning Mail" in names and len(names) > 1 for names in found)


def test_talks_are_one_whoever_is_named_first(shelling: Reader) -> None:
    assert frozenset({"Plain Talk", "Lake Times"}) in together(shelling)


def test_talks_within_one_state_are_not_those_with_another_whichever_is_compared_first() -> None:
    def talks(article: str, *countries: str) -> Told:
        sides = tuple(Side(country, country, frozenset(), "") for country in countries)
        day = date(2024, 5, 14)
        return Told(
            article, f"ev-{article}", "CONSULT", "CONSULT", (day, day), sides, (), frozenset({"meet"}), "met",
            frozenset({1, 2}), "", "", "", "",
        )  # fmt: skip

    within, abroad, same = talks("a", "USA", "USA"), talks("b", "USA", "FRA"), talks("c", "FRA", "USA")
    assert same_happening(within, abroad) is None
    assert same_happening(abroad, within) is None
    assert same_happening(abroad, same) is not None
    assert same_happening(abroad, same) == same_happening(same, abroad)


def test_an_incident_says_where_its_reports_disagree(shelling: Reader) -> None:
    rows = shelling.ask("SELECT disagreements FROM incidents WHERE reports > 2 AND event_type = 'ASSAULT'")
    fields = {
        item["field"]: [value["value"] for value in item["values"]] for row in rows for item in json.loads(row["disagreements"])
    }
    assert {"3 people (dead)", "5 people (dead)"} <= set(fields["number"])
    assert set(fields["happened"]) == {"happened", "did not happen"}


def test_incidents_count_origins_not_articles(make_desk: Callable[..., Path]) -> None:
    wire = (
        "Russian forces shelled Kharkiv on Tuesday, killing three people and wounding a dozen more, the regional governor said. "
        "Rescue workers searched the rubble of a printing house through the night while power was cut in four districts of the city."
    )
    papers = [told(f"Paper {number}", 15, wire + f"\n\nPage {number} has more.") for number in range(14)]
    own = told("The Courier", 15, "Russian forces shelled Kharkiv on Tuesday and killed at least three people.")
    store = open_snapshot(make_desk([*papers, own]))
    row = store.ask(
        "SELECT reports, articles, origins, publishers FROM incidents WHERE event_type = 'ASSAULT' ORDER BY articles DESC"
    )[0]
    store.close()
    assert (row["articles"], row["publishers"], row["origins"]) == (15, 15, 2)


def partition(path: Path) -> set[frozenset[tuple[str, str]]]:
    store = open_snapshot(path)
    found: dict[str, set[tuple[str, str]]] = {}
    for row in store.ask("SELECT incident_id, article_id, event_id FROM reports WHERE incident_id IS NOT NULL"):
        found.setdefault(row["incident_id"], set()).add((row["article_id"], row["event_id"]))
    origins = store.ask("SELECT article_id, origin_id FROM articles")
    store.close()
    ids = {frozenset(members) | {("id", name)} for name, members in found.items()}
    return ids | {frozenset({(row["article_id"], row["origin_id"])}) for row in origins}


@pytest.mark.parametrize("seed", range(4))
def test_incidents_and_their_ids_do_not_depend_on_the_order_of_arrival(
    seed: int, tmp_path: Path, make_desk: Callable[..., Path], knowledge: Knowledge
) -> None:
    copies = [
        told(f"Copy {n}", 15 + n, SHELLING[0].text + f" Copy {n} of it, with a line of its own on the weather there.")
        for n in range(3)
    ]
    articles = [*SHELLING, *copies]
    random.Random(seed).shuffle(articles)
    path = tmp_path / "shuffled.duckdb"
    cuts = sorted(random.Random(seed).sample(range(1, len(articles)), 3))
    for begin, end in zip([0, *cuts], [*cuts, len(articles)], strict=True):
        with open_writer(path) as store:
            add_articles(store, articles[begin:end], knowledge.credits())
            code_desk(store, knowledge)
    assert partition(path) == partition(make_desk([*SHELLING, *copies]))


def test_an_id_that_merged_leads_to_the_incident_that_took_it_up(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "desk.duckdb"
    later = told("B", 16, "Russian troops shelled Kharkiv on Tuesday, the mayor said.")
    earlier = told("A", 15, "Russian forces shelled Kharkiv on Tuesday, the governor said.")
    ids = []
    for article in (later, earlier):
        with open_writer(path) as store:
            add_articles(store, [article], knowledge.credits())
            code_desk(store, knowledge)
            ids.append({row["incident_id"] for row in store.rows("incidents_found", **ALL)})
    gone = ids[0] - ids[1]
    assert gone
    store = open_snapshot(path)
    for name in gone:
        assert incident_by_id(store, name)["incident_id"] in ids[1]
    store.close()


ALL = {
    "type": None, "actor": None, "recipient": None, "since": None, "until": None,
    "origins": 1, "disagreeing": False, "everything": True, "once_a_day": False, "most": 99,
}  # fmt: skip


def test_corroboration_tells_reports_by_origin(shelling: Reader) -> None:
    name = shelling.ask(
        "SELECT incident_id FROM incidents WHERE event_type = 'ASSAULT' AND recipient_name = 'Kharkiv' ORDER BY origins DESC"
    )[0]["incident_id"]
    found = corroborate(shelling, name)
    assert len(found["origins"]) == found["incident"]["origins"] >= 3


def test_an_article_is_told_what_is_single_source(shelling: Reader) -> None:
    article = shelling.ask("SELECT article_id FROM articles WHERE publisher = 'Morning Mail'")[0]["article_id"]
    assert [row["origins"] for row in corroborate(shelling, article)["happenings"]] == [1]


def test_outlets_are_compared_by_verb_number_and_voice(shelling: Reader) -> None:
    name = shelling.ask(
        "SELECT incident_id FROM incidents WHERE event_type = 'ASSAULT' AND recipient_name = 'Kharkiv' ORDER BY origins DESC"
    )[0]["incident_id"]
    rows = {row["outlet"]: row for row in compare_incident(shelling, name)["outlets"]}
    assert rows["Evening Star"]["verbs"] == ["bombarded"]
    assert rows["The Courier"]["verbs"] == ["shelled"]
    assert "numbers" in rows["Evening Star"]["leaves_out"]


@pytest.mark.parametrize("name", ["in-0000000000000000", "", "no such thing"])
def test_what_is_not_there_is_said_in_one_line(shelling: Reader, name: str) -> None:
    with pytest.raises(UsageError, match="no incident"):
        corroborate(shelling, name)


def test_the_default_list_leaves_out_what_is_only_denied(make_desk: Callable[..., Path]) -> None:
    store = open_snapshot(
        make_desk([told("Valley News", 16, "Russian forces did not shell Kharkiv on Tuesday, the ministry said.")])
    )
    assert not [row for row in store.rows("incidents_found", **{**ALL, "everything": False}) if row["event_type"] == "ASSAULT"]
    assert [row for row in store.rows("incidents_found", **ALL) if row["event_type"] == "ASSAULT"]
    store.close()


def test_articles_without_texts_are_linked_as_those_with(
    make_desk: Callable[..., Path], tmp_path: Path, knowledge: Knowledge
) -> None:
    from dragoman.desk.adding import add_in_passing

    path = tmp_path / "bare.duckdb"
    with open_writer(path) as store:
        code_desk(store, knowledge, texts=add_in_passing(store, SHELLING, knowledge.credits()))
    whole = make_desk(SHELLING)
    assert partition(path) == partition(whole)
    words = {word for article in SHELLING for word in article.text.split() if len(word) > 4}
    store = open_snapshot(path)
    kept = json.dumps(store.ask("SELECT record FROM reports"), default=str) + json.dumps(
        store.ask("SELECT words, speaker FROM claims")
    )
    store.close()
    names = {"Kharkiv", "Russian", "Kenya", "Uganda", "Nairobi", "Odesa"}  # of known actors and places: knowledge, not the text
    assert not {word for word in words - names if f'"{word}' in kept or f" {word} " in kept}
