"""Read what is fetched: pages, feeds and lists of feeds, each article with its address and when it was taken."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, cast
from urllib.parse import urlsplit

from dragoman.errors import InputError
from dragoman.model import Article
from dragoman.sources.archives import Reader
from dragoman.sources.feeds import Feed, read_feed, read_opml
from dragoman.sources.kinds import kind_of_bytes, kind_of_name
from dragoman.sources.limits import Options
from dragoman.sources.pages import read_page

if TYPE_CHECKING:
    from dragoman.sources.fetch import Fetched, Fetcher, Validators

Found = Iterator[Article | InputError]
PAGES = frozenset({"text/html", "application/xhtml+xml"})
# What a server's word for a thing cannot overrule: its first bytes say it.
PLAIN_BY_BYTES = frozenset({"feed", "opml", "pdf", "zip", "word", "warc", "parquet", "packed"})
ENDING = {"page": ".html", "text": ".txt", "feed": ".rss"}


def with_fetcher(options: Options) -> Options:
    """The options with a fetcher, one for all addresses: it keeps the distance between requests to a host."""
    from dragoman.sources.fetch import Fetcher  # heavy: only for what is live

    return replace(options, fetcher=options.fetcher or Fetcher(limits=options.limits))


def _kind(fetched: Fetched) -> str:
    """What was fetched: by its first bytes where they are plain, else by the server's word, else by its name."""
    by_bytes = kind_of_bytes(fetched.raw[:4096])
    if by_bytes in PLAIN_BY_BYTES:
        return by_bytes
    if fetched.content_type in PAGES:
        return "page"
    return by_bytes if by_bytes != "text" else kind_of_name(urlsplit(fetched.url).path) or "text"


def _dated(found: Found, fetched: Fetched, *, own: bool) -> Found:
    """Articles with when they were taken, and the address where they are one thing with what was fetched."""
    for each in found:
        if isinstance(each, Article):
            each = replace(each, fetched=fetched.fetched, url=each.url or (fetched.url if own else ""))
        yield each


def _follow(item: Article, fetcher: Fetcher, options: Options) -> Iterator[Article | InputError]:
    """The page an item of a feed points to; the item itself where its page cannot be read, with the reason."""
    try:
        page = fetcher.fetch(item.url)
        article = read_page(page.raw, page.url, replace(options, encoding=options.encoding or page.charset))
    except InputError as error:
        yield error
        yield item
        return
    yield replace(
        article,
        title=article.title or item.title,
        published=article.published or item.published,
        id=item.id,
        url=item.url,
        publisher=article.publisher or item.publisher,
        author=article.author or item.author,
        language=article.language or item.language,
        fetched=page.fetched,
    )


def _items(fetched: Fetched, fetcher: Fetcher, options: Options) -> Found:
    for item in _dated(read_feed(fetched.raw, fetched.url, options), fetched, own=False):
        if options.follow and isinstance(item, Article) and item.url:
            yield from _follow(item, fetcher, options)
        else:
            yield item


def fetch_feed(
    feed: Feed, validators: Validators | None = None, *, fetcher: Fetcher, options: Options | None = None
) -> tuple[list[Article | InputError], Validators]:
    """The items of a live feed, none if it did not change since the validators were given, and its new validators.

    Raises InputError where it could not be fetched.
    """
    options = options or Options()
    fetched = fetcher.fetch(feed.url, validators)
    if fetched.status == 304:
        return [], fetched.validators
    return list(_items(fetched, fetcher, options)), fetched.validators


def read_feeds(feeds: Iterable[Feed], fetcher: Fetcher, options: Options) -> Found:
    """The items of each feed of a list; a feed that cannot be read is an error, and the next is read."""
    for feed in feeds:
        try:
            yield from fetch_feed(feed, fetcher=fetcher, options=options)[0]
        except InputError as error:
            yield error


def read_address(url: str, options: Options, read: Reader) -> Found:
    """The articles at an address: of a page one, of a feed its items, of a list of feeds those of each."""
    options = with_fetcher(options)
    fetcher = cast("Fetcher", options.fetcher)
    try:
        fetched = fetcher.fetch(url)
        kind = _kind(fetched)
        if kind == "feed":
            yield from _items(fetched, fetcher, options)
        elif kind == "opml":
            yield from read_feeds(read_opml(fetched.raw, url, options), fetcher, options)
        else:
            stream = cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, io.BytesIO(fetched.raw))))
            name = urlsplit(fetched.url).path
            if kind_of_name(name) != kind:
                name = ENDING.get(kind, "")
            # A page says itself how it is written; the server's word comes before it, the user's before both.
            told = replace(options, encoding=options.encoding or fetched.charset)
            yield from _dated(read(stream, name, fetched.url, told), fetched, own=True)
    except InputError as error:
        yield error
