"""Articles are added once, with their hashes and their origin; what clashes or cannot be read is told and kept as a fault."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from outlet_articles import told

from dragoman.desk.adding import Added, add_articles
from dragoman.errors import InputError
from dragoman.incidents.credits import find_agency
from dragoman.incidents.origins import Copying, Signed, copying, signature_of
from dragoman.knowledge import Knowledge
from dragoman.model import Article
from dragoman.store.file import Writer, open_writer

TEXT = (
    "Talks between the two governments on the river dam ended on Monday without a result, and the ministers left the capital "
    "in the evening. A second round is planned for June, after the rains, in a town that both sides have yet to name. "
    "Engineers of both countries are to compare their figures on the flow of water until then, the chairman said."
)


def add(store: Writer, *articles: Article | InputError, keep_text: bool = True) -> Added:
    return add_articles(store, articles, {"corvane": "CORVANE"}, keep_text=keep_text)


@pytest.fixture
def store(tmp_path: Path):  # type: ignore[no-untyped-def]
    with open_writer(tmp_path / "desk.duckdb") as writer:
        yield writer


def test_an_article_is_added_once(store: Writer) -> None:
    one = told("A", 1, TEXT)
    assert add(store, one) == Added(new=1)
    assert add(store, one, replace(one, path="elsewhere.txt")) == Added(known=2)
    assert len(store.ask("SELECT * FROM articles")) == 1


def test_one_text_in_two_papers_is_two_articles_of_one_origin(store: Writer) -> None:
    assert add(store, told("A", 1, TEXT), told("B", 2, TEXT)).new == 2
    assert len({row["origin_id"] for row in store.ask("SELECT origin_id FROM articles")}) == 1


def test_the_same_id_with_another_text_is_told_and_the_first_stays(store: Writer) -> None:
    told_faults: list[str] = []
    first, second = told("A", 1, TEXT, id="a1", path="one.txt"), told("A", 1, "Another text.", id="a1", path="two.txt")
    done = add_articles(store, [first, second], {}, on_fault=lambda fault: told_faults.append(str(fault)))
    assert done == Added(new=1, failed=1)
    assert told_faults == ["two.txt: id 'a1' is another text's, from one.txt; that one stays"]
    assert [row["what"] for row in store.ask("SELECT what FROM faults")] == [
        "id 'a1' is another text's, from one.txt; that one stays"
    ]


def test_inputs_that_failed_are_kept_as_faults(store: Writer) -> None:
    assert add(store, InputError("x.pdf", "a PDF without a text layer"), told("A", 1, TEXT)) == Added(new=1, failed=1)
    assert store.ask("SELECT place, what FROM faults") == [{"place": "x.pdf", "what": "a PDF without a text layer"}]


def test_a_text_that_was_not_kept_is_filled_in_where_the_hash_agrees(store: Writer) -> None:
    article = told("A", 1, TEXT, id="a1")
    assert add(store, article, keep_text=False).new == 1
    assert store.ask("SELECT text FROM articles") == [{"text": None}]
    assert add(store, replace(article, text=TEXT + " More.")) == Added(failed=1)
    assert add(store, article) == Added(filled=1)
    assert store.ask("SELECT text FROM articles") == [{"text": TEXT}]


def test_every_article_keeps_where_it_came_from(store: Writer) -> None:
    add(store, told("A", 1, TEXT, path="news.zip/a.html", raw_digest="ab" * 32, extractor="trafilatura 2.3.1"))
    row = store.ask("SELECT path, raw_sha256, extractor, text_sha256, characters FROM articles")[0]
    assert row["path"] == "news.zip/a.html"
    assert row["raw_sha256"] == "ab" * 32
    assert len(row["text_sha256"]) == 64
    assert row["characters"] == len(TEXT)


def origins(store: Writer) -> list[set[str]]:
    rows = store.ask("SELECT origin_id, list(publisher) AS papers FROM articles GROUP BY ALL")
    return sorted((set(row["papers"]) for row in rows), key=lambda papers: (-len(papers), min(papers)))


def test_a_cut_and_edited_copy_with_a_credit_is_of_its_origin(store: Writer) -> None:
    cut = TEXT.split(". A second")[0].replace("ended on Monday", "broke off Monday") + ". (Corvane)"
    longer = "(Corvane) " + TEXT
    add(
        store,
        told("Wire", 1, longer),
        told("Paper", 1, TEXT + " Our own reporter saw the ministers leave."),
        told("Cut", 2, cut * 2),
    )
    assert {"Wire", "Paper"} <= origins(store)[0]


def test_a_round_up_of_two_wires_does_not_make_them_one(store: Writer) -> None:
    other = (
        TEXT.replace("river dam", "border post").replace("Engineers", "Officers").replace("flow of water", "number of crossings")
    )
    other = " ".join(reversed(other.split(" ")))
    add(store, told("First", 1, TEXT), told("Second", 1, other), told("Round-up", 2, f"{TEXT}\n\n{other}"))
    assert {"First", "Second"} not in origins(store)
    assert not any({"First", "Second"} <= papers for papers in origins(store))


def test_short_texts_are_copies_only_as_a_whole(store: Writer) -> None:
    add(store, told("A", 1, "Kenya protested."), told("B", 1, "Kenya protested again."), told("C", 1, "Kenya protested."))
    assert origins(store) == [{"A", "C"}, {"B"}]


def test_copying_does_not_depend_on_which_is_named_first() -> None:
    texts = [TEXT, TEXT + " With a line of its own on the weather.", TEXT[: len(TEXT) // 2]]
    signed = [Signed(str(n), Article(text).digest, "", *_signature(text), text) for n, text in enumerate(texts)]
    for one in signed:
        for other in signed:
            if one is not other:
                assert copying(one, other) == copying(other, one)
    assert isinstance(copying(signed[0], signed[1]), Copying)


def _signature(text: str) -> tuple[tuple[int, ...], int]:
    kept = signature_of(Article(text))
    return tuple(kept["signature"]), kept["shingles"]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        pytest.param("LAGOS, May 3 (Reuters) - Nigeria signed a treaty.", "REUTERS", id="dateline"),
        pytest.param("Nigeria signed a treaty on Friday. (AFP)", "AFP", id="at the end"),
        pytest.param("Nigeria signed a treaty on Friday.\n\nSource: Xinhua", "XINHUA", id="source line"),
        pytest.param("Nigeria signed a treaty on Friday.\n\nWith reporting by AP/AFP", "AP", id="two: the first"),
        pytest.param("Nigeria told Reuters that it would sign.", "", id="told to an agency is no credit"),
        pytest.param("Nigeria (population 220 million) signed a treaty.", "", id="another bracket"),
    ],
)
def test_credits(text: str, agency: str, knowledge: Knowledge) -> None:
    assert find_agency(Article(text), knowledge.credits()) == agency
