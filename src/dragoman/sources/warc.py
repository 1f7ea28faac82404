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


class _Source:
    """A stream for the library, which cannot bear an error from it: what broke off is kept in `failed`, and ends it.

    Records packed by gzip are unpacked here, where a cut and a bomb are seen.
    """

    def __init__(self, stream: BinaryIO, where: str, options: Options) -> None:
        self.failed: Exception | None = None
        self._stream, self._at = stream, 0
        if head_of(stream, 2).startswith(b"\x1f\x8b"):
            packed = Consumed(stream)
            unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=packed, mode="rb"))
            allowance = options.allowance or Allowance(options.limits)
            # Unbuffered: what stands before a cut comes out before the cut.
            self._stream = cast(BinaryIO, Unpacked(unpacked, where, allowance, lambda: packed.size))

    def read(self, size: int = -1) -> bytes:
        """The next bytes, none after the stream has ended or broken off."""
        if self.failed is not None:
            return b""
        try:
            data = self._stream.read(size if size >= 0 else 1 << 16) or b""
        except (OSError, EOFError, zlib.error, InputError) as error:
            self.failed = error
            return b""
        self._at += len(data)
        return data

    def tell(self) -> int:
        """How much was read."""
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Stay where it is: a stream is only asked for its place."""
        return self._at

    def close(self) -> None:
        """Leave the stream to whoever opened it."""


def read_warc(stream: BinaryIO, name: str, options: Options) -> Iterator[Article | InputError]:
    """The articles of a web archive. One that breaks off is an error after the articles before it.

    Answers of other kinds (pictures, redirects) are passed over.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # heavy: only for web archives

    found = number = 0
    source = _Source(stream, name, options)
    try:
        for record in ArchiveIterator(source, WarcRecordType.response, parse_http=False):
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
    except EOFError:
        yield _broken(source.failed, name, number - 1)
    except (OSError, ValueError) as error:
        yield _broken(source.failed or error, name, number)
    else:
        if source.failed is not None:
            yield _broken(source.failed, name, number)
        elif not found:
            yield InputError(name, "a web archive without pages, texts or PDFs")


def _broken(error: Exception | None, name: str, count: int) -> InputError:
    """Why an archive gives no more after so many answers."""
    if isinstance(error, InputError):
        return error
    if error is None or isinstance(error, EOFError):
        return InputError(name, f"the web archive is cut short after {count:,} answers")
    return InputError(name, f"the web archive breaks off after {count:,} answers: {error}")
