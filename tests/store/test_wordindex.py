"""The words of a desk: found in every script, by phrases and beginnings; the index is made again where it is broken."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.store.file import Reader, open_snapshot, open_writer
from dragoman.store.locks import alone
from dragoman.store.wordindex import WordIndex, find_spans, open_index, read_query

ADDED = "2026-01-01 00:00:00"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("file", "wordindex"):
        monkeypatch.setattr(f"dragoman.store.{module}.cache_folder", lambda: tmp_path / "cache")


def article(name: str, text: str | None, title: str = "", day: date = date(2024, 5, 1)) -> dict[str, Any]:
    digest = hashlib.sha256(f"{title}\0{text}".encode()).hexdigest()
    size = len(text or "")
    row = {"article_id": name, "title": title, "published": day, "text_sha256": digest, "characters": size, "body_start": 0}
    return {**row, "text": text, "added": ADDED}


def write(path: Path, *articles: dict[str, Any]) -> None:
    with open_writer(path) as store, store.transaction():
        store.insert("article", articles)


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    reader = open_snapshot(path)
    yield reader
    reader.close()


def index_of(path: Path) -> WordIndex:
    index = open_index(path)
    with reading(path) as reader:
        index.update(reader)
    return index


@pytest.fixture
def found(tmp_path: Path) -> Callable[..., list[str]]:
    """Which of some texts a query finds, by their place in order."""

    def _found(query: str, *texts: str) -> list[str]:
        path = tmp_path / "desk.duckdb"
        write(path, *(article(str(number), text) for number, text in enumerate(texts)))
        return sorted(index_of(path).find(query))

    return _found


@pytest.mark.parametrize(
    ("query", "text"),
    [
        pytest.param("kyiv", "Talks in KYIV failed.", id="case"),
        pytest.param("erdogan", "Erdoğan spoke.", id="accents of the text"),
        pytest.param("Erdoğan", "Erdogan spoke.", id="accents of the query"),
        pytest.param("lodz", "In Łódź they met.", id="letters with a stroke"),
        pytest.param("Zoë", "Zoe\u0308 left.", id="accent as a sign of its own"),
        pytest.param("strasse", "Die Straße war leer.", id="sharp s"),
        pytest.param("киев", "Переговоры в Киев не пришли.", id="Cyrillic"),
        pytest.param("еще", "Ещё один удар.", id="Cyrillic without its dots"),
        pytest.param("الرئيس", "قال الرَّئِيس إنه", id="Arabic without points"),
        pytest.param("احمد", "قال أحمد", id="Arabic without hamza"),
        pytest.param("2024", "في عام ٢٠٢٤ قال", id="Arabic numerals"),
        pytest.param("שלום", "אמר שָׁלוֹם לכולם", id="Hebrew without points"),
        pytest.param("αθηνα", "στην ΑΘΉΝΑ σήμερα", id="Greek"),
        pytest.param("οδοσ", "η οδός εκεί", id="Greek final sigma"),
        pytest.param("दिल्ली", "नई दिल्ली में बैठक", id="Devanagari"),
        pytest.param("北京", "中国外交部在北京表示", id="Chinese within a run"),
        pytest.param("東京", "首相は東京で述べた", id="Japanese within a run"),
        pytest.param("ロシア", "プーチン大統領（ロシア）", id="katakana"),
        pytest.param("กรุงเทพ", "ที่กรุงเทพมหานคร", id="Thai within a run"),
        pytest.param("대통령", "대통령이 말했다", id="Korean with its particle"),
        pytest.param("G7", "Ｇ７ ministers", id="full-width letters"),
        pytest.param("anti-war", "An anti-war march", id="hyphen within a word"),
        pytest.param("Ukraine's", "Ukraine’s army", id="either apostrophe"),
        pytest.param("U.S.", "the U.S. said", id="points within a word"),
        pytest.param("f-16", "twelve F-16s and an F-16 more", id="a number after a hyphen"),
        pytest.param("cooperation", "co\u00adoperation", id="soft hyphen"),
        pytest.param("minis*", "The minister spoke.", id="a word begun"),
        pytest.param('"foreign minister"', "The Foreign Minister spoke.", id="a phrase"),
        pytest.param("“foreign minister”", "The foreign minister spoke.", id="a phrase in the other quotes"),
        pytest.param('"foreign minister', "The foreign minister spoke.", id="a phrase without its end"),
        pytest.param("NOT AND OR NEAR", "not and or near", id="words of a query language"),
        pytest.param("title:minister", "A title minister", id="a colon is no column"),
    ],
)
def test_words_are_found(found: Callable[..., list[str]], query: str, text: str) -> None:
    assert found(query, text, "Nothing of it here.") == ["0"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        pytest.param("minister president", "The minister spoke.", id="all words must occur"),
        pytest.param('"minister foreign"', "The foreign minister spoke.", id="a phrase has its order"),
        pytest.param("minister -foreign", "The foreign minister spoke.", id="a word left out"),
        pytest.param('spoke -"foreign minister"', "The foreign minister spoke.", id="a phrase left out"),
        pytest.param("spoke -minis*", "The minister spoke.", id="a beginning left out"),
        pytest.param("minis", "The minister spoke.", id="a part of a word is no word"),
        pytest.param("京北", "中国外交部在北京表示", id="characters have their order"),
        pytest.param("दल", "नई दिल्ली में बैठक", id="vowel signs are part of a word"),
        pytest.param('"minis*"', "The minister spoke.", id="a star in a phrase is no beginning"),
    ],
)
def test_words_are_not_found(found: Callable[..., list[str]], query: str, text: str) -> None:
    assert found(query, text) == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        pytest.param("", "no word to look for", id="empty"),
        pytest.param(' "" * - ?! ', "no word to look for", id="signs alone"),
        pytest.param("-russia", "only words to leave out", id="exclusions alone"),
        pytest.param("war " * 101, "101 words are too many", id="too many"),
        pytest.param("war" + "\N{CJK UNIFIED IDEOGRAPH-6230}" * 100, "101 words are too many", id="too many characters"),
    ],
)
def test_what_cannot_be_looked_for_is_told(query: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_query(query)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> WordIndex:
    folder = tmp_path_factory.mktemp("small")
    with pytest.MonkeyPatch.context() as patch:
        for module in ("file", "wordindex"):
            patch.setattr(f"dragoman.store.{module}.cache_folder", lambda: folder / "cache")
        write(folder / "desk.duckdb", article("a", "The minister spoke of war."))
        return index_of(folder / "desk.duckdb")


@settings(deadline=None)
@given(st.text() | st.text(alphabet="\"'*-()^:+~{}\\\0 aäwar\ud800"))
@example('war" OR "x')
@example("war) OR (x")
@example("{title} : war")
@example("NEAR(war the, 5)")
@example("war'); DROP TABLE article; --")
@example('"' * 99)
@example("(" * 500 + "war")
@example("war " * 100)
@example("- " * 300 + "war" + " -x" * 99)
def test_any_query_is_answered_or_refused(small: WordIndex, query: str) -> None:
    try:
        found = small.find(query)
    except UsageError:
        return
    assert set(found) <= {"a"}
    assert small.complete


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8")))
@example("Zoe\u0308 ist da")
@example("在北京。À bientôt")
@example("co\u00adoperation\u200d")
def test_spans_lie_in_the_text_and_hold_their_words(text: str) -> None:
    for word in text.split()[:5]:
        try:
            spans = find_spans(text, f'"{word}"')
        except UsageError:
            continue
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        pytest.param("minister", "The Minister, a minister.", ["Minister", "minister"], id="each time"),
        pytest.param('"foreign minister"', "A foreign minister of foreign affairs.", ["foreign minister"], id="a phrase whole"),
        pytest.param("ukraine*", "Ukraine’s Ukrainetalks", ["Ukraine", "Ukrainetalks"], id="a word begun"),
        pytest.param("北京", "在北京表示", ["北京"], id="a run"),
        pytest.param("zoe left", "Zoe\u0308 left", ["Zoe\u0308", "left"], id="with its accent"),
        pytest.param("war -peace", "war and peace", ["war"], id="not what is left out"),
    ],
)
def test_the_words_that_were_found_are_shown_where_they_stand(query: str, text: str, words: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_spans(text, query)] == words


def test_the_latest_come_first_and_no_more_than_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    days = {f"a{number}": date(2024, 5, 1) + timedelta(days=7 * number % 10) for number in range(10)}
    write(path, *(article(name, "war", day=day) for name, day in days.items()))
    index = index_of(path)
    assert index.find("war") == sorted(days, key=lambda name: days[name], reverse=True)
    assert index.find("war", most=3) == index.find("war")[:3]


def test_the_title_is_found_and_no_phrase_runs_from_it_into_the_text(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    write(path, article("a", "minister spoke", title="Foreign"))
    index = index_of(path)
    assert index.find("foreign spoke") == ["a"]
    assert index.find('"foreign minister"') == []


def test_what_comes_later_is_found_after_the_next_update(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    write(path, article("a", "war"))
    index = index_of(path)
    write(path, article("b", "war again"))
    assert index.find("war") == ["a"]
    with reading(path) as reader:
        assert index.update(reader) == 1
        assert index.update(reader) == 0
    assert sorted(index.find("war")) == ["a", "b"]
    assert index.complete


def test_an_article_without_its_text_is_found_by_its_title_until_the_text_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    write(path, article("a", None, title="War"))
    index = index_of(path)
    assert (index.find("war"), index.find("minister"), index.complete) == (["a"], [], True)
    with open_writer(path) as store, store.transaction():
        store.run("fill_text", article_id="a", text="The minister spoke.")
    index_of(path)
    assert (index.find("war minister"), index.indexed.articles) == (["a"], 1)


def test_an_update_stops_in_time_and_goes_on_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    write(path, *(article(f"a{number}", "war") for number in range(30)))
    index = open_index(path)
    assert not index.complete
    with reading(path) as reader:
        assert index.update(reader, until=time.monotonic() - 1) == 0
        assert (index.indexed.articles, index.indexed.of, index.complete) == (0, 30, False)
        assert index.update(reader, share=7) == 30
    assert len(index.find("war")) == 30
    assert index.complete


KILLED = """
import os, sys
from pathlib import Path
from dragoman.store import wordindex
from dragoman.store.file import open_snapshot
path, fold, left = Path(sys.argv[1]), wordindex.fold, int(sys.argv[2])
def falling(text):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), 9)
    return fold(text)
