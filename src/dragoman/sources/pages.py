"""Read saved web pages: main text, title, date, byline, publisher. trafilatura stays behind this door."""

from __future__ import annotations

import logging

from dragoman.errors import InputError
from dragoman.model import Article
from dragoman.model.article import normalise_text
from dragoman.sources.texts import check_text, decode, read_date

# A page larger than this is no article; the parser's memory is some ten times its size.
LARGEST_PAGE = 20_000_000


def read_page(raw: bytes, where: str, *, encoding: str = "", longest: int) -> Article:
    """An HTML page as an article: its main text without navigation. Raises InputError."""
    from trafilatura import bare_extraction  # heavy: only for pages

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    if not raw.strip():
        raise InputError(where, "empty: no text to read")
    if len(raw) > LARGEST_PAGE:
        raise InputError(where, f"a page of {len(raw):,} bytes; the limit is {LARGEST_PAGE:,}")
    page = decode(raw, where, encoding)
    found = bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False)
    known: dict[str, str | None] = found.as_dict() if found is not None else {}  # type: ignore[union-attr]
    text = normalise_text(known.get("text") or "")
    if not text.strip():
        raise InputError(where, "no article found in this page")
    title = normalise_text(known.get("title") or "").strip()
    if title and text.startswith(title):
        text = text[len(title) :].lstrip()
    check_text(text, where, longest)
    return Article(
        text=text,
        title=title,
        published=read_date(known.get("date") or "", where),
        url=known.get("url") or "",
        publisher=known.get("sitename") or "",
        author=known.get("author") or "",
        path=where,
    )
