"""Bad input: one clear line each that names the file, and the rest is read."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from sources.build import GOOD, read

from dragoman.errors import UsageError
from dragoman.sources import Limits, read_limits


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("empty.txt", b"", "empty: no text to read", id="empty file"),
        pytest.param("blank.txt", b" \n\n ", "empty: no text to read", id="blank file"),
        pytest.param("paper.txt", b"%PDF-1.7 ...", "this is a PDF, not text", id="PDF named txt"),
        pytest.param("empty.jsonl", b"\n", "empty: no article in it", id="lines without a line"),
        pytest.param("empty.csv", b"id,text\n", "empty: no article in it", id="a table without a row"),
        pytest.param("empty.mbox", b"\n", "empty: no article in it", id="a mailbox without a letter"),
        pytest.param("nul.txt", b"abc\0def ghi", "holds NUL bytes", id="binary bytes"),
        pytest.param("latin.txt", "Pr\xe9sident".encode("latin-1"), "not utf-8 text (byte 0xe9 at 2)", id="wrong encoding"),
        pytest.param("odd.txt", b"12 34 -- 56", "no words to read", id="no words"),
        pytest.param("heads.txt", b"World news\nSport today\nWeather and travel\n", "only headings", id="only headings"),
        pytest.param(
            "french.txt",
            ("Le président de la république a rencontré hier soir les ministres des affaires étrangères venus pour "
             "une réunion consacrée aux sanctions contre les entreprises accusées de vendre des armes aux rebelles "
             "dans le nord du pays pendant les combats.").encode(),
            "not English",
            id="another language",
        ),
        pytest.param("page.html", b"<html><body></body></html>", "no article found in this page", id="page without article"),
        pytest.param("undated.txt", b"Published: 2024-02-31\n\nA text.", "no date '2024-02-31'", id="impossible date"),
    ],
)  # fmt: skip
def test_a_bad_file_is_one_line(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z-good.txt").write_text(GOOD)
    articles, errors = read(tmp_path)
    assert [article.text for article in articles] == [GOOD]
    assert len(errors) == 1
    assert errors[0].startswith(str(tmp_path / name))
    assert message in errors[0]
    assert "\n" not in errors[0]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("{broken", "not JSON", id="malformed"),
        pytest.param('["a"]', "not an article", id="no object"),
        pytest.param('{"id": "x"}', "no `text`", id="no text"),
        pytest.param('{"text": ""}', "empty", id="empty text"),
        pytest.param(json.dumps({"text": GOOD, "published": "soon"}), "no date 'soon'", id="no date"),
        pytest.param(
            json.dumps({"text": f"{GOOD} Again.", "id": "first"}), "id 'first' is that of another text at", id="one id of two texts"
        ),
        pytest.param('{"text": "' + "a b " * 1_500_000 + '"}', "the limit is", id="a line too long"),
        pytest.param("[" * 100_000, "not JSON", id="nested too deep"),
    ],
)
def test_a_bad_line_is_one_line(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(
        json.dumps({"id": "first", "text": GOOD}) + "\n" + line + "\n" + json.dumps({"id": "last", "text": GOOD}) + "\n"
    )
    articles, errors = read(path)
    assert [article.id for article in articles] == ["first", "last"]
    assert len(errors) == 1
    assert errors[0].startswith(f"{path}:2: ")
    assert message in errors[0]


def test_missing_file_and_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    _, errors = read(tmp_path / "nowhere.txt", tmp_path / "folder")
    assert errors == [
        f"{tmp_path / 'nowhere.txt'}: no such file or folder",
        f"{tmp_path / 'folder'}: a folder without articles (.txt, .html, .jsonl, .csv, .pdf, .docx, .zip and others)",
    ]


def test_a_header_tells_what_is_known_of_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(("\ufeffTitle: Shells fall\r\nPublished: 2024-05-01\r\n\r\n" + GOOD).encode())
    articles, errors = read(tmp_path)
    assert not errors
    assert (articles[0].title, articles[0].published, articles[0].text) == ("Shells fall", date(2024, 5, 1), GOOD)


def test_a_page_gives_title_date_and_text(tmp_path: Path) -> None:
    body = " ".join(f"{GOOD} They fired {n} shells." for n in range(8))
    (tmp_path / "p.html").write_text(
        '<html><head><title>Shells fall</title><meta property="article:published_time" content="2024-05-01T10:00:00Z">'
        f"</head><body><nav>Home</nav><article><h1>Shells fall</h1><p>{body}</p></article></body></html>"
    )
    articles, errors = read(tmp_path)
    assert not errors
    assert articles[0].title == "Shells fall"
    assert articles[0].published == date(2024, 5, 1)
    assert articles[0].text.startswith("Russian forces shelled")


def test_a_date_is_given_to_articles_that_carry_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Published: 2020-01-01\n\n" + GOOD)
    (tmp_path / "b.txt").write_text(GOOD)
    articles, _ = read(tmp_path, published=date(2024, 5, 18))
    assert [article.published for article in articles] == [date(2020, 1, 1), date(2024, 5, 18)]


def test_an_article_met_again_is_passed_over_and_another_text_of_its_id_is_told(tmp_path: Path) -> None:
    for name, text in (("a", GOOD), ("b", GOOD), ("c", f"{GOOD} Again.")):
        (tmp_path / f"{name}.txt").write_text(f"Id: n-1\n\n{text}")
    articles, errors = read(tmp_path)
    assert [article.path for article in articles] == [str(tmp_path / "a.txt")]
    assert errors == [f"{tmp_path / 'c.txt'}: id 'n-1' is that of another text at {tmp_path / 'a.txt'}"]


def test_a_pattern_that_the_shell_left_is_expanded(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("b.txt", "a.txt", "in/c.txt", "in/d.md"):
        (tmp_path / name).write_text(GOOD)
    articles, errors = read(f"{tmp_path}/*.txt", f"{tmp_path}/**/c.*", f"{tmp_path}/*.pdf")
    assert [Path(article.path).name for article in articles] == ["a.txt", "b.txt", "c.txt"]
    assert errors == [f"{tmp_path}/*.pdf: no file fits this pattern"]


def test_a_file_whose_name_looks_like_a_pattern_is_itself(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text(GOOD)
    articles, errors = read(tmp_path / "a[1].txt")
    assert not errors
    assert len(articles) == 1


def test_every_article_says_where_it_came_from(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (article,), _ = read(tmp_path)
    assert article.path == str(tmp_path / "a.txt")
    assert article.raw_digest == hashlib.sha256(GOOD.encode()).hexdigest()
    assert article.extractor == "text"


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        ("pages=1", "no limit 'pages'; there are text, file, page, depth"),
        ("page=many", "limit page: 'many' is no number"),
        ("page=0", "limit page: '0' is not above zero"),
        ("page", "limit page: '' is no number"),
    ],
)
def test_a_limit_that_is_none_is_wrong_usage(pair: str, message: str) -> None:
    with pytest.raises(UsageError) as told:
        read_limits([pair])
    assert str(told.value).startswith(message)


def test_limits_are_written_by_name() -> None:
    assert read_limits(["page=50_000_000", "seconds=1.5"]) == Limits(page=50_000_000, seconds=1.5)
