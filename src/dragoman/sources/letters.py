"""Read letters: newsletters in a mailbox, or one saved message."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.model import Article
from dragoman.model.article import normalise_text
from dragoman.sources.limits import Options, check_size, hint
from dragoman.sources.pages import page_words
from dragoman.sources.texts import MAIL_ADDRESS, check_text, digest_of, language_of, written_day

HIDDEN = "[address]"
QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)
# A plain part shorter than this, in words, only sends the reader to the part in HTML.
STUB = 40


def _body(message: EmailMessage, where: str) -> str:
    """The text of a letter: its plain part, or its HTML where the plain one is missing or a stub."""
    plain = message.get_body(("plain",))
    html = message.get_body(("html",))
    text = normalise_text(str(plain.get_content())).strip() if plain else ""
    if html and len(text.split()) < STUB:
        return page_words(str(html.get_content()), where)
    return text


def read_letter(raw: bytes, where: str, options: Options) -> Article:
    """One message as an article: subject, day and the name of the sender, no address of anybody. Raises InputError."""
    check_size(len(raw), options.limits.page, "page", "a letter", where)
    try:
        message = email.message_from_bytes(raw, policy=policy.default)
        text = _body(message, where)
        known = {name: " ".join(str(message.get(name) or "").split()) for name in ("Subject", "Message-ID", "Content-Language")}
        day = written_day(str(message.get("Date") or ""))
        publisher = parseaddr(str(message.get("From") or ""))[0].strip()
    except InputError:
        raise
    # The library meets broken headers and parts with errors of every kind: any of them means this letter is broken.
    except Exception as error:
        raise InputError(
            where, f"not a letter that can be read: {(str(error).splitlines() or [type(error).__name__])[0]}"
        ) from error
    text = MAIL_ADDRESS.sub(HIDDEN, text)
    check_text(text, where, options.limits.text)
    return Article(
        text=text,
        title=MAIL_ADDRESS.sub(HIDDEN, known["Subject"]),
        published=day,
        id=known["Message-ID"].strip("<>"),
        publisher="" if "@" in publisher else publisher,
        language=language_of(known["Content-Language"]),
        path=where,
        raw_digest=digest_of(raw),
        extractor="email",
    )


def _messages(stream: BinaryIO, limit: int) -> Iterator[tuple[bytes, int]]:
    """Each message of a mailbox with its size: at most the limit's bytes of it are held."""
    held: list[bytes] = []
    size = 0
    after_blank = True
    begun = False
    while line := stream.readline(limit + 1):
        if after_blank and line.startswith(b"From "):
            if begun:
                yield b"".join(held), size
            held, size, begun = [], 0, True
        elif begun or line.strip():
            begun = True
            size += len(line)
            if size <= limit:
                held.append(line)
        after_blank = not line.strip()
    if begun:
        yield b"".join(held), size


def read_mailbox(stream: BinaryIO, name: str, options: Options) -> Iterator[Article | InputError]:
    """The letters of a mailbox (mbox), and an InputError for each that cannot be read."""
    limit = options.limits.page
    for number, (raw, size) in enumerate(_messages(stream, limit), 1):
        where = f"{name}#{number}"
        try:
            if size > limit:
                raise InputError(where, f"a letter of {size:,} bytes; the limit is {limit:,}{hint('page')}")
            yield read_letter(QUOTED_FROM.sub(rb"\1", raw), where, options)
        except InputError as error:
            yield error
