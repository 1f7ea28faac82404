"""From what coders said to gold and error rates: what they hold together is scored on what is coded now, no more."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman.desk.annotating import judged
from dragoman.errors import InputError
from dragoman.evaluate.agreement import units_by_field
from dragoman.evaluate.gold import GoldArticle, Place, gold_lines, gold_of, read_gold
from dragoman.evaluate.judged import describe_rates, error_rates, score_gold
from dragoman.evaluate.scores import wilson
from dragoman.knowledge import Knowledge
from dragoman.store.annotations import Annotations
from dragoman.store.file import Reader

Say = Callable[..., None]


@pytest.fixture
def events(store: Reader) -> dict[str, tuple[str, str]]:
    """Article and event report by the word that tells it."""
    rows = store.ask("SELECT trigger, article_id, event_id FROM reports")
    return {row["trigger"]: (row["article_id"], row["event_id"]) for row in rows}


@pytest.fixture
def say(store: Reader, knowledge: Knowledge, kept: Annotations, events: dict[str, tuple[str, str]]) -> Say:
    """Keep what a coder says of the event report at a word, or of an article."""

    def _say(coder: str, verdict: str, word: str = "", article: str = "", **more: Any) -> None:
        at, event = events[word] if word else (article, None)
        kept.add(judged(store, knowledge, coder=coder, verdict=verdict, article_id=at, event_id=event, **more))

    return _say


def only(gold: tuple[GoldArticle, ...]) -> GoldArticle:
    (found,) = gold
    return found


def test_the_desk_has_what_is_judged_here(events: dict[str, tuple[str, str]]) -> None:
    assert set(events) >= {"shelled", "signed", "expelled", "condemned"}


def test_what_is_right_is_gold_as_it_was_coded(store: Reader, kept: Annotations, say: Say) -> None:
    say("A", "right", "expelled")
    (event,) = only(gold_of(store, kept)).events
    assert event.codes["event_type"] == "SANCTION"
    assert (event.codes["actor"], event.codes["status"], event.codes["when"]) == ("JPN", "actual", "2024-05-17")
    assert (event.wrong, event.is_event) == ({}, True)


def test_what_is_wrong_is_gold_as_the_coder_has_it_or_as_what_it_is_not(store: Reader, kept: Annotations, say: Say) -> None:
    say("A", "wrong", "expelled", fields={"actor": "Kenya", "recipient": None})
    (event,) = only(gold_of(store, kept)).events
    assert event.codes["actor"] == "KEN"
    assert "recipient" not in event.codes
    assert set(event.wrong) == {"recipient"}


def test_where_coders_differ_on_a_field_it_is_no_gold(store: Reader, kept: Annotations, say: Say) -> None:
    say("A", "right", "expelled")
    say("B", "wrong", "expelled", fields={"status": "future"})
    (event,) = only(gold_of(store, kept)).events
    assert event.disputed
    assert "status" not in {**event.codes, **event.wrong}
    assert event.codes["actor"] == "JPN"
    (alone,) = only(gold_of(store, kept, "B")).events
    assert (alone.codes["status"], alone.disputed) == ("future", False)


def test_where_one_knows_better_and_the_other_only_that_it_is_wrong_they_agree(store: Reader, kept: Annotations, say: Say) -> None:
    say("A", "wrong", "expelled", fields={"actor": None})
    say("B", "wrong", "expelled", fields={"actor": "KEN"})
    (event,) = only(gold_of(store, kept)).events
    assert (event.codes["actor"], event.disputed) == ("KEN", False)


def test_where_coders_differ_on_whether_there_is_an_event_nothing_is_gold(store: Reader, kept: Annotations, say: Say) -> None:
    say("A", "right", "expelled")
    say("B", "wrong", "expelled", fields={"not_an_event": None})
    say("A", "right", "condemned")
    article = only(gold_of(store, kept))
    assert [event.codes["event_type"] for event in article.events] == ["ACCUSE"]
    assert len(article.disputed) == 1
    assert len(score_gold([article], store).judged) == 1


def test_a_missing_event_is_disputed_by_who_read_to_the_end_and_saw_none(store: Reader, kept: Annotations, say: Say) -> None:
    say("A", "missing", article="courier-1", start=97, end=101)
    assert len(only(gold_of(store, kept)).events) == 1
    say("B", "complete", article="courier-1")
    article = only(gold_of(store, kept))
    assert (article.events, article.disputed) == ((), (Place(97, 101),))


def test_gold_holds_no_word_of_the_articles_unless_asked(store: Reader, kept: Annotations, say: Say, knowledge: Knowledge) -> None:
    say("A", "wrong", "shelled", fields={"where": "the wet quay, UKR"}, note="The quay is wet")
    say("A", "right", "signed")
    gold = gold_of(store, kept)
    bare = json.dumps(list(gold_lines(gold, knowledge)))
    assert not re.search(r"quay|shelled|trade|diplomats|agreement", bare)
    assert "KEN" in bare
    whole = json.dumps(list(gold_lines(gold, knowledge, texts=True)))
    assert "The quay is wet" in whole


def test_gold_is_read_as_it_was_written(store: Reader, kept: Annotations, say: Say, knowledge: Knowledge, tmp_path: Path) -> None:
    say("A", "right", "shelled")
    say("A", "wrong", "signed", fields={"not_an_event": None})
    say("A", "wrong", "expelled", fields={"actor": None}, drawn="random")
    say("A", "missing", article="courier-1", start=97, end=101, fields={"event_type": "AID"})
    say("A", "complete", article="lake-2")
    gold = gold_of(store, kept)
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in gold_lines(gold, knowledge)))
    assert read_gold(path) == tuple(replace(article, title=None, text=None) for article in gold)


@pytest.mark.parametrize("line", ["no JSON", "[]", '{"id": "a"}', '{"id": "r1", "text": "x", "event_type": "AID"}'])
def test_another_file_is_refused_by_its_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(InputError, match=r"gold.jsonl:1: no article of annotations"):
        read_gold(path)


def test_what_is_coded_now_is_scored_by_field_and_as_a_whole(store: Reader, kept: Annotations, say: Say) -> None:
    say("A", "right", "shelled")
    say("A", "wrong", "expelled", fields={"actor": "KEN"})
    say("A", "wrong", "condemned", fields={"not_an_event": None})
    score = score_gold(gold_of(store, kept), store)
    assert {item.event_type: item.right for item in score.judged} == {"ASSAULT": True, "SANCTION": False, "ACCUSE": False}
    by_type = {item.event_type: item.fields for item in score.judged}
    assert by_type["SANCTION"]["actor"] is False
    assert by_type["SANCTION"]["status"] is True
    assert by_type["ACCUSE"] == {"not_an_event": False}


def test_a_code_that_has_changed_since_is_scored_as_it_is_now(store: Reader, kept: Annotations, say: Say) -> None:
    say("A", "wrong", "expelled", fields={"actor": "KEN"})
    article = only(gold_of(store, kept))
    coded_so = {**article.events[0].codes, "actor": "JPN"}  # as if Japan were what the coder asked for
    met = replace(article, events=(replace(article.events[0], codes=coded_so),))
    assert score_gold([met], store).judged[0].right is True
    others = {name: code for name, code in coded_so.items() if name != "actor"}
    known_wrong = replace(article, events=(replace(article.events[0], codes=others, wrong={"actor": "KEN"}),))
    (item,) = score_gold([known_wrong], store).judged
    assert "actor" not in item.fields  # it is no longer what was wrong, but nobody said what is right
    assert item.right is None


def test_a_report_that_is_disputed_or_half_told_is_not_scored_as_a_whole(store: Reader, kept: Annotations, say: Say) -> None:
    say("A", "wrong", "expelled", fields={"actor": "KEN"})
    say("B", "wrong", "expelled", fields={"actor": "KEN", "status": "future"})
    say("A", "missing", article="lake-2", start=50, end=60, fields={"event_type": "AID"})
    found = score_gold(gold_of(store, kept), store).judged
    assert [(item.event_type, item.right) for item in found] == [("SANCTION", None), ("ACCUSE", None)]
    assert [(item.fields.get("actor"), item.fields["event_type"]) for item in found] == [(False, True), (None, False)]
    assert "status" not in found[0].fields


def test_recall_is_measured_only_in_articles_judged_to_the_end(store: Reader, kept: Annotations, say: Say) -> None:
    for word in ("expelled", "condemned"):
        say("A", "right", word)
    say("A", "right", "shelled")
    assert (score_gold(gold_of(store, kept), store).complete, score_gold(gold_of(store, kept), store).there) == (0, 0)
    say("A", "complete", article="lake-2")
    say("A", "complete", article="courier-1")  # where "signed" is not judged
    score = score_gold(gold_of(store, kept), store)
    assert (score.complete, score.partly, score.found, score.there) == (1, 1, 2, 2)
    say("A", "missing", article="lake-2", start=0, end=5, fields={"event_type": "AID"})
    score = score_gold(gold_of(store, kept), store)
    assert (score.found, score.there) == (2, 3)
    assert score.missed == ("lake-2: missed AID at 0 to 5",)


def test_what_is_coded_later_where_a_complete_article_has_nothing_is_no_event(store: Reader, kept: Annotations, say: Say) -> None:
    say("A", "right", "expelled")
    say("A", "right", "condemned")
    say("A", "complete", article="lake-2")
    article = only(gold_of(store, kept))
    before = replace(article, events=article.events[:1])  # as if "condemned" had not been coded then
    score = score_gold([before], store)
    assert [(item.event_type, item.right) for item in score.judged] == [("SANCTION", True), ("ACCUSE", False)]
    unfinished = replace(before, complete=False)
    assert len(score_gold([unfinished], store).judged) == 1


def test_a_place_marked_by_hand_is_found_by_a_word_that_lies_in_it(store: Reader, kept: Annotations, say: Say) -> None:
    say("A", "missing", article="lake-2", start=6, end=36, fields={"event_type": "SANCTION", "actor": "Japan"})
    (item,) = score_gold(gold_of(store, kept), store).judged
    assert (item.fields["event_type"], item.fields["actor"], item.right) == (True, True, None)


def test_offsets_are_not_joined_to_another_text(store: Reader, kept: Annotations, say: Say) -> None:
    say("A", "right", "expelled")
    other = replace(only(gold_of(store, kept)), text_sha256="of another text")
    score = score_gold([other], store)
    assert (score.judged, score.left_out) == ((), 1)


def test_error_rates_are_given_by_type_with_their_interval(store: Reader, kept: Annotations, say: Say) -> None:
    say("A", "right", "shelled", drawn="random")
    say("A", "wrong", "expelled", fields={"actor": None})
    rows = [rate.row() for rate in error_rates(store, kept)]
    assert [row["event_type"] for row in rows] == ["all", "ASSAULT", "SANCTION"]
    assert (rows[0]["annotated"], rows[0]["wrong"], rows[0]["share"]) == (2, 1, 0.5)
    low, high = wilson(1, 2)
    assert (rows[0]["low"], rows[0]["high"]) == (round(low, 4), round(high, 4))
    assert rows[2]["fields"]["actor"]["wrong"] == 1
    assert rows[1]["fields"]["actor"]["wrong"] == 0
    assert rows[0]["drawn"] == {"by hand": 1, "random": 1}
    told = describe_rates(error_rates(store, kept))
    assert told["measured"]
    assert told["told"].startswith("1 of 2 event reports that people judged are wrong")
    assert "1 of them were not drawn by chance (by hand)" in told["told"]


def test_where_nobody_annotated_nothing_was_measured(store: Reader, kept: Annotations) -> None:
    assert error_rates(store, kept) == ()
    assert describe_rates(()) == {"measured": False, "told": "Error rates were not measured: no event report was annotated."}


def test_coders_are_compared_on_what_they_hold_of_the_same_thing(store: Reader, kept: Annotations, say: Say) -> None:
    say("A", "right", "expelled")
    say("B", "wrong", "expelled", fields={"actor": "KEN", "when": None})
    say("A", "right", "shelled")
    say("B", "wrong", "shelled", fields={"not_an_event": None})
    say("A", "missing", article="courier-1", start=97, end=101)
    say("B", "complete", article="courier-1")
    units = units_by_field(store, kept)
    assert {"A": True, "B": True} in units["event"]
    assert units["event"].count({"A": True, "B": False}) == 2
    assert units["right"] == [{"A": True, "B": False}] * 2
    assert {"A": (True, "JPN"), "B": (True, "KEN")} in units["actor"]
    assert {"A": (True, "2024-05-17"), "B": (False, "2024-05-17")} in units["when"]
    assert sum(len(unit) == 2 for unit in units["actor"]) == 1  # of what one holds to be none, no actor is compared
