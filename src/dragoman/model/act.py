"""A clause that a rule took for a political act, and clauses that were set aside."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.article import Span
from dragoman.model.reading import Actor


@dataclass(frozen=True, slots=True)
class Content:
    """The act promised, demanded, refused or threatened: its type and status, and where it is told."""

    event_type: str
    status: str
    mode: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Role:
    """An actor in a role of an act: who, and the head token of the words that say so."""

    actor: Actor
    token: int


@dataclass(frozen=True, slots=True)
class Act:
    """A coded clause: type, modes, roles, status, and the rule that made it."""

    id: int
    clause: int
    event_type: str
    mode: tuple[str, ...]
    actor: tuple[Role, ...]
    recipient: tuple[Role, ...]
    trigger: Span
    rule: str
    status: str
    historical: bool
    voice: str
    cues: tuple[Span, ...] = ()
    content: Content | None = None
    shift: str = ""
    context: tuple[str, ...] = ()
    cameo: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A clause that looked like an act and was not coded, with the reason."""

    start: int
    end: int
    text: str
    reason: str
    rule: str = ""
