"""Read web archives: the pages, texts and PDFs that servers answered with. fastwarc stays behind this door."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC
from typing import BinaryIO, cast

from dragoman.errors import InputError
from dragoman.model import Article
from dragoman.sources.limits import Allowance, Options, check_size
from dragoman.sources.pages import read_page
from dragoman.sources.pdf import read_pdf
from dragoman.sources.plain import read_text
from dragoman.sources.streams import Consumed, Unpacked, head_of

READERS: dict[str, Callable[[bytes, str, Options], Article]] = {
    "text/html": read_page,
    "application/xhtml+xml": read_page,
    "text/plain": read_text,
    "application/pdf": read_pdf,
}


def _opened(stream: BinaryIO, where: str, options: Options) -> BinaryIO:
    """The records themselves: packed ones are unpacked here, where a cut and a bomb are seen."""
    if not head_of(stream, 2).startswith(b"\x1f\x8b"):
        return stream
    packed = Consumed(stream)
    unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=packed, mode="rb"))
    allowance = options.allowance or Allowance(options.limits)
    # Unbuffered: what stands before a cut comes out before the cut is told.
    return cast(BinaryIO, Unpacked(unpacked, where, allowance, lambda: packed.size))


def read_warc(stream: BinaryIO, name: str, options: Options) -> Iterator[Article | InputError]:
    """The articles of a web archive. One that breaks off is an error after the articles before it.

    Answers of other kinds (pictures, redirects) are passed over.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # heavy: only for web archives

    found = number = 0
    try:
        for record in ArchiveIterator(_opened(stream, name, options), WarcRecordType.response, parse_http=False):
            number += 1
            where = f"{name}#{number}"
            url = record.headers.get("WARC-Target-URI") or ""
            try:
                told = record.headers.get("Content-Length")
                check_size(record.content_length, options.limits.page, "page", "a record", where)
                block = record.reader.read(record.content_length)
                if told is None or len(block) < record.content_length:
                    raise EOFError
                record.set_bytes_content(block)
                record.parse_http(auto_decode="all")
                answer = record.http_headers
                kind = (record.http_content_type or "").lower()
                if answer is None or answer.status_code != 200 or kind not in READERS:
                    continue
                found += 1
                raw = record.reader.read(options.limits.page + 1)
                check_size(len(raw), options.limits.page, "page", "a record", where)
                charset = record.http_charset or ""
                told_how = replace(options, encoding=options.encoding or charset if kind != "application/pdf" else "")
                article = READERS[kind](raw, where, told_how)
                fetched = record.record_date.astimezone(UTC) if record.record_date else None
                yield replace(article, url=url or article.url, fetched=fetched)
            except InputError as error:
                found += 1
                yield error
    except (OSError, EOFError, ValueError, zlib.error) as error:
        what = "cut short" if isinstance(error, EOFError) else f"breaks off ({error})"
        yield InputError(
            name, f"the web archive is {what} after {max(number - 1, 0) if isinstance(error, EOFError) else number:,} answers"
        )
        return
    if not found:
        yield InputError(name, "a web archive without pages, texts or PDFs")
