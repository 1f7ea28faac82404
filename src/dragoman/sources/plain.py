"""Read plain text files: a header of what is known of the article, where there is one, then its text."""

from __future__ import annotations

import re
from typing import Any

from dragoman.model import Article
from dragoman.sources.limits import Options
from dragoman.sources.texts import check_text, decode, digest_of, read_date

# A header is lines "Name: value" at the top, ended by a blank line; only these names make one.
HEADER = re.compile(r"(?:(?:Id|Title|Published|Publisher|Author|Url|Language):[^\n]*\n)+\n", re.I)


def read_text(raw: bytes, where: str, options: Options) -> Article:
    """A text file as an article. Offsets count from the first character after the header.

    Raises InputError.
    """
    text = decode(raw, where, options.encoding)
    header = HEADER.match(text)
    known: dict[str, Any] = {}
    if header:
        for line in header.group().strip().splitlines():
            name, _, value = line.partition(":")
            known[name.strip().lower()] = value.strip()
        text = text[header.end() :]
    check_text(text, where, options.limits.text)
    published = read_date(known.pop("published", ""), where)
    return Article(text=text, published=published, path=where, raw_digest=digest_of(raw), extractor="text", **known)
