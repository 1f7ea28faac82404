"""The text layer of a PDF is read; a PDF without one says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sources.build import GOOD, pdf, read

WRAPPED = (
    "Russian forces shelled Ukrainian troops near the vil-",
    "lage on Tuesday. A Franco-",
    "German envoy protested.",
)


def test_lines_are_joined_and_pages_parted(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(WRAPPED, (GOOD,)))
    articles, errors = read(path)
    assert not errors
    first, second = articles[0].text.split("\n\n")
    assert "near the village on Tuesday. A Franco-German envoy" in first
    assert second == GOOD
    assert articles[0].path == str(path)
    assert articles[0].extractor.startswith("pypdf ")
    assert len(articles[0].raw_digest) == 64


@pytest.mark.parametrize(
    ("info", "title", "published"),
    [
        pytest.param("/Title (Shells fall) /CreationDate (D:20240518100000Z)", "Shells fall", date(2024, 5, 18), id="as told"),
        pytest.param("/Title (Microsoft Word - draft.docx)", "", None, id="a file's name is no title"),
        pytest.param("/CreationDate (D:19700101000000Z)", "", None, id="older than the format"),
        pytest.param("/CreationDate (D:29990101000000Z)", "", None, id="not yet come"),
        pytest.param("/CreationDate (yesterday)", "", None, id="no date at all"),
    ],
)
def test_title_and_day_are_taken_when_plausible(tmp_path: Path, info: str, title: str, published: date | None) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf((GOOD,), info=info))
    articles, errors = read(tmp_path / "a.pdf")
    assert not errors
    assert (articles[0].title, articles[0].published) == (title, published)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        pytest.param(pdf(()), "a PDF without text: its pages are pictures; recognise their text first", id="pictures"),
        pytest.param(b"%PDF-1.7 ...", "not a PDF that can be read: ", id="broken"),
        pytest.param(pdf((GOOD,))[:300], "", id="cut short"),
        pytest.param(
            pdf((GOOD,), trailer="/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + "00" * 32 + "> /U <" + "00" * 32 + "> /P -4 >> /ID [<00><00>]"),
            "encrypted: save it without its password first",
            id="encrypted",
        ),
    ],
)  # fmt: skip
def test_a_pdf_that_cannot_be_read_is_one_line(tmp_path: Path, raw: bytes, message: str) -> None:
    (tmp_path / "a.pdf").write_bytes(raw)
    (tmp_path / "b.txt").write_text(GOOD)
    articles, errors = read(tmp_path)
    assert [article.text for article in articles][-1] == GOOD
    assert len(errors) == 1
    assert errors[0].startswith(f"{tmp_path / 'a.pdf'}: {message}")


def test_a_file_is_what_its_first_bytes_say_where_its_name_does_not_tell(tmp_path: Path) -> None:
    (tmp_path / "paper").write_bytes(pdf((GOOD,)))
    articles, errors = read(tmp_path / "paper")
    assert not errors
    assert articles[0].text == GOOD
