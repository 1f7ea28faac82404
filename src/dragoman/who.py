"""Answer who a name, a title or any actor phrase stands for on a day, with source and alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from dragoman.grammar.subjects import subject
from dragoman.knowledge import Entry, Knowledge, Person, Term
from dragoman.knowledge.spelling import fold
from dragoman.model import Actor, Article, Document
from dragoman.stages.actors import resolve_entry

# A phrase is read as the subject of a plain sentence, so that its head is found by grammar.
CARRIER = "{} acted."


@dataclass(frozen=True, slots=True)
class Answer:
    """One candidate, best first: who, with the offices held on the day, the source, and why it matched."""

    id: str
    name: str
    country: str
    sector: tuple[str, ...]
    wikidata: str | None
    offices: tuple[dict[str, Any], ...]
    source: str
    checked: bool | None
    stale: bool
    why: str

    def record(self) -> dict[str, Any]:
        """The answer as plain values for JSON."""
        return asdict(self)


def _office(term: Term) -> dict[str, Any]:
    return {
        "title": term.title,
        "of": term.state,
        "start": term.start and term.start.isoformat(),
        "end": term.end and term.end.isoformat(),
        "source": term.source,
        "checked": term.checked,
    }


def offices(person: Person, on: date | None) -> tuple[dict[str, Any], ...]:
    """The offices a person held on a day, or all where no day is asked for."""
    return tuple(_office(term) for term in person.terms if term.holds(on))


def _answer(actor: Actor, knowledge: Knowledge, on: date | None, source: str = "", checked: bool | None = None) -> Answer:
    person = knowledge.actors.persons.get(actor.id)
    if person is not None and not source:
        term, _ = person.office(on)
        term = term or person.terms[-1]
        source, checked = term.source, term.checked
    if not source:
        known = (
            knowledge.actors.states.get(actor.id.split(".")[0])
            or knowledge.actors.organisations.get(actor.id)
            or knowledge.actors.groups.get(actor.id)
        )
        source, checked = (known.source, known.checked) if known is not None else ("composed", None)
    held = offices(person, on) if person is not None else ()
    return Answer(actor.id, actor.name, actor.country, actor.sector, None, held, source, checked, actor.stale, actor.why)


def _head(doc: Document) -> int | None:
    """The head of the phrase: the subject of the carrier's verb, else the mention that spans most."""
    root = next((token for token in doc.tokens if token.head == token.i and token.pos in ("VERB", "AUX")), None)
    if root is not None:
        found = subject(doc, root.i)
        if found is not None and doc.actors_at(found):
            return found
    widest = sorted(doc.mentions or (), key=lambda mention: (mention.start - mention.end, mention.start))
    return next((mention.head for mention in widest if doc.actors_at(mention.head)), None)


def _composed(phrase: str, on: date | None, knowledge: Knowledge) -> tuple[Actor, ...]:
    from dragoman.pipeline import read_articles  # heavy: only for phrases

    doc = next(read_articles([Article(CARRIER.format(phrase), published=on)], knowledge))
    head = _head(doc)
    return doc.actors_at(head) if head is not None else ()


def _bearers(phrase: str, knowledge: Knowledge) -> Iterator[Entry]:
    name = fold(phrase).removeprefix("the ").removeprefix("The ")
    for index in knowledge.actors.by_name.get(name, ()):
        yield knowledge.actors.entries[index]


def named(name: str, knowledge: Knowledge, on: date | None = None) -> list[Answer]:
    """All who bear a name, those who bear it or are in office on the day before others; in other capitals where none bears it so.

    Nothing is read, so it takes no time.
    """
    name = " ".join(name.split())
    entries = list(_bearers(name, knowledge)) or [
        knowledge.actors.entries[index]
        for key, found in knowledge.actors.by_name.items()
        if len(key) == len(name) and key.lower() == name.lower()
        for index in found
    ]
    bearers = [(entry, resolve_entry(entry, knowledge.actors, on)) for entry in entries]
    return _once(
        _answer(actor, knowledge, on, "" if actor.id in knowledge.actors.persons else entry.source, entry.checked)
        for entry, actor in sorted(bearers, key=lambda pair: pair[1].stale)
    )


def who(phrase: str, knowledge: Knowledge, on: date | None = None) -> list[Answer]:
    """All who a phrase may stand for on a day, the likeliest first; empty where nobody is known by it.

    The phrase is read as in a text of that day; then come all who bear it as a name.
    """
    phrase = " ".join(phrase.split())
    found = [_answer(actor, knowledge, on) for actor in _composed(phrase, on, knowledge)]
    return _once([*found, *named(phrase, knowledge, on)])


def _once(found: Iterable[Answer]) -> list[Answer]:
    kept: dict[tuple[str, tuple[str, ...]], Answer] = {}
    for answer in found:
        kept.setdefault((answer.id, answer.sector), answer)
    return list(kept.values())


def members(organisation: str, knowledge: Knowledge, on: date | None) -> Iterator[dict[str, Any]]:
    """An organisation's members on a day, each with its status and since when."""
    for member in knowledge.actors.organisations[organisation].members:
        start, end = member.span
        if on is None or ((start is None or start <= on) and (end is None or on < end)):
            name = knowledge.actors.country_name(member.state)
            yield {"state": member.state, "name": name, "status": member.status, "start": member.start, "end": member.end}
