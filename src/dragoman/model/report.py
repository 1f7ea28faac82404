"""Events as they leave the record for other formats, and as other coders' files bring theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dragoman.model.article import Article


@dataclass(frozen=True, slots=True)
class Report:
    """One event report of the record: the event, the article it was read in, and what it was linked to.

    `event` is `Event.record()`; `article` has an empty text where the store keeps none, so `text_sha256`
    stands beside it. `origin` and `incident` are "" until linked.
    """

    event: Mapping[str, Any]
    article: Article
    text_sha256: str
    run: str = ""
    origin: str = ""
    incident: str = ""


@dataclass(frozen=True, slots=True)
class ForeignParty:
    """A side of an event as another coder has it: its name and code there, and country and sectors in ours."""

    name: str = ""
    code: str = ""
    country: str = ""
    sector: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignEvent:
    """An event of another coder's file, kept under that coder's name and never counted among ours.

    `unit` is "report" (a coded mention in a text) or "incident" (adjudicated from many sources); `code` and
    `codebook` are as the file has them, `event_type` and `mode` PLOVER's by our crosswalk or "" where it has none.
    `score` is on `scale` ("goldstein", "plover") and on no other. `raw` is the row as it was, without other people's
    prose (notes, headlines) unless that was asked for. Several actors of a side are one party, its values joined by "; ".
    """

    coder: str
    id: str
    unit: str
    directed: bool
    start: date | None
    end: date | None
    actor: ForeignParty
    recipient: ForeignParty
    code: str
    codebook: str
    event_type: str = ""
    mode: str = ""
    quad: int | None = None
    score: float | None = None
    scale: str = ""
    place: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: str = ""
    fatalities_low: int | None = None
    fatalities: int | None = None
    fatalities_high: int | None = None
    reports: int | None = None
    url: str = ""
    publisher: str = ""
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ForeignMention:
    """One article's telling of an event in another coder's file: `event` is that event's id there.

    It is no event and never counted as one; `published` is when the coder saw the article.
    """

    coder: str
    event: str
    published: date | None
    url: str = ""
    publisher: str = ""
    sentence: int | None = None
    confidence: int | None = None
    raw: Mapping[str, str] = field(default_factory=dict)
