"""What the stages find in a text before it becomes events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dragoman.model.article import Span


class NameHit(NamedTuple):
    """A known name in the raw text: `text[start:end]`, and the entries of the gazetteer that bear it."""

    start: int
    end: int
    kind: str
    entries: tuple[int, ...]


class Actor(NamedTuple):
    """Who a mention stands for: country code, sectors, and how this was found.

    `id` is a code of ours ("RUS", "RUS.vladimir-putin", "NATO", "IRQ.REB"); `country` a three-letter
    code, an international code (IGO, NGO …) or "" where the text leaves it open.
    `via` tells the way: name, title, noun, owner, place, reference, label, publisher, implicit; assumed where
    a title's country is only the one the text is about, bare where a noun names nobody by itself.
    """

    id: str
    name: str
    country: str
    sector: tuple[str, ...] = ()
    via: str = "name"
    stale: bool = False
    why: str = ""


class Candidate(NamedTuple):
    """One answer to "who is this?", with the reason it matched."""

    actor: Actor
    why: str
    source: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that names an actor or a place, `text[start:end]`, headed by token `head`.

    `kind` is person, organisation, group, state, place, nationality, noun or pronoun.
    """

    id: int
    start: int
    end: int
    head: int
    kind: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate and who fills its roles.

    `head` is the predicate's token; `kind` verb, noun or adjective; `lemma` carries a particle
    ("carry out"). `roles` maps agent, patient, dative and prepositions to head tokens, voice
    normalised. `parent` is the clause it is embedded in and `link` how (content, purpose, condition,
    relative, adverbial, conjunct, manner). `support` is the verb a noun leans on ("launched" an attack).
    """

    id: int
    head: int
    kind: str
    lemma: str
    sentence: int
    roles: dict[str, tuple[int, ...]]
    passive: bool = False
    parent: int | None = None
    link: str = "root"
    mark: str = ""
    support: int | None = None

    @property
    def carrier(self) -> int:
        """The token that carries tense and adverbs: the verb a noun leans on, else the predicate itself."""
        return self.head if self.support is None else self.support


@dataclass(frozen=True, slots=True)
class Source:
    """Who says: the author, an actor (by token), or a kind of source (officials, a document, unnamed)."""

    kind: str
    start: int | None = None
    end: int | None = None
    token: int | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source says a content: three spans, the cue's lemma and strength, and the link it nests in."""

    id: int
    source: Source
    cue: Span
    content: tuple[Span, ...]
    lemma: str
    strength: str
    parent: int | None = None
    clause: int | None = None

    @property
    def paper(self) -> Span | None:
        """The words that name the paper which is the source, where it is one; it answers for those too."""
        source = self.source
        if source.kind != "document" or source.start is None or source.end is None:
            return None
        return Span(source.start, source.end)


@dataclass(frozen=True, slots=True)
class Modality:
    """How a clause stands to fact: one for each clause, in the clauses' order.

    `status` is actual, ongoing, habitual, future, hypothetical or negated; `ahead` whether the clause lies
    ahead of the text, whatever its status ("may attack", "will not meet"); `deontic` marks what
    somebody must or should do; `voice` is opinion for what exists only in the writer's judgement.
    """

    clause: int
    status: str
    polarity: str = "positive"
    modality: str = "asserted"
    certainty: str = "certain"
    ahead: bool = False
    tense: str = "past"
    aspect: str = ""
    deontic: bool = False
    historical: bool = False
    voice: str = "report"
    cues: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A time expression: TIMEX3 `type` and `value`, and the interval of days it stands for.

    `start` and `end` are inclusive days or None where open; `precision` is day, week, month, season,
    quarter, year, decade, century or open.
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    first: date | None = None
    last: date | None = None
    precision: str = ""
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: people, dead, wounded, arrested, money, weapons, events; bounds inclusive."""

    start: int
    end: int
    kind: str
    minimum: float | None
    maximum: float | None
    unit: str = ""
    token: int = -1


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a place's name, state, precision (point, town, province, country) and coordinates."""

    name: str
    country: str
    precision: str
    start: int
    end: int
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A word of judgement on an actor: its span, the target's words and actors, and who holds it.

    `polarity` is −1 or 1; `strength` 1 (plain), 2 (strong) or 3 (extreme), as the lexicon grades the word.
    """

    start: int
    end: int
    target: Span
    actors: tuple[Actor, ...]
    polarity: int
    strength: int
    holder: Source
    cue: str
