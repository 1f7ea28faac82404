"""Web archives: the pages servers answered with, as they were at that time."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sources.build import GOOD, LONG, answer, packed, page, pdf, read

from dragoman.sources import read_limits

ONE = answer("https://wire.example/1", page())
TWO = answer("https://wire.example/2", page(title="More shells"))


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        pytest.param("a.warc", ONE + TWO, id="plain"),
        pytest.param("a.warc.gz", packed(ONE, TWO), id="packed"),
        pytest.param("crawl", packed(ONE, TWO), id="without a name that tells"),
    ],
)
def test_each_page_is_an_article(tmp_path: Path, name: str, raw: bytes) -> None:
    (tmp_path / name).write_bytes(raw)
    articles, errors = read(tmp_path / name)
    assert not errors
    assert [article.title for article in articles] == ["Shells fall", "More shells"]
    assert articles[0].url == "https://wire.example/1"
    assert articles[0].fetched == datetime(2024, 5, 18, 10, tzinfo=UTC)
    assert articles[0].path == f"{tmp_path / name}#1"


def test_texts_and_pdfs_are_read_and_the_rest_is_passed_over(tmp_path: Path) -> None:
    records = (
        answer("https://wire.example/a", b"\x89PNG", kind="image/png"),
        answer("https://wire.example/b", b"gone", status="404 Not Found"),
        answer("https://wire.example/c", GOOD.encode(), kind="text/plain"),
        answer("https://wire.example/d", pdf((GOOD,)), kind="application/pdf"),
        answer("https://wire.example/e", gzip.compress(page()), head="Content-Encoding: gzip\r\n"),
        answer(
            "https://wire.example/f", page("Pr\xe9sident. " + LONG).decode().encode("latin-1"), kind="text/html; charset=latin-1"
        ),
    )
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    articles, errors = read(tmp_path / "a.warc")
    assert not errors
    assert [article.url[-1] for article in articles] == ["c", "d", "e", "f"]
    assert articles[-1].text.startswith("Président.")


@pytest.mark.parametrize(
    ("raw", "count", "message"),
    [
        pytest.param((ONE + TWO)[:-100], 1, "the web archive is cut short after 1 answers", id="cut in a page"),
        pytest.param((ONE + TWO)[: len(ONE) + 60], 1, "the web archive is cut short after 1 answers", id="cut in a head"),
        pytest.param(packed(ONE, TWO)[:-30], 1, "the web archive is cut short after 1 answers", id="cut, packed"),
        pytest.param(packed(ONE, TWO)[: len(packed(ONE)) + 5], 1, "the web archive is cut short after ", id="cut, packed, at once"),
        pytest.param(ONE + b"rubbish\r\n" * 9, 1, "the web archive breaks off after 1 answers: Invalid WARC header", id="rubbish"),
        pytest.param(b"", 0, "a web archive without pages, texts or PDFs", id="empty"),
        pytest.param(
            answer("https://wire.example/0", page(GOOD * 2_000)) + ONE,
            1,
            "#1: a record of ",
            id="a record too large",
        ),
        pytest.param(
            packed(answer("https://wire.example/0", b"<p>" + b" " * 20_000_000)),
            0,
            "grows to more than 200 times its size when unpacked (--limit ratio=N raises it)",
            id="bomb",
        ),
    ],
)
def test_a_broken_archive_keeps_what_stands_before(tmp_path: Path, raw: bytes, count: int, message: str) -> None:
    (tmp_path / "a.warc.gz").write_bytes(raw)
    limits = read_limits(["page=50000"] if "record" in message else ["page=50000000"])
    articles, errors = read(tmp_path / "a.warc.gz", limits=limits)
    assert len(articles) == count
    assert len(errors) == 1
    assert message in errors[0]
