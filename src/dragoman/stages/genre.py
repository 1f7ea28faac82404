"""Tell what a piece is (report, opinion, statement, transcript) and which stretches are never coded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.model import Boilerplate, Document, Genre, Span

PARAGRAPH = re.compile(r"[^\n]+")
DATELINE = re.compile(
    r"^(?:[A-Z][A-Z'.\-]+(?: [A-Z][A-Z'.\-]+)*)(?:,? [A-Z][\w.]+)*(?:,? \d{1,2})?(?: \([^)]{2,40}\))? ?(?:—|–|--|-) "
)
BYLINE = re.compile(r"^(?:By|BY) [A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,4}(?:,.*| and .*)?$")
SHARE = re.compile(
    r"^(?:read more|see also|related|share this|follow us|sign up|subscribe|advertisement|photo|image|file photo|caption"
    r"|copyright|©|all rights reserved|editing by|reporting by|\(?reporting by)\b",
    re.I,
)
BIO = re.compile(
    r"^(?:(?:The (?:author|writer)|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Prof(?:essor|\.)?|[A-Z][\w.'-]+ [A-Z][\w.'-]+)[^.]{0,80}?) (?:is|was|has been|serves as|teaches|works)\b"
    r".{0,140}?\b(?:analyst|expert|professor|lecturer|fellow|writer|author|columnist|journalist|researcher|scholar|commentator|contributor|editor|poet|correspondent|student)\b"
)
VIEWS = re.compile(r"^(?:the views expressed|views expressed|this article reflects|disclaimer|note:|about the author)", re.I)
TURN = re.compile(r"^(?:Q|A|QUESTION|ANSWER|MODERATOR|SPOKESPERSON|MR\.? [A-Z]+|MS\.? [A-Z]+|[A-Z][A-Z .'-]{2,30})(?::|\.) ")
STATEMENT = re.compile(
    r"\b(?:joint (?:statement|communiqu[ée]|declaration)|we, the (?:leaders|heads|ministers)|press statement"
    r"|the (?:ministers|leaders|members|parties|two sides|sides|participants) (?:welcomed|reaffirmed|reiterated|agreed|underlined|stressed|expressed|urge|condemn|reiterate))",
    re.I,
)
OPINION = re.compile(
    r"\b(?:should|must|ought to|arguably|in my view|I believe|I think|it is time|make no mistake|testament to|highlight(?:s|ing)? a stark"
    r"|clearly|undeniabl[ey]|of course|unfortunately|sadly|so-called|aggressive|hypocri\w+|shared vision|rich in symbolism|the truth is|the question is)\b",
    re.I,
)
REPORT = re.compile(r"\b(?:said|told reporters|told|according to|reported|announced|officials said)\b")
# Words of judgement per 100 words above which a piece without a majority of reported speech is opinion:
# the shipped opinion example has 1.5, the wire report 0.2.
OPINION_RATE = 0.7


class Piece(NamedTuple):
    """What kind of piece a text is, and its boilerplate."""

    genre: Genre
    boilerplate: tuple[Boilerplate, ...]


def _paragraphs(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match.group()) for match in PARAGRAPH.finditer(text)]


def _boilerplate(paragraphs: list[tuple[int, str]]) -> Iterator[Boilerplate]:
    for number, (start, text) in enumerate(paragraphs):
        whole = (start, start + len(text))
        stripped = text.strip()
        if number < 4:
            dateline = DATELINE.match(text)
            if dateline:
                yield Boilerplate(start, start + dateline.end(), "dateline")
                continue
            if BYLINE.match(stripped):
                yield Boilerplate(*whole, "byline")
                continue
        if SHARE.match(stripped) and len(stripped) < 200:
            yield Boilerplate(*whole, "share line")
        elif VIEWS.match(stripped) and len(stripped) < 400:
            yield Boilerplate(*whole, "disclaimer")
        elif number and number >= len(paragraphs) - 2 and BIO.match(stripped):
            yield Boilerplate(*whole, "bio")


def _spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in pattern.finditer(text))


def find_genre(doc: Document) -> Piece:
    """Return the genre with the cues that say so, and the stretches that are never coded."""
    text = doc.text
    paragraphs = _paragraphs(text)
    boilerplate = tuple(_boilerplate(paragraphs))
    turns = tuple(Span(start, start + 1) for start, line in paragraphs if TURN.match(line))
    if len(turns) >= 3:
        return Piece(Genre("transcript", None, turns), boilerplate)
    words = max(1, text.count(" "))
    statements = _spans(STATEMENT, text)
    opinions = _spans(OPINION, text)
    reports = _spans(REPORT, text)
    numbered = sum(1 for _, line in paragraphs if re.match(r"\d{1,2}[.)]\s", line))
    if len(statements) >= 3 or (statements and numbered >= 3):
        if len(reports) <= len(statements) + 2 and statements[0].start < 600:
            return Piece(Genre("statement", None, statements), boilerplate)
    bio = any(item.kind in ("bio", "disclaimer") for item in boilerplate)
    if words >= 60 and (bio or 100 * len(opinions) / words > OPINION_RATE) and len(opinions) >= len(reports) // 2:
        return Piece(Genre("opinion", None, opinions), boilerplate)
    return Piece(Genre("report", None, reports), boilerplate)
