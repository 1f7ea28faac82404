"""Read JSON lines: one article a line, `id`, `text`, and where known `title`, `published` and the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.model import Article
from dragoman.model.article import normalise_text
from dragoman.sources.texts import check_text, read_date

FIELDS = ("id", "title", "url", "publisher", "author", "language")
# JSON may write a character in six bytes ("\\u00e9").
BYTES_PER_CHARACTER = 6


def _article(raw: bytes, where: str, longest: int) -> Article:
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(where, f"not UTF-8 text (byte 0x{raw[error.start]:02x})") from error
    except (json.JSONDecodeError, RecursionError) as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"
        raise InputError(where, f"not JSON: {what}") from error
    if not isinstance(row, dict):
        raise InputError(where, "not an article: a line holds one JSON object with `text`")
    text = row.get("text")
    if not isinstance(text, str):
        raise InputError(where, "no `text` in this line")
    text = normalise_text(text)
    check_text(text, where, longest)
    known = {name: str(row[name]) for name in FIELDS if row.get(name) is not None}
    published = read_date(str(row.get("published") or ""), where)
    return Article(text=text, published=published, path=where, **known)


def read_lines(stream: BinaryIO, name: str, *, longest: int) -> Iterator[Article | InputError]:
    """The articles of a JSON-lines file, and an InputError for each line that holds none.

    A line is never held whole beyond the limit, however long it is.
    """
    limit = longest * BYTES_PER_CHARACTER
    number = 0
    while raw := stream.readline(limit + 1):
        number += 1
        where = f"{name}:{number}"
        if len(raw) > limit:
            size = len(raw)
            while not raw.endswith(b"\n") and (raw := stream.readline(limit)):
                size += len(raw)
            yield InputError(where, f"a line of {size:,} bytes; the limit is {limit:,} (--max-chars raises it)")
            continue
        if not raw.strip():
            continue
        try:
            yield _article(raw, where, longest)
        except InputError as error:
            yield error
