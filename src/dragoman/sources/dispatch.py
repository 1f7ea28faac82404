"""Hand each file to the reader of its kind."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.model import Article
from dragoman.sources import archives
from dragoman.sources.feeds import read_feed, read_opml
from dragoman.sources.kinds import HEAD, kind_of
from dragoman.sources.letters import read_letter, read_mailbox
from dragoman.sources.limits import Options
from dragoman.sources.lines import read_lines
from dragoman.sources.live import read_feeds
from dragoman.sources.pages import read_page
from dragoman.sources.pdf import read_pdf
from dragoman.sources.plain import read_text
from dragoman.sources.streams import head_of, read_whole, searchable
from dragoman.sources.tables import read_parquet, read_table
from dragoman.sources.warc import read_warc
from dragoman.sources.word import read_word

Found = Iterator[Article | InputError]
# Kinds held whole, one article each: the limit that holds for their bytes, and their reader.
WHOLE: dict[str, tuple[str, Callable[[bytes, str, Options], Article]]] = {
    "text": ("file", read_text),
    "page": ("page", read_page),
    "pdf": ("file", read_pdf),
    "word": ("file", read_word),
    "letter": ("page", read_letter),
}
STREAMED: dict[str, Callable[[BinaryIO, str, Options], Found]] = {
    "lines": read_lines,
    "table": read_table,
    "warc": read_warc,
    "mbox": read_mailbox,
}


def _parquet(stream: BinaryIO, where: str, options: Options) -> Found:
    with searchable(stream, where, options) as whole:
        yield from read_parquet(whole, where, options)


def _opml(raw: bytes, where: str, options: Options) -> Found:
    feeds = read_opml(raw, where, options)
    if options.fetcher is None:
        raise InputError(where, f"a list of {len(feeds):,} feeds; they are fetched only where fetching is allowed")
    yield from read_feeds(feeds, options.fetcher, options)


def _some(found: Found, where: str) -> Found:
    """What was found, or that there was nothing."""
    empty = True
    for each in found:
        empty = False
        yield each
    if empty:
        yield InputError(where, "empty: no article in it")


def _read(stream: BinaryIO, name: str, where: str, options: Options) -> Found:
    kind = kind_of(name, head_of(stream, HEAD))
    limits = options.limits
    if kind in WHOLE:
        limit, reader = WHOLE[kind]
        yield reader(read_whole(stream, getattr(limits, limit), limit, where), where, options)
    elif kind in STREAMED:
        yield from _some(STREAMED[kind](stream, where, options), where)
    elif kind == "parquet":
        yield from _some(_parquet(stream, where, options), where)
    elif kind == "feed":
        yield from read_feed(read_whole(stream, limits.page, "page", where), where, options)
    elif kind == "opml":
        yield from _opml(read_whole(stream, limits.page, "page", where), where, options)
    elif kind == "zip":
        yield from archives.read_zip(stream, where, options, read_stream)
    elif kind == "tar":
        yield from archives.read_tar(stream, where, options, read_stream)
    else:
        yield from archives.read_packed(stream, name, where, options, read_stream)


def read_stream(stream: BinaryIO, name: str, where: str, options: Options) -> Found:
    """The articles of one buffered stream, and an InputError for each that could not be read.

    Its name, else its first bytes, says what it is; `where` is how messages call it.
    """
    try:
        yield from _read(stream, name, where, options)
    except InputError as error:
        yield error
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        yield InputError(where, f"cannot be read: {getattr(error, 'strerror', None) or error}")
