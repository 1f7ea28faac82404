"""The event record: one row of who did what to whom, when, where, according to whom."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient of an event and the words that name it."""

    id: str
    name: str
    country: str
    sector: tuple[str, ...]
    text: str
    start: int | None
    end: int | None
    via: str
    stale: bool = False
    where: str = "body"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One coded event report. Fields are those of the record described in docs/concepts/events.md."""

    id: str
    document_id: str
    sentence: dict[str, Any]
    event_type: str
    mode: tuple[str, ...]
    context: tuple[str, ...]
    quad: int
    score: float | None
    cameo: str
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    trigger: dict[str, Any]
    status: str
    historical: bool
    voice: str
    happened: bool
    content: dict[str, Any] | None
    attribution: tuple[dict[str, Any], ...]
    when: dict[str, Any] | None
    where: dict[str, Any] | None
    quantity: tuple[dict[str, Any], ...]
    aggregate: dict[str, Any] | None
    same_as: str | None
    confidence: float | None
    rule: str
    shift: str
    cues: tuple[dict[str, Any], ...]
    codebook: str
    coder: str

    @property
    def counts(self) -> bool:
        """Whether a default count takes it: it happened, and the text names who did it."""
        return self.happened and not any(party.via == "implicit" for party in self.actor)

    def record(self) -> dict[str, Any]:
        """The event as plain values for JSON: field names as in docs/concepts/events.md, nothing left out."""
        return asdict(self)
