"""The floors on the gold sets: what `make gold` prints must not fall below what the issues ask."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dragoman.evaluate.gsr import GsrScore, five_fold, score_gsr
from dragoman.evaluate.holders import VERDICTS, draw_holders, key_of, read_holders, read_verdicts
from dragoman.evaluate.meantime import Opening, pairs, score_meantime, times_found, values_right
from dragoman.evaluate.re3d import Judged, draw_mentions, read_records, read_rulings, score_re3d
from dragoman.evaluate.scores import macro_f1, wilson
from dragoman.evaluate.stories import StoryScore, acts, read_stories, score_stories, share, told_happened
from dragoman.knowledge import Knowledge

GOLD = Path(__file__).parents[2] / "shared" / "gold"
STORIES = Path(__file__).parent / "gold" / "stories"
RULINGS = Path(__file__).parent / "gold" / "re3d.csv"
HOLDERS = read_verdicts(Path(__file__).parent / "gold" / "holders.csv")
shared = pytest.mark.skipif(not GOLD.exists(), reason="../shared/gold is not on this machine")


@pytest.fixture(scope="module")
def gsr(knowledge: Knowledge) -> GsrScore:
    return score_gsr(GOLD / "gsr.jsonl", knowledge)


@pytest.fixture(scope="module")
def openings(knowledge: Knowledge) -> list[Opening]:
    return score_meantime(GOLD / "meantime.jsonl", knowledge)


@pytest.fixture(scope="module")
def mentions(knowledge: Knowledge) -> list[Judged]:
    return score_re3d(GOLD / "re3d.jsonl", RULINGS, knowledge)


@pytest.fixture(scope="module")
def told(knowledge: Knowledge) -> list[StoryScore]:
    return score_stories(STORIES, knowledge)


@shared
def test_gsr_events_and_triples_reach_their_floors(gsr: GsrScore) -> None:
    assert gsr.events.f1 >= 0.65
    assert gsr.triples.f1 >= 0.48


@shared
def test_the_five_fold_estimate_leaves_rules_out(gsr: GsrScore) -> None:
    events, triples = five_fold(gsr)
    assert 0 < events < gsr.events.f1
    assert 0 < triples < gsr.triples.f1


@shared
def test_dates_are_found_and_valued(openings: list[Opening]) -> None:
    assert times_found(openings).f1 >= 0.85
    assert values_right(openings) >= 0.75


@shared
@pytest.mark.parametrize("what", ["polarity", "future"])
def test_polarity_and_future_reach_their_floors(openings: list[Opening], what: str) -> None:
    assert macro_f1(pairs(openings, what)) >= 0.75


@shared
def test_rulings_are_on_the_mentions_that_were_drawn(mentions: list[Judged]) -> None:
    drawn = set(draw_mentions(read_records(GOLD / "re3d.jsonl")))
    ruled = {(ruling.document, ruling.begin, ruling.end) for ruling in read_rulings(RULINGS)}
    assert ruled == drawn
    assert {(item.ruling.document, item.ruling.begin, item.ruling.end) for item in mentions} == drawn


@shared
def test_nine_mentions_in_ten_are_found(mentions: list[Judged]) -> None:
    counted = [item for item in mentions if item.ruling.counts]
    assert sum(item.found for item in counted) >= 0.90 * len(counted)


@shared
def test_the_found_have_the_right_country(mentions: list[Judged]) -> None:
    found = [item for item in mentions if item.ruling.counts and item.found]
    assert sum(item.right for item in found) >= 0.95 * len(found)


def test_the_stories_are_as_many_and_as_mixed_as_asked() -> None:
    stories = read_stories(STORIES)
    styles = Counter(story["style"] for story in stories)
    assert len(stories) >= 60
    assert styles["wire"] == len(stories) / 2
    assert styles["opinion"] == styles["statement"] == len(stories) / 4
    assert len({story["region"] for story in stories}) >= 8
    assert all(item["why"] for story in stories for item in story["event"])


def test_what_is_told_as_happened_did_happen(told: list[StoryScore]) -> None:
    """Guards of what is reached, a little below it: the issue names no figure for our own stories."""
    assert told_happened(told).precision >= 0.75
    right, count = share(told, "status")
    assert right >= 0.92 * count
    assert acts(told).precision >= 0.72


def test_what_is_not_to_be_coded_stays_uncoded(told: list[StoryScore]) -> None:
    right, count = (sum(score.nothing[key] for score in told) for key in ("kept", "asked"))
    assert right >= 0.94 * count


def test_the_drawn_office_holders_were_looked_up() -> None:
    """One row in 115 that is added later is drawn, too: five may wait for their look-up."""
    looked_up = {key_of(verdict) for verdict in HOLDERS}
    assert len(looked_up) == len(HOLDERS) >= 100
    assert len(draw_holders(read_holders()) - looked_up) <= 5
    assert [verdict for verdict in HOLDERS if verdict.verdict not in VERDICTS] == []
    assert [verdict for verdict in HOLDERS if verdict.verdict != "not found" and not (verdict.told and verdict.source)] == []


def test_office_holders_found_wrong_were_mended_and_found_right_are_checked() -> None:
    rows = {(row.state, row.role, row.title, row.person, row.start, row.end): row for row in read_holders()}
    stands = {
        verdict: rows.get((*key_of(verdict)[:2], verdict.title, verdict.person, verdict.start, verdict.end)) for verdict in HOLDERS
    }
    assert [verdict for verdict, row in stands.items() if verdict.verdict == "wrong" and row is not None] == []
    right = [row for verdict, row in stands.items() if verdict.verdict == "right" and row is not None]
    assert len(right) >= 80
    assert [row for row in right if not row.checked or row.source == "recall"] == []


@pytest.mark.parametrize(("right", "whole", "low", "high"), [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0)])
def test_a_share_of_few_has_a_wide_interval(right: int, whole: int, low: float, high: float) -> None:
    assert wilson(right, whole) == pytest.approx((low, high), abs=0.001)
