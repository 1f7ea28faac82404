"""Read web pages: main text, title, date, byline, publisher, language. trafilatura stays behind this door."""

from __future__ import annotations

import logging
import re
from typing import Any

from dragoman.errors import InputError
from dragoman.model import Article
from dragoman.model.article import normalise_text
from dragoman.sources.limits import Options, check_size, hint
from dragoman.sources.texts import check_text, decode, digest_of, language_of, written_day

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.I)
# Where a page says what it is written in; browsers look no further either.
HEAD = 2048
# What browsers take these names for.
WEB_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "svg"})
BLOCKS = frozenset(
    "address article aside blockquote body dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav"
    " ol p pre section table tbody td th tr ul".split()
)


def _written_in(raw: bytes, given: str) -> str:
    """The encoding the user, the server or the page itself names, or none: UTF-8."""
    found = CHARSET.search(raw[:HEAD])
    name = given or (found.group(1).decode("ascii", "ignore") if found else "")
    # A page that says UTF-16 in letters of one byte each is not in UTF-16.
    return "" if not given and name.lower().startswith("utf-") else WEB_NAMES.get(name.lower(), name)


def _tree(page: str, where: str) -> Any:
    from trafilatura.utils import load_html  # heavy: only for pages

    tree = load_html(page)
    if tree is None:
        raise InputError(where, "no article found in this page")
    return tree


def _check_tree(tree: Any, where: str, options: Options) -> None:
    """Refuse a page whose elements lie too deep in each other, or that holds more text than an article may."""
    size = 0
    waiting = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > options.limits.depth:
            raise InputError(where, f"elements nested more than {options.limits.depth:,} deep{hint('depth')}")
        if node.tag not in UNSEEN:
            size += len(node.text or "")
            waiting.extend((child, depth + 1) for child in node)
        size += len(node.tail or "")
    if size > options.limits.text:
        raise InputError(where, f"{size:,} characters in one page; the limit is {options.limits.text:,} (--max-chars raises it)")


def _language(tree: Any) -> str:
    return language_of(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")


def read_page(raw: bytes, where: str, options: Options) -> Article:
    """An HTML page as an article: its main text without navigation. Raises InputError."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    if not raw.strip():
        raise InputError(where, "empty: no text to read")
    check_size(len(raw), options.limits.page, "page", "a page", where)
    tree = _tree(decode(raw, where, _written_in(raw, options.encoding)), where)
    _check_tree(tree, where, options)
    language = _language(tree)
    found = trafilatura.bare_extraction(tree, with_metadata=True, include_comments=False, include_tables=False)
    known: dict[str, str | None] = found.as_dict() if found is not None else {}  # type: ignore[union-attr]
    text = normalise_text(known.get("text") or "")
    if not text.strip():
        raise InputError(where, "no article found in this page")
    title = normalise_text(known.get("title") or "").strip()
    if title and text.startswith(title):
        text = text[len(title) :].lstrip()
    check_text(text, where, options.limits.text)
    return Article(
        text=text,
        title=title,
        published=written_day(known.get("date") or ""),
        url=known.get("url") or "",
        publisher=known.get("sitename") or "",
        author=known.get("author") or "",
        language=language,
        path=where,
        raw_digest=digest_of(raw),
        extractor=f"trafilatura {trafilatura.__version__}",
    )


def page_words(markup: str, where: str) -> str:
    """The words of a piece of HTML as paragraphs, all of them: for what is no page (an item of a feed, a letter)."""
    if "<" not in markup and "&" not in markup:
        return normalise_text(markup).strip()
    parts: list[str] = []
    # A piece that is one run of words has no element around it.
    waiting: list[Any] = [_tree(f"<html><body><div>{markup}</div></body></html>", where)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        blank = "\n\n" if node.tag in BLOCKS else ""
        waiting.extend((re.sub(r"\s+", " ", node.tail or ""), "\n" if node.tag == "br" else blank))
        # Comments have no name; nobody reads them.
        if isinstance(node.tag, str) and node.tag not in UNSEEN:
            waiting.extend(reversed(node))
            waiting.append(re.sub(r"\s+", " ", node.text or ""))
        waiting.append(blank)
    text = re.sub(r"[ \t\xa0]*\n[ \t\xa0]*", "\n", "".join(parts))
    return re.sub(r" {2,}", " ", re.sub(r"\n{3,}", "\n\n", text)).strip()
