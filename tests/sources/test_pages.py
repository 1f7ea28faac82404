"""Web pages: what is told of them, and what no parser should be given."""

from __future__ import annotations

from pathlib import Path

import pytest
from sources.build import GOOD, LONG, page, read

from dragoman.sources import read_limits
from dragoman.sources.pages import page_words


def test_language_address_publisher_and_byline(tmp_path: Path) -> None:
    head = (
        '<link rel="canonical" href="https://wire.example/a"><meta property="og:site_name" content="World Wire">'
        '<meta name="author" content="Ann Reporter">'
    )
    (tmp_path / "a.html").write_bytes(page(head=head))
    (article,), errors = read(tmp_path / "a.html")
    assert not errors
    assert (article.url, article.publisher, article.author, article.language) == (
        "https://wire.example/a",
        "World Wire",
        "Ann Reporter",
        "en",
    )
    assert article.extractor.startswith("trafilatura ")
    assert len(article.raw_digest) == 64


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        pytest.param("utf-8", "utf-8", id="as it says"),
        pytest.param("iso-8859-1", "cp1252", id="as browsers take it"),
        pytest.param("windows-1252", "cp1252", id="by its Windows name"),
    ],
)
def test_a_page_says_how_it_is_written(tmp_path: Path, charset: str, encoding: str) -> None:
    raw = page(f"The Élysée’s answer. {LONG}").decode().replace('charset="utf-8"', f'charset="{charset}"').encode(encoding)
    (tmp_path / "a.html").write_bytes(raw)
    (article,), errors = read(tmp_path / "a.html")
    assert not errors
    assert article.text.startswith("The Élysée’s answer.")


@pytest.mark.parametrize(
    ("raw", "limits", "message"),
    [
        pytest.param(
            b"<html><body>" + b"<div>" * 100_000 + LONG.encode(),
            [],
            "elements nested more than 250 deep (--limit depth=N raises it)",
            id="nested 100,000 deep",
        ),
        pytest.param(
            b"<html><body>" + b"<b><i>" * 100_000 + LONG.encode(),
            [],
            "elements nested more than 250 deep (--limit depth=N raises it)",
            id="never closed",
        ),
        pytest.param(page("a " * 25_000_000), [], "more than 20,000,000 bytes (--limit page=N raises it)", id="50 MB"),
        pytest.param(
            page("<p>Talks began in the east.</p>" * 100_000),
            [],
            "2,400,015 characters in one page; the limit is 1,000,000 (--max-chars raises it)",
            id="a book of a page",
        ),
        pytest.param(page().replace(b"utf-8", b"no-such"), [], "no encoding 'no-such' is known", id="no such encoding"),
        pytest.param(page(), ["page=100"], "more than 100 bytes (--limit page=N raises it)", id="a limit of one's own"),
    ],
)
def test_a_hostile_page_is_one_line_and_the_rest_is_read(tmp_path: Path, raw: bytes, limits: list[str], message: str) -> None:
    (tmp_path / "a.html").write_bytes(raw)
    (tmp_path / "b.txt").write_text(GOOD)
    articles, errors = read(tmp_path, limits=read_limits(limits))
    assert [article.text for article in articles] == [GOOD]
    assert errors == [f"{tmp_path / 'a.html'}: {message}"]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        pytest.param("just words", "just words", id="no markup"),
        pytest.param("fish &amp; chips", "fish & chips", id="letters by name"),
        pytest.param("<p>One\n <b>bold</b>\tword.</p><p>Two.</p>", "One bold word.\n\nTwo.", id="paragraphs"),
        pytest.param("One.<br>Two.<br/><br/>Three.", "One.\nTwo.\n\nThree.", id="line breaks"),
        pytest.param("<ul><li>one<li>two</ul>three", "one\n\ntwo\n\nthree", id="lists"),
        pytest.param("a<script>x</script>b<style>y</style>c<!-- z -->d", "abcd", id="what nobody reads"),
        pytest.param("", "", id="nothing"),
        pytest.param("<!-- -->", "", id="a comment"),
    ],
)
def test_page_words(markup: str, words: str) -> None:
    assert page_words(markup, "w") == words
