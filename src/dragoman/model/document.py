"""A text on its way to the record: the article and the layers read from it so far."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.model.article import Article, Span

if TYPE_CHECKING:
    from dragoman.model.act import Act, SetAside
    from dragoman.model.event import Event
    from dragoman.model.reading import (
        Actor,
        Attribution,
        Clause,
        Judgement,
        Mention,
        Modality,
        NameHit,
        Place,
        Quantity,
        When,
    )


class Token(NamedTuple):
    """A word as parsed: `text[start:end]`, its lemma, tag, part of speech, and its head.

    A known name of several words is one token; `name` is then its index in `Document.names`, else -1.
    `head` is the index of the governing token in the document; a root is its own head.
    """

    i: int
    text: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    start: int
    end: int
    name: int = -1


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its characters and its tokens, both half-open."""

    index: int
    start: int
    end: int
    first: int
    last: int


class Boilerplate(NamedTuple):
    """A stretch that is never coded, and why: byline, dateline, bio, caption, share line."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Genre:
    """What the piece is: report, opinion, statement or transcript, with the cues that say so."""

    kind: str = "report"
    confidence: float | None = None
    cues: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An article and what each stage found in it. Layers are filled by the pipeline, in order.

    `speaker` is the government whose own text this is ("we"), by its publisher; else None.

    Every offset in a layer counts code points of `text`, which is `article.reading`.
    """

    id: str
    article: Article
    text: str
    published: date | None = None
    dated_by: str = ""
    names: tuple[NameHit, ...] | None = None
    sentences: tuple[Sentence, ...] | None = None
    tokens: tuple[Token, ...] = field(default=(), repr=False)
    children: tuple[tuple[int, ...], ...] = field(default=(), repr=False)
    genre: Genre | None = None
    boilerplate: tuple[Boilerplate, ...] = ()
    times: tuple[When, ...] | None = None
    mentions: tuple[Mention, ...] | None = None
    heads: dict[int, int] = field(default_factory=dict, repr=False)
    actors: dict[int, tuple[Actor, ...]] | None = None
    speaker: Actor | None = None
    references: dict[int, tuple[int, ...]] | None = None
    clauses: tuple[Clause, ...] | None = None
    act_nouns: frozenset[int] = field(default=frozenset(), repr=False)
    attributions: tuple[Attribution, ...] | None = None
    modality: tuple[Modality, ...] | None = None
    quantities: tuple[Quantity, ...] | None = None
    acts: tuple[Act, ...] | None = None
    set_aside: tuple[SetAside, ...] = ()
    unread: tuple[tuple[str, int], ...] = ()
    places: dict[int, Place] | None = None
    contexts: dict[int, tuple[str, ...]] | None = None
    repeats: dict[int, int] | None = None
    stance: tuple[Judgement, ...] | None = None
    events: tuple[Event, ...] | None = None

    def actors_at(self, token: int) -> tuple[Actor, ...]:
        """The actors that the mention headed by a token stands for; empty where it names none."""
        mention = self.heads.get(token)
        if mention is None or self.actors is None:
            return ()
        own = self.actors.get(mention, ())
        if any(actor.country for actor in own):
            return own
        found: tuple[Actor, ...] = ()
        for other in (self.references or {}).get(mention, ()):
            found += self.actors.get(other, ())
        return found or own

    def cite(self, start: int, end: int) -> dict[str, Any]:
        """A stretch as it is written out: offsets count in the body, or in the title, which then says so."""
        body = self.article.body_start
        text = self.text[start:end]
        if start < body:
            return {"start": start, "end": end, "text": text, "in": "title"}
        return {"start": start - body, "end": end - body, "text": text}

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds a character, or None between sentences."""
        sentences = self.sentences or ()
        index = bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1
        return sentences[index] if index >= 0 and offset < sentences[index].end else None
