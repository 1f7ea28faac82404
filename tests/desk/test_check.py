"""A draft's facts are held against what the desk tells: true, wrong, denied, invented and of the wrong day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from outlet_articles import SHELLING, told
from typer.testing import CliRunner

from dragoman.api import Coder
from dragoman.cli.app import app
from dragoman.desk.check import Checked, Fact, check_draft
from dragoman.model import Article
from dragoman.store.file import Reader, open_snapshot

WRITTEN = date(2024, 5, 31)


@pytest.fixture
def check(demo_store: Reader, coder: Coder) -> Callable[..., Checked]:
    def _check(text: str, published: date | None = WRITTEN, store: Reader = demo_store) -> Checked:
        return check_draft(store, coder.read(Article(text, published=published)), coder.knowledge)

    return _check


def only(found: Checked, kind: str = "event") -> Fact:
    facts = [fact for fact in found.facts if fact.kind == kind]
    assert len(facts) == 1
    return facts[0]


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        pytest.param("Vladimir Putin visited China on May 16, 2024.", "supported", id="true"),
        pytest.param("Putin arrived in Beijing on May 16, 2024 for a state visit.", "supported", id="true in other words"),
        pytest.param("Putin and Xi Jinping held talks in Beijing on May 16, 2024.", "single source", id="one origin"),
        pytest.param("Israel attacked Isfahan on April 19, 2024.", "contradicted", id="denied"),
        pytest.param("Russian missiles struck Chernihiv on April 18, 2024.", "contradicted", id="wrong day"),
        pytest.param("Norway attacked Sweden with missiles on May 12, 2024.", "not found", id="invented"),
        pytest.param("Vladimir Putin visited Kenya on May 16, 2024.", "not found", id="another country"),
    ],
)
def test_verdicts(check: Callable[..., Checked], draft: str, verdict: str) -> None:
    assert only(check(draft)).verdict == verdict


def test_support_is_counted_in_origins_as_plain_sql_counts_them(check: Callable[..., Checked], demo_store: Reader) -> None:
    fact = only(check("Vladimir Putin visited China on May 16, 2024."))
    row = demo_store.ask(
        """SELECT origins, list(DISTINCT h.publisher) AS outlets FROM incidents JOIN happenings h USING (incident_id)
           WHERE incidents.event_type = 'CONSULT' AND list_contains(incidents.mode, 'visit') AND incidents.actor_id = 'RUS.vladimir-putin'
             AND incidents.recipient_country = 'CHN' AND day_first = '2024-05-16' AND origins > 1 GROUP BY origins"""
    )[0]
    assert fact.origins == len(fact.supported) == row["origins"]
    assert {note.publisher for note in fact.supported} <= set(row["outlets"])


def test_every_witness_shows_words_that_stand_there(check: Callable[..., Checked], demo_store: Reader) -> None:
    texts = {row["article_id"]: f"{row['title']}\n{row['text']}" for row in demo_store.ask("SELECT * FROM articles")}
    found = check("Vladimir Putin visited China on May 16, 2024.\n\nIsrael attacked Isfahan on April 19, 2024.")
    notes = [note for fact in found.facts for note in (*fact.supported, *(item.note for item in fact.otherwise))]
    assert notes
    assert all(note.words in texts[note.article_id] for note in notes)


def test_a_denial_is_told_as_what_contradicts(check: Callable[..., Checked]) -> None:
    fact = only(check("Israel attacked Isfahan on April 19, 2024."))
    assert [(item.field, item.told, item.draft) for item in fact.otherwise] == [("happened", "it did not happen", "it happened")]
    assert fact.otherwise[0].note.words.startswith("An Iranian official told journalists that Israel did not attack Isfahan")
    assert fact.origins == 2


def test_a_wrong_day_names_the_right_one(check: Callable[..., Checked]) -> None:
    fact = only(check("Russian missiles struck Chernihiv on April 18, 2024."))
    assert ("when", "17 April 2024", "18 April 2024") in [(item.field, item.told, item.draft) for item in fact.otherwise]


def test_what_is_not_found_shows_what_lies_nearest(check: Callable[..., Checked]) -> None:
    fact = only(check("Vladimir Putin visited China on May 12, 2024."))
    assert fact.verdict in ("not found", "contradicted")
    assert fact.nearest or fact.otherwise


@pytest.mark.parametrize(
    ("number", "verdict"),
    [
        pytest.param("three", "contradicted", id="one says three, one five"),
        pytest.param("nine", "contradicted", id="nobody says nine"),
    ],
)
def test_a_number_is_a_fact_of_its_own(check: Callable[..., Checked], shelling: Reader, number: str, verdict: str) -> None:
    found = check(f"Russian forces shelled Kharkiv on May 14, 2024, killing {number} people.", store=shelling)
    fact = only(found, "number")
    assert fact.verdict == verdict
    assert fact.origins == (number == "three")
    assert {item.told for item in fact.otherwise} == {"5 people (dead)"} | ({"3 people (dead)"} if number == "nine" else set())


def test_a_toll_told_by_a_verb_of_its_own_is_no_second_happening(check: Callable[..., Checked]) -> None:
    found = check("Israeli tanks shelled a camp at Mawasi on May 28, 2024 and killed 35 people.")
    assert (only(found).verdict, only(found, "number").verdict) == ("contradicted", "contradicted")  # the army denies it
    assert "21 people (dead)" in {item.told for item in only(found, "number").otherwise}


def test_a_number_that_nobody_tells_is_not_found(check: Callable[..., Checked], make_desk: Callable[..., Path]) -> None:
    store = open_snapshot(make_desk([told("Morning Mail", 16, "Russian forces shelled Odesa on Tuesday.")]))
    found = check("Russian forces shelled Odesa on May 14, 2024, killing nine people.", store=store)
    store.close()
    assert (only(found).verdict, only(found, "number").verdict) == ("single source", "not found")


def test_a_denial_in_the_draft_is_held_against_those_who_tell_it(check: Callable[..., Checked], shelling: Reader) -> None:
    fact = only(check("Russian forces did not shell Kharkiv on May 14, 2024.", store=shelling))
    assert fact.what.startswith("It is denied that")
    assert fact.verdict == "contradicted"
    assert fact.origins == 1
    assert {item.told for item in fact.otherwise} == {"it happened"}


def test_copies_of_one_text_are_one_source(check: Callable[..., Checked], make_desk: Callable[..., Path]) -> None:
    wire = (
        "Kenya's president met his Ugandan counterpart in Nairobi on Thursday, and the two spoke for an hour about the railway to the lake "
        "and the price of fuel. A band played, schoolchildren waved small flags, and traffic stood still until the evening."
    )
    store = open_snapshot(make_desk([told(f"Paper {number}", 17, f"{wire}\n\nPage {number}.") for number in range(6)]))
    fact = only(check("Kenya's president met Uganda's president in Nairobi on May 16, 2024.", store=store))
    store.close()
    assert (fact.verdict, fact.origins) == ("single source", 1)


def test_a_text_is_no_witness_for_itself(check: Callable[..., Checked], make_desk: Callable[..., Path]) -> None:
    article = told("Morning Mail", 16, "Russian forces shelled Odesa on Tuesday.")
    store = open_snapshot(make_desk([article]))
    found = check(article.text, date(2024, 5, 16), store)
    store.close()
    assert only(found).verdict == "not found"


def test_words_are_found_by_the_same_speaker_only(check: Callable[..., Checked]) -> None:
    by_israel = only(check("Israel said that it would not stop the war."), "claim")
    by_brazil = only(check("Brazil said that it would not stop the war."), "claim")
    assert (by_israel.verdict, by_israel.supported[0].words) == (
        "single source",
        "Israel rejected the order and said it would not stop the war.",
    )
    assert by_brazil.verdict == "not found"


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        pytest.param("Brazil will visit China in June.", "a plan", id="plan"),
        pytest.param("Brazil could attack Chile on May 3, 2024.", "told as hypothetical", id="hypothetical"),
        pytest.param("The governor said that the bridge was closed.", "who says so is not known by name", id="speaker"),
    ],
)
def test_what_is_no_fact_is_listed_and_not_checked(check: Callable[..., Checked], draft: str, why: str) -> None:
    assert why in [reason for sentence in check(draft).sentences for _, reason in sentence.unchecked]


def test_a_draft_without_a_date_is_not_guessed_at(check: Callable[..., Checked]) -> None:
    found = check("Vladimir Putin visited China on Thursday.", None)
    assert found.facts == []
    assert found.sentences[0].unchecked[0][1].startswith("of no day that is known")


def test_swapped_states_have_the_same_verdicts(check: Callable[..., Checked], make_desk: Callable[..., Path]) -> None:
    verdicts = []
    for one, other in (("Chile", "Peru"), ("Peru", "Chile")):
        texts = [f"{one} attacked {other} on Tuesday.", f"{other} said that {one} attacked it on Tuesday and killed six people."]
        store = open_snapshot(make_desk([told(f"Paper {number}", 15, text) for number, text in enumerate(texts)]))
        found = check(f"{one} attacked {other} on May 14, 2024. {other} attacked {one} on May 14, 2024.", store=store)
        verdicts.append([(fact.kind, fact.verdict, fact.origins) for fact in found.facts])
        store.close()
    assert verdicts[0] == verdicts[1]
    assert verdicts[0]


DRAFT = "Vladimir Putin visited China on May 16, 2024.\n\nNorway attacked Sweden on May 12, 2024. It rained."


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_the_command_tells_sentence_by_sentence(demo_desk: Path, draft: Path) -> None:
    result = CliRunner().invoke(app, ["check", str(draft), "--against", str(demo_desk), "--published", "2024-05-31"])
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].endswith(
        "2 facts against " + f"{demo_desk} (99 articles): 1 supported, 0 single source, 0 contradicted, 1 not found"
    )
    assert "“Vladimir Putin visited China on May 16, 2024.”" in lines
    assert "  supported, told by 4 independent origins: Vladimir Putin (Russia) visited China (“visited”)" in lines
    assert "  not found: Norway used force against Sweden (“attacked”)" in lines
    assert lines[-1] == "  nothing coded here: not checked"


def test_the_command_gives_json(demo_desk: Path, draft: Path) -> None:
    result = CliRunner().invoke(app, ["check", str(draft), "--against", str(demo_desk), "--format", "json"])
    found = json.loads(result.stdout)
    assert found["verdicts"] == {"supported": 1, "single source": 0, "contradicted": 0, "not found": 1}
    fact = found["sentences"][0]["facts"][0]
    assert fact["verdict"] == "supported"
    assert {"publisher", "published", "words", "url"} <= set(fact["supported"][0])


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        pytest.param(DRAFT, (), 0, id="not found, not strict"),
        pytest.param(DRAFT, ("--strict",), 1, id="not found, strict"),
        pytest.param("Vladimir Putin visited China on May 16, 2024.", ("--strict",), 0, id="supported, strict"),
        pytest.param("It rained.", ("--strict",), 0, id="nothing to check"),
    ],
)
def test_exit_status(demo_desk: Path, tmp_path: Path, text: str, words: tuple[str, ...], status: int) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(text, encoding="utf-8")
    assert CliRunner().invoke(app, ["check", str(path), "--against", str(demo_desk), *words]).exit_code == status


def test_a_draft_that_cannot_be_read_is_status_1(demo_desk: Path, tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["check", str(tmp_path / "none.txt"), "--against", str(demo_desk)]).exit_code == 1


def test_a_hostile_draft_does_nothing_to_the_terminal(demo_desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("Norway attacked \x1b[31mSweden\u202e on May 12, 2024. <script>alert(1)</script>", encoding="utf-8")
    result = CliRunner().invoke(app, ["check", str(path), "--against", str(demo_desk)])
    assert result.exit_code == 0
    assert not {"\x1b", "\u202e"} & set(result.stdout)


def test_the_shelling_desk_is_what_these_tests_take_it_for() -> None:
    assert sum("Kharkiv" in article.text for article in SHELLING) == 4
