"""Which news agency a text credits: evidence that two papers print one wire's story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dragoman.model import Article

# Where a credit stands: a paper's dateline or first lines, and its foot.
HEAD, FOOT = 300, 250
# "(Reuters)", "LAGOS, May 3 (AFP) -", "— AP", "Source: Xinhua", "© AFP 2024", "With reporting by AP".
CREDITS = (
    re.compile(r"[(\[]([^()\[\]\n]{2,40})[)\]]"),
    re.compile(
        r"(?:[-–—]|©|\(c\)|[Ss]ource:|[Rr]eporting by|[Ff]rom|[Ww]ith)\s*([A-Z][\w' /-]{1,40}?)(?=[\s.,;)]*(?:\d{4}\b|$))", re.M
    ),
)
SEPARATORS = re.compile(r"\s*(?:/|,|;|&|\band\b|\bvia\b)\s*")


def _named(article: Article) -> Iterator[str]:
    yield article.author
    yield article.publisher
    text = article.text
    for part in (text[:HEAD], text[-FOOT:] if len(text) > HEAD else ""):
        for pattern in CREDITS:
            yield from (match[1] for match in pattern.finditer(part))


def find_agency(article: Article, agencies: Mapping[str, str]) -> str:
    """The id of the first agency that byline, dateline or foot credits, or "".

    `agencies` leads from a name in small letters to an id. A name told in the running text is no credit.
    """
    for named in _named(article):
        for name in SEPARATORS.split(named):
            found = agencies.get(" ".join(name.lower().split()))
            if found is not None:
                return found
    return ""
