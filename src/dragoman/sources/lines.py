"""Read JSON lines: one article a line, `id`, `text`, and where known `title`, `published` and the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from dragoman.errors import InputError
from dragoman.model import Article
from dragoman.sources.columns import FIELDS, listed, row_article
from dragoman.sources.limits import Options
from dragoman.sources.texts import digest_of

# JSON may write a character in six bytes ("\\u00e9").
BYTES_PER_CHARACTER = 6


def _row(raw: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(where, f"not UTF-8 text (byte 0x{raw[error.start]:02x})") from error
    except (ValueError, RecursionError) as error:
        what = getattr(error, "msg", "a number too long") if isinstance(error, ValueError) else "nested too deep"
        raise InputError(where, f"not JSON: {what}") from error
    if not isinstance(row, dict):
        raise InputError(where, "not an article: a line holds one JSON object with `text`")
    return row


def read_lines(stream: BinaryIO, name: str, options: Options) -> Iterator[Article | InputError]:
    """The articles of a JSON-lines file, and an InputError for each line that holds none.

    A line is never held whole beyond the limit, however long it is. A column that the user names and no line
    has is an error of its own.
    """
    limit = options.limits.text * BYTES_PER_CHARACTER
    columns = {field: options.columns.get(field, field) for field in FIELDS}
    missing = {column for field, column in options.columns.items() if field != "text"}
    names: dict[str, None] = {}
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
            row = _row(raw, where)
            if missing:
                missing -= row.keys()
                names |= dict.fromkeys(row)
            if columns["text"] not in row:
                raise InputError(where, f"no `{columns['text']}` in this line; it holds {listed(row)}")
            yield row_article(row, columns, where, options, digest=digest_of(raw.rstrip(b"\r\n")), kind="jsonl")
        except InputError as error:
            yield error
    if missing and names:
        yield InputError(name, f"no line has {listed(sorted(missing))}; there are {listed(names)}")