wordindex.fold = falling
wordindex.open_index(path).update(open_snapshot(path), share=7)
"""


def test_an_index_that_was_killed_goes_on_with_whole_shares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "desk.duckdb"
    write(path, *(article(f"a{number}", f"war {number}") for number in range(30)))
    for texts in (24, 2):
        done = subprocess.run([sys.executable, "-c", KILLED, str(path), str(texts)], timeout=60, check=False)
        assert done.returncode == -9
    index = open_index(path)
    assert (len(index.find("war")), index.complete) == (7, False)
    index_of(path)
    assert (len(index.find("war")), index.find("29"), index.complete) == (30, ["a29"], True)


def test_while_another_process_is_at_it_nothing_is_done(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    write(path, article("a", "war"))
    index = open_index(path)
    with reading(path) as reader:
        with alone(index.file) as mine:
            assert mine
            assert (index.update(reader), index.find("war")) == (0, [])
        assert (index.update(reader), index.find("war")) == (1, ["a"])


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda whole: b"no database at all" * 1000, id="another file"),
        pytest.param(lambda whole: whole[: len(whole) // 2], id="cut off"),
        pytest.param(lambda whole: whole[:4096] + b"\xff" * (len(whole) - 4096), id="pages overwritten"),
        pytest.param(lambda whole: whole[:100] + b"\xff" * 3996 + whole[4096:], id="tables overwritten"),
        pytest.param(lambda whole: b"", id="empty"),
    ],
)
def test_a_damaged_index_is_made_again(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "desk.duckdb"
    write(path, *(article(f"a{number}", f"war {number} " + "of words " * number) for number in range(100)))
    index = index_of(path)
    index.file.write_bytes(harm(index.file.read_bytes()))
    assert index.find("war") == []
    assert not index.complete
    index_of(path)
    assert len(index.find("war")) == 100
    assert index.complete


def test_an_index_of_another_form_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "desk.duckdb"
    write(path, article("a", "war"))
    index_of(path)
    monkeypatch.setattr("dragoman.store.wordindex.FORM", 99)
    index = open_index(path)
    assert (index.find("war"), index.complete) == ([], False)
    assert index_of(path).find("war") == ["a"]


def test_another_desk_in_the_same_place_has_an_index_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    write(path, article("a", "war"), article("b", "peace"))
    index_of(path)
    path.unlink()
    write(path, article("b", "war"), article("c", "peace"))
    index = index_of(path)
    assert (index.find("war"), index.indexed.articles) == (["b"], 2)


def test_a_desk_put_back_as_it_was_loses_what_came_since(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    write(path, article("a", "war"))
    before = path.read_bytes()
    write(path, article("b", "war"))
    assert sorted(index_of(path).find("war")) == ["a", "b"]
    path.write_bytes(before)
    assert index_of(path).find("war") == ["a"]


def test_nothing_of_it_is_written_to_the_desk(tmp_path: Path) -> None:
    path = tmp_path / "desk" / "desk.duckdb"
    path.parent.mkdir()
    write(path, article("a", "war"))
    before = {item.name: item.read_bytes() for item in path.parent.iterdir()}
    index_of(path).find("war")
    assert {item.name: item.read_bytes() for item in path.parent.iterdir()} == before
