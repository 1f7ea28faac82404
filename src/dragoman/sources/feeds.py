"""Read RSS and Atom, one article an item, and lists of feeds (OPML). feedparser stays behind this door."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from dragoman.errors import InputError
from dragoman.model import Article
from dragoman.sources.limits import Options, check_size, hint
from dragoman.sources.pages import page_words
from dragoman.sources.texts import MAIL_ADDRESS, check_text, digest_of, language_of, written_day

URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of a list: what the list calls it, and its address."""

    title: str
    url: str


def read_opml(raw: bytes, where: str, options: Options) -> list[Feed]:
    """The feeds of an OPML list, in its order, each once. Raises InputError."""
    check_size(len(raw), options.limits.page, "page", "a list", where)
    if b"<!ENTITY" in raw:
        raise InputError(where, "a list of feeds that declares entities is not read")
    feeds: dict[str, Feed] = {}
    try:
        for _, element in ElementTree.iterparse(BytesIO(raw)):
            url = (element.get("xmlUrl") or "").strip()
            if url:
                feeds.setdefault(url, Feed(element.get("title") or element.get("text") or url, url))
            element.clear()
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise InputError(where, f"not an OPML list that can be read: {error}") from error
    if not feeds:
        raise InputError(where, "a list without feeds (no outline with xmlUrl)")
    if len(feeds) > options.limits.items:
        raise InputError(where, f"{len(feeds):,} feeds in one list; the limit is {options.limits.items:,}{hint('items')}")
    return list(feeds.values())


def _markup(entry: Mapping[str, Any]) -> str:
    """The longest text an item brings: its content, else its summary."""
    return max([*(each.get("value") or "" for each in entry.get("content", ())), entry.get("summary") or ""], key=len)


def _id(entry: Mapping[str, Any], home: str) -> str:
    """An item's own id; one that is unique within its feed alone ("1234") stands behind the feed's address."""
    own = (entry.get("id") or "").strip()
    return own if not own or URI.match(own) or not home else f"{home}#{own}"


def _author(entry: Mapping[str, Any]) -> str:
    """Who wrote an item; an address of mail is nobody's name."""
    return MAIL_ADDRESS.sub("", entry.get("author") or "").strip(" ()<>")


def read_feed(raw: bytes, where: str, options: Options) -> Iterator[Article | InputError]:
    """The items of a feed as articles. An item that brings a headline alone has it as its text."""
    import feedparser  # heavy: only for feeds

    check_size(len(raw), options.limits.page, "page", "a feed", where)
    # As a stream: bytes alone the library would also take for the name of a file.
    feed = feedparser.parse(BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version") or not feed.entries:
        broken = feed.get("bozo_exception")
        why = f": {(str(broken).splitlines() or [''])[0]}" if broken is not None and not feed.entries else ""
        raise InputError(
            where, f"no RSS or Atom that can be read{why}" if not feed.get("version") or why else "a feed without items"
        )
    digest = digest_of(raw)
    known = feed.feed
    home = known.get("id") or known.get("link") or ""
    for number, entry in enumerate(feed.entries, 1):
        place = f"{where}#{number}"
        if number > options.limits.items:
            yield InputError(where, f"{len(feed.entries):,} items; the first {options.limits.items:,} are read{hint('items')}")
            return
        try:
            title = " ".join(page_words(entry.get("title") or "", place).split())
            text = page_words(_markup(entry), place)
            if not text:
                title, text = "", title
            check_text(text, place, options.limits.text)
        except InputError as error:
            yield error
            continue
        yield Article(
            text=text,
            title=title,
            published=written_day(entry.get("published") or entry.get("updated") or ""),
            id=_id(entry, home),
            url=entry.get("link") or "",
            publisher=" ".join(page_words(known.get("title") or "", where).split()),
            author=_author(entry),
            language=language_of(entry.get("language") or known.get("language") or ""),
            path=place,
            raw_digest=digest,
            extractor=f"feedparser {feedparser.__version__}",
        )
    if feed.get("bozo") and not isinstance(feed.get("bozo_exception"), feedparser.CharacterEncodingOverride):
        broken = (str(feed.get("bozo_exception")).splitlines() or [""])[0]
        yield InputError(where, f"the feed is broken, {len(feed.entries):,} items were read: {broken}")
