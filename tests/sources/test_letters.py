"""Newsletters in a mailbox: subject, day, text and the sender's name; nobody's address is kept."""

from __future__ import annotations

import mailbox
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from sources.build import GOOD, LONG, read

from dragoman.sources import read_limits


def letter(plain: str = "", html: str = "", **headers: str) -> EmailMessage:
    message = EmailMessage()
    known = {"Subject": "Shells fall", "From": "World Wire <news@wire.example>", "Date": "Sat, 18 May 2024 23:30:00 -0500"}
    for name, value in (known | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        message[name] = value
    if plain:
        message.set_content(plain)
    if html and plain:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    return message


def box(path: Path, *letters: EmailMessage) -> None:
    made = mailbox.mbox(str(path))
    for each in letters:
        made.add(each)
    made.close()


def test_each_letter_is_an_article(tmp_path: Path) -> None:
    box(tmp_path / "a.mbox", letter(f"{LONG}\n\nFrom Kyiv, more.\n", Message_ID="<1@wire.example>"), letter(html=f"<p>{GOOD}</p>"))
    articles, errors = read(tmp_path / "a.mbox")
    assert not errors
    first, second = articles
    assert (first.title, first.publisher, first.published) == ("Shells fall", "World Wire", date(2024, 5, 18))
    assert first.text.endswith("\n\nFrom Kyiv, more.")
    assert first.id == "1@wire.example"
    assert (first.path, second.path) == (f"{tmp_path / 'a.mbox'}#1", f"{tmp_path / 'a.mbox'}#2")
    assert second.text == GOOD


def test_a_plain_part_that_only_sends_on_gives_way(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(letter("View this letter in your browser.", f"<p>{LONG}</p>").as_bytes())
    (article,), errors = read(tmp_path / "a.eml")
    assert not errors
    assert article.text == LONG


def test_no_address_of_anybody_is_kept(tmp_path: Path) -> None:
    sent = letter(f"{LONG}\n\nThis was sent to jane.doe@home.example.", From="jane@home.example", To="jane.doe@home.example")
    sent.replace_header("Subject", "For jane.doe@home.example")
    (tmp_path / "a.eml").write_bytes(sent.as_bytes())
    (article,), errors = read(tmp_path / "a.eml")
    assert not errors
    assert article.publisher == ""
    assert "jane" not in f"{article.text} {article.title} {article.author}"
    assert article.text.endswith("This was sent to [address].")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        pytest.param(b"Subject: x\n\n", "empty: no text to read", id="no text"),
        pytest.param(
            b"Content-Type: text/plain; charset=none-such\n\nTalks began.", "not a letter that can be read: unknown encoding: none-such",
            id="no such encoding",
        ),
        pytest.param(
            b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(5_000)),
            "not a letter that can be read: ",
            id="nested deep",
        ),
        pytest.param(b"Subject: x\n\n" + b"a b " * 5_000, "a letter of ", id="too large"),
    ],
)  # fmt: skip
def test_a_letter_that_cannot_be_read_is_one_line_and_the_next_is_read(tmp_path: Path, raw: bytes, message: str) -> None:
    good = letter(GOOD).as_bytes()
    (tmp_path / "a.mbox").write_bytes(b"From a\n" + raw + b"\n\nFrom b\n" + good)
    articles, errors = read(tmp_path / "a.mbox", limits=read_limits(["page=10000"] if message.startswith("a letter") else []))
    assert [article.text for article in articles] == [GOOD]
    assert len(errors) == 1
    assert errors[0].startswith(f"{tmp_path / 'a.mbox'}#1: {message}")
