"""Read the text layer of PDF files. pypdf stays behind this door."""

from __future__ import annotations

import logging
import re
import time
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from dragoman.errors import InputError
from dragoman.model import Article
from dragoman.model.article import normalise_text
from dragoman.sources.limits import Options, check_size, hint
from dragoman.sources.texts import check_text, digest_of

if TYPE_CHECKING:
    from pypdf import DocumentInformation, PdfReader

# A word broken at a line's end goes on with a small letter; before a capital the hyphen is the name's own.
BROKEN = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=[a-z])")
OWN_HYPHEN = re.compile(r"(?<=[^\W\d_]-)\n(?=[A-Z])")
# What programs write for a title that nobody gave: names of files and of themselves.
NO_TITLE = re.compile(r"(?:untitled|document\d*|microsoft \w+ - .*|.*\.(?:docx?|pdf|indd|qxd|rtf|odt|tex|html?))", re.I)
# No PDF is older than the format.
FIRST_DAY = date(1993, 6, 15)


def plausible_day(made: datetime | None) -> date | None:
    """The day a file says it was made, if files were made so then, and if it has come."""
    if made is None or not FIRST_DAY <= made.date() <= date.today() + timedelta(days=1):
        return None
    return made.date()


def plausible_title(title: str) -> str:
    """A title somebody gave."""
    title = " ".join(title.split())
    return "" if NO_TITLE.fullmatch(title) else title


def join_lines(text: str) -> str:
    """A page's text with the words joined that a line's end broke."""
    return OWN_HYPHEN.sub("", BROKEN.sub("", normalise_text(text)))


def _pages(reader: PdfReader, where: str, options: Options) -> str:
    pages: list[str] = []
    size = 0
    end = time.monotonic() + options.limits.seconds
    for page in reader.pages:
        pages.append(join_lines(page.extract_text()).strip())
        size += len(pages[-1])
        if size > options.limits.text:
            break
        if time.monotonic() > end:
            raise InputError(where, f"reading took more than {options.limits.seconds:g} seconds{hint('seconds')}")
    return "\n\n".join(filter(None, pages))


def _made(known: DocumentInformation) -> datetime | None:
    try:
        return known.creation_date
    except ValueError:
        return None


def read_pdf(raw: bytes, where: str, options: Options) -> Article:
    """A PDF with a text layer as an article; pages are parted by blank lines. Raises InputError."""
    import pypdf  # heavy: only for PDF
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    check_size(len(raw), options.limits.file, "file", "a PDF", where)
    try:
        reader = pypdf.PdfReader(BytesIO(raw))
        # Many a PDF forbids printing, and opens to the empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(where, "encrypted: save it without its password first")
        text = _pages(reader, where, options)
        known = reader.metadata
        title = plausible_title(known.title or "") if known else ""
        made = _made(known) if known else None
    except InputError:
        raise
    except DependencyError as error:
        raise InputError(where, "encrypted: save it without its password first") from error
    # "Broken PDF files might cause other exceptions", says the library: any of them means this file is broken.
    except Exception as error:
        raise InputError(where, f"not a PDF that can be read: {(str(error).splitlines() or [type(error).__name__])[0]}") from error
    if not text:
        raise InputError(where, "a PDF without text: its pages are pictures; recognise their text first")
    check_text(text, where, options.limits.text)
    return Article(
        text=text,
        title=title,
        published=plausible_day(made),
        path=where,
        raw_digest=digest_of(raw),
        extractor=f"pypdf {pypdf.__version__}",
    )
