"""The demonstration corpus holds what a desk must cope with, and its labels are met as far as they were."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.desk.demo import build_demo, demo_agencies, demo_articles, demo_outlets
from dragoman.evaluate.incidents import (
    b_cubed,
    label_span,
    read_labels,
    read_origins,
    relink,
    score_incidents,
    score_origins,
)
from dragoman.evaluate.report import incidents_report
from dragoman.incidents import alike
from dragoman.incidents.credits import find_agency
from dragoman.knowledge import Knowledge
from dragoman.model import Article
from dragoman.store.file import Writer, open_writer

GOLD = Path(__file__).parents[1] / "gold"
LABELS = read_labels(GOLD / "incidents.csv")
ORIGINS = read_origins(GOLD / "origins.csv")
ARTICLES = {article.id: article for article in demo_articles()}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Iterator[Writer]:
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    build_demo(path, knowledge)
    with open_writer(path, make=False) as store:
        yield store


def test_five_outlets_tell_two_months_in_short_articles() -> None:
    assert len(demo_outlets()) == 5
    assert len({file.outlet.country for file in demo_outlets()}) == 5
    assert len(ARTICLES) == len(demo_articles()) >= 60
    days = [article.published for article in ARTICLES.values() if article.published]
    assert (min(days).isoformat()[:7], max(days).isoformat()[:7]) == ("2024-04", "2024-05")
    assert len(days) < len(ARTICLES), "one text is undated"
    assert [article.id for article in ARTICLES.values() if not 55 <= len(article.text.split()) <= 180] == []
    assert all(re.match(r"https://[\w-]+\.example/", article.url) for article in ARTICLES.values())


def test_the_corpus_holds_copies_contradictions_opinions_plans_and_denials() -> None:
    tellings: dict[str, set[str]] = defaultdict(set)
    for label in LABELS:
        tellings[label.incident].add(label.telling)
    told = Counter(label.telling for label in LABELS)
    assert sum(article != origin for article, origin in ORIGINS.items()) >= 12
    assert told["opinion"] >= 12
    assert told["denied"] >= 6
    assert told["history"] >= 12
    assert sum("planned" in found for found in tellings.values()) >= 10
    assert sum({"planned", "happened"} <= found for found in tellings.values()) >= 5
    assert sum({"denied", "happened"} <= found for found in tellings.values()) >= 4


def test_every_article_has_an_origin_and_every_label_its_words() -> None:
    assert set(ORIGINS) == set(ARTICLES)
    assert set(ORIGINS.values()) <= set(ARTICLES)
    for label in LABELS:
        label_span(label, ARTICLES[label.article])


def test_the_invented_wire_is_credited_by_whoever_prints_it() -> None:
    copies = [article for article, origin in ORIGINS.items() if article != origin]
    assert {find_agency(ARTICLES[name], demo_agencies()) for name in copies} == {"CORVANE"}


def test_the_invented_outlets_are_no_actors(knowledge: Knowledge) -> None:
    known = {name.text.lower() for row in knowledge.actors.organisations.values() for name in row.names}
    assert known & {*demo_agencies(), *(file.outlet.name.lower() for file in demo_outlets())} == set()


def articles() -> list[Article]:
    return list(ARTICLES.values())


def test_incidents_and_origins_are_found(demo: Writer) -> None:
    """Guards of what is reached, a little below it."""
    score = score_incidents(LABELS, articles(), ORIGINS, demo)
    assert len(score.judged) >= 0.7 * score.asked
    assert score.pairs.precision >= 0.80
    assert score.pairs.f1 >= 0.62
    assert score.apart.precision >= 0.70
    assert score.f1 >= 0.88
    origins = score_origins(ORIGINS, demo)
    assert origins.precision == 1
    assert origins.recall >= 0.9


def test_a_round_up_of_two_stories_does_not_make_them_one_origin(demo: Writer) -> None:
    found = {row["article_id"]: row["origin_id"] for row in demo.rows("origin_members", articles=sorted(ORIGINS))}
    assert len({found["savanna-0429a"], found["corvane-0426a"], found["corvane-0422a"]}) == 3


def test_a_higher_threshold_links_less_and_what_stood_stands_again(demo: Writer, knowledge: Knowledge) -> None:
    before = score_incidents(LABELS, articles(), ORIGINS, demo)
    relink(demo, articles(), knowledge.ontology.families, ENOUGH=alike.ENOUGH + 1)
    strict = score_incidents(LABELS, articles(), ORIGINS, demo)
    relink(demo, articles(), knowledge.ontology.families)
    assert strict.apart.right < before.apart.right
    assert score_incidents(LABELS, articles(), ORIGINS, demo) == before


def test_the_report_names_its_counts_and_each_error(demo: Writer) -> None:
    lines = list(incidents_report(GOLD, articles(), demo, True))
    score = score_incidents(LABELS, articles(), ORIGINS, demo)
    assert lines[0] == f"incidents: {len(ARTICLES)} articles, {len(LABELS)} labels, {score.asked} of them told as news or denied"
    assert sum(line.startswith("wrongly apart") for line in lines) == len(score.missed)
    assert sum(line.startswith("wrongly together") for line in lines) == len(score.together)


@pytest.mark.parametrize(
    ("items", "precision", "recall"),
    [
        pytest.param([("a", 1), ("a", 1), ("b", 2)], 1.0, 1.0, id="all in their groups"),
        pytest.param([("a", 1), ("a", 2)], 1.0, 0.5, id="one group taken apart"),
        pytest.param([("a", 1), ("b", 1)], 0.5, 1.0, id="two groups thrown together"),
        pytest.param([], 0.0, 0.0, id="nothing to judge"),
    ],
)
def test_b_cubed_averages_over_the_items(items: list[tuple[str, int]], precision: float, recall: float) -> None:
    assert b_cubed(items) == (precision, recall)
