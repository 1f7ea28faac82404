"""An article as it reached us, and the spans that point into it."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

# A paragraph is a line, but a small letter after a line's end goes on with its sentence.
LINE = re.compile(r"(?:[^\n]|(?<=[\w,;])\n(?=[a-z]))+")
WRAPPED = re.compile(r"(?:[^\n]|(?<=[^\n])\n(?=[^\n]))+")
# Hard-wrapped lines: how long, in characters, and what share of those that another line follows.
SHORTEST, WIDEST, MOST = 45, 100, 0.8


class Span(NamedTuple):
    """A half-open stretch of Unicode code points, `text[start:end]`.

    An article's title and body are read as one text (`Article.reading`); `where` says which of the
    two a span lies in when it is written out.
    """

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Whether another span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


def normalise_text(raw: str) -> str:
    """Strip a byte-order mark and make line ends LF; nothing else is changed."""
    return raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph begins and ends: a line of its own, or of hard-wrapped text what stands between blank lines."""
    pattern = WRAPPED if _is_wrapped(text) else LINE
    for match in pattern.finditer(text):
        yield match.span()


def _is_wrapped(text: str) -> bool:
    """Whether lines end where a column does: most are of one length, and half of them end within a sentence."""
    lines = text.split("\n")
    full = [line for line, after in itertools.pairwise(lines) if line.strip() and after.strip()]
    within = sum(not line.rstrip().endswith((".", "!", "?", ":", '"', "”")) for line in full)
    return len(full) > 1 and sum(SHORTEST <= len(line) <= WIDEST for line in full) >= MOST * len(full) and 2 * within >= len(full)


@dataclass(frozen=True, slots=True)
class Article:
    """A text about world affairs with what is known of its origin.

    `text` is the body; `published` the day it appeared, or None. Offsets in everything read from it
    count code points of `text`, or of `title` where a span says so. `path` is where its bytes were found
    ("news.zip/a.html", "feed.xml#3"), `fetched` when they were taken from a live address (UTC), `raw_digest`
    their SHA-256, and `extractor` what made text of them ("trafilatura 2.3.1").
    """

    text: str
    title: str = ""
    published: date | None = None
    id: str = ""
    url: str = ""
    publisher: str = ""
    author: str = ""
    language: str = ""
    path: str = ""
    fetched: datetime | None = None
    raw_digest: str = ""
    extractor: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of title and body: what offsets are joined by."""
        return hashlib.sha256(f"{self.title}\0{self.text}".encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def key(self) -> str:
        """Its own id, else a hash of its text, publisher and address: one text in two papers is two articles."""
        if self.id:
            return self.id
        where = f"{self.digest}\0{self.publisher}\0{self.url}"
        return hashlib.sha256(where.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def reading(self) -> str:
        """Title and body as the stages read them: one text, the title a paragraph of its own."""
        return f"{self.title}\n\n{self.text}" if self.title else self.text

    @property
    def body_start(self) -> int:
        """Where the body begins in `reading`."""
        return len(self.title) + 2 if self.title else 0
