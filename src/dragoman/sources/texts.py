"""Turn bytes into an article's text, or say in one line why they are none."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from email.utils import parsedate_to_datetime

from dragoman.errors import InputError
from dragoman.model.article import normalise_text

MAGIC = {
    b"%PDF": "a PDF, not text; name it .pdf to have it read",
    b"PK\x03\x04": "a ZIP archive or an office document, not text; name it .zip or .docx to have it read",
    b"\x89PNG": "a PNG picture, not text",
    b"\xff\xd8\xff": "a JPEG picture, not text",
    b"GIF8": "a GIF picture, not text",
    b"\x1f\x8b": "a gzip archive, not text; name it .gz to have it read",
    b"BZh": "a bzip2 archive, not text; name it .bz2 to have it read",
    b"\xfd7zXZ\0": "an xz archive, not text; name it .xz to have it read",
    b"7z\xbc\xaf": "a 7z archive, not text; unpack it first",
    b"PAR1": "a Parquet table, not text; name it .parquet to have it read",
    b"\xd0\xcf\x11\xe0": "an old office document (.doc), not text; save it as .docx",
    b"\x7fELF": "a program, not text",
    b"{\\rtf": "an RTF document, not text; save it as .docx",
}
# The most frequent words of English running text: together some 40 % of it, under 10 % of a text in
# another language (measured on examples/ and on the first paragraph of the Universal Declaration of
# Human Rights in French, Spanish, German, Italian and Dutch, as remembered).
FUNCTION_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "that",
        "is",
        "was",
        "for",
        "on",
        "with",
        "as",
        "by",
        "at",
        "from",
        "it",
        "he",
        "his",
        "be",
        "are",
        "have",
        "has",
        "had",
        "not",
        "this",
        "but",
        "an",
        "were",
        "which",
        "their",
        "they",
        "will",
        "its",
        "said",
        "or",
        "who",
        "been",
        "more",
        "would",
        "after",
        "about",
        "than",
        "also",
    ]
)
ENGLISH_SHARE = 0.18
# Below this many words a share says nothing; a short text is read as English.
ENOUGH_WORDS = 25
WORD = re.compile(r"[^\W\d_]+")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|[T\s])")
# Whom a letter was sent to, and by which hand, is nobody's business: addresses are not kept.
MAIL_ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:$|[-_\s,])")


def decode(raw: bytes, where: str, encoding: str = "") -> str:
    """Bytes as text: UTF-8 (or as a byte-order mark says), or `encoding` where the user gives one.

    Raises InputError for what is no text.
    """
    for magic, kind in MAGIC.items():
        if raw.startswith(magic):
            raise InputError(where, f"this is {kind}")
    if not encoding:
        encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            where, f"not {error.encoding} text (byte 0x{raw[error.start]:02x} at {error.start}); give --encoding, such as cp1252"
        ) from error
    except LookupError as error:
        raise InputError(where, f"no encoding {encoding!r} is known") from error
    if "\0" in text:
        raise InputError(where, "holds NUL bytes: a binary file, not text")
    return normalise_text(text)


def read_date(value: str, where: str) -> date | None:
    """An ISO day, or None for the empty text; a longer time stamp is cut to its day. Raises InputError."""
    if not value:
        return None
    found = ISO_DATE.match(value.strip())
    try:
        return date.fromisoformat(found.group() if found else value.strip())
    except ValueError as error:
        raise InputError(where, f"no date {value!r}; write a day that exists, such as 2024-05-18") from error


def written_day(value: str) -> date | None:
    """The day as a feed, letter or page writes it, in its own time zone; None where it writes none that exists."""
    if found := ISO_DATE.match(value.strip()):
        value = found.group()
    try:
        return date.fromisoformat(value.strip()) if found else parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def language_of(value: str) -> str:
    """The language of a tag: "en" of "en-GB"."""
    found = LANGUAGE.match(value)
    return found.group(1).lower() if found else ""


def digest_of(raw: bytes) -> str:
    """SHA-256 of the bytes an article came from."""
    return hashlib.sha256(raw).hexdigest()


HALF = re.compile("[\ud800-\udfff]")


def check_text(text: str, where: str, longest: int) -> None:
    """Refuse a text that cannot be read as an English article. Raises InputError."""
    if not text.strip():
        raise InputError(where, "empty: no text to read")
    if "\0" in text:
        raise InputError(where, "holds NUL characters: no text")
    if HALF.search(text):
        raise InputError(where, "half a character (a lone surrogate) in the text")
    if len(text) > longest:
        raise InputError(where, f"{len(text):,} characters in one text; the limit is {longest:,} (--max-chars raises it)")
    words = [word.lower() for word in WORD.findall(text[:20_000])]
    if not words:
        raise InputError(where, "no words to read")
    if len(words) >= ENOUGH_WORDS:
        share = sum(word in FUNCTION_WORDS for word in words) / len(words)
        if share < ENGLISH_SHARE and not _is_headings(text):
            raise InputError(where, "not English, by its commonest words; dragoman reads English")
    if _is_headings(text):
        raise InputError(where, "only headings: no sentence to read")


def _is_headings(text: str) -> bool:
    """Whether no line ends like a sentence and none is as long as one; a single line is a sentence."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return len(lines) > 2 and all(len(line) < 80 and line[-1] not in ".!?\"”’'):;" for line in lines)
