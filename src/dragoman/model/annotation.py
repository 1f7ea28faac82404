"""What a person says of one event report: that it is right, where it is wrong, or that one is missing."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from dragoman.errors import UsageError

# `complete` is said of an article: nothing else is missing in it. `withdrawn` takes back what was said of the same thing.
VERDICTS = ("right", "wrong", "missing", "complete", "withdrawn")
# What of an event report is told as one line of codes, and so may be told otherwise.
CODED = ("event_type", "actor", "recipient", "status", "when", "where", "attribution", "content", "context")
NOT_AN_EVENT = "not_an_event"
# What may be wrong with an event report.
FIELDS = (*CODED, NOT_AN_EVENT)
CODER = re.compile(r"[^\W_][\w.-]{0,39}")


def _new_id() -> str:
    return f"an-{uuid.uuid4().hex[:16]}"


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One coder's verdict on an event report, on a stretch of text in which one is missing, or on a whole article.

    `fields` are those that are wrong, each with the value it should have: "" where it should have none, None where
    the coder did not tell. Of a missing event they are the codes it should have. `start` to `end` is the word that tells
    the missing act, in the title where `part` is "title". `drawn` is the order of the queue it came from, "" where it
    was chosen by hand. Raises UsageError where these do not fit each other.
    """

    coder: str
    article_id: str
    text_sha256: str
    verdict: str
    event_id: str | None = None
    run_id: str | None = None
    fields: Mapping[str, str | None] = field(default_factory=dict)
    start: int | None = None
    end: int | None = None
    part: str | None = None
    note: str = ""
    drawn: str = ""
    id: str = field(default_factory=_new_id)
    made: datetime = field(default_factory=_now)

    def __post_init__(self) -> None:
        if not CODER.fullmatch(self.coder):
            raise UsageError(
                f"{self.coder!r} does not do as a coder's label: up to 40 letters, digits, dots, dashes and underscores"
            )
        if self.verdict not in VERDICTS:
            raise UsageError(f"no verdict {self.verdict!r}; one of {', '.join(VERDICTS)}")
        if unknown := sorted(set(self.fields) - set(FIELDS)):
            raise UsageError(f"no field {unknown[0]!r}; one of {', '.join(FIELDS)}")
        if fault := self._misfit():
            raise UsageError(fault)

    def _misfit(self) -> str:
        spanned = self.start is not None or self.end is not None
        if self.verdict in ("right", "wrong") and not self.event_id:
            return f"{self.verdict}: name the event report it is said of"
        if self.verdict in ("missing", "complete") and self.event_id:
            return f"{self.verdict} is said of an article, not of an event report"
        if self.verdict == "missing" and not spanned:
            return "missing: give the stretch of text that tells the event"
        if self.verdict != "missing" and spanned and (self.event_id or self.verdict != "withdrawn"):
            return f"{self.verdict} is said of no stretch of text"
        if spanned and (self.start is None or self.end is None or not 0 <= self.start < self.end):
            return f"no stretch of text from {self.start} to {self.end}"
        if self.part not in (None, "title"):
            return f'no part {self.part!r}; "title", or none for the body'
        if self.verdict == "wrong" and not self.fields:
            return "wrong: say which field"
        if self.fields and self.verdict not in ("wrong", "missing"):
            return f"{self.verdict}: no field is wrong then"
        if NOT_AN_EVENT in self.fields and (self.verdict == "missing" or len(self.fields) > 1):
            return "what is not an event has no other field that could be wrong"
        return ""

    @property
    def thing(self) -> tuple[str, str | None, int | None, int | None, str | None]:
        """What it is said of: an event report, a stretch, or the article alone. A later word on the same replaces it."""
        return self.article_id, self.event_id, self.start, self.end, self.part

    @property
    def is_event(self) -> bool | None:
        """Whether the coder holds that there is an event; None where nothing is said of one."""
        if self.verdict in ("right", "missing"):
            return True
        return NOT_AN_EVENT not in self.fields if self.verdict == "wrong" else None


def check_label(coder: str) -> None:
    """Raise UsageError for what is no coder's label."""
    if not CODER.fullmatch(coder):
        raise UsageError(f"{coder!r} does not do as a coder's label: up to 40 letters, digits, dots, dashes and underscores")


def coded(event: Mapping[str, Any]) -> dict[str, str]:
    """Each field of an event record (`Event.record()`) that may be called wrong, as one line of codes; "" for none."""
    place, content, source = event.get("where"), event.get("content"), event["attribution"][-1]["source"]
    return {
        "event_type": event["event_type"],
        "actor": joined(party["id"] for party in event["actor"]),
        "recipient": joined(party["id"] for party in event["recipient"]),
        "status": event["status"],
        "when": _when(event.get("when") or {}),
        "where": ", ".join(filter(None, (place.get("name"), place.get("country")))) if place else "",
        "attribution": joined(source.get("actor") or ()) or source["kind"],
        "content": f"{content['event_type']} {content['status']}" if content else "",
        "context": joined(event["context"]),
    }


def joined(values: Any) -> str:
    """Codes as one line, in the order of the alphabet, each once."""
    return "; ".join(sorted({value for value in values if value}))


def _when(when: Mapping[str, Any]) -> str:
    start, end = when.get("start") or "", when.get("end") or ""
    return str(start if start == end else f"{start}/{end}")
