"""What must hold between data files; each finding names the file, the thing and the next step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from dragoman.knowledge.files import near

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge
    from dragoman.knowledge.actors import Entry, Term
    from dragoman.knowledge.lexicon import Rule


# Kinds of names that must be one actor's on a day; places and persons share names by nature.
OWNING = frozenset({"state", "organisation", "group", "body", "seat", "capital", "label"})


def _unknown(where: str, what: str, value: str, known: Iterable[str]) -> Iterator[str]:
    if value not in known:
        yield f"{where}: no {what} {value}{near(value, known)}"


def _check_ontology(knowledge: Knowledge) -> Iterator[str]:
    ontology = knowledge.ontology
    for row in ontology.cameo.values():
        where = f"data/ontology/cameo.csv: code {row.code}"
        if row.type:
            yield from _unknown(where, "event type", row.type, ontology.types)
            if row.mode and row.type in ontology.types and not ontology.mode(row.type, row.mode):
                yield f"{where}: {row.type} has no mode {row.mode}"
        for context in row.context:
            yield from _unknown(where, "context", context, ontology.contexts)
    for way in ontology.ways:
        where = f"data/ontology/plover_to_cameo.csv: {way.type} {way.mode}"
        yield from _unknown(where, "event type", way.type, ontology.types)
        yield from _unknown(where, "CAMEO code", way.cameo, ontology.cameo)
    for kind in ontology.families:
        yield from _unknown("data/ontology/families.csv", "event type", kind, ontology.types)
    for event_type in ontology.types.values():
        for mode in ("", *(item.id for item in event_type.mode)):
            if (event_type.id, mode) not in ontology.best_cameo:
                yield f"data/ontology/plover_to_cameo.csv: {event_type.id} {mode}: no CAMEO code; add a row of rank 1"


def _check_foreign(knowledge: Knowledge) -> Iterator[str]:
    ontology = knowledge.ontology
    countries = {*knowledge.actors.states, *ontology.international}
    for (form, field, _), row in ontology.foreign.items():
        where = f"data/ontology/foreign.csv: {form} {field} {row.theirs}"
        if row.type:
            yield from _unknown(where, "event type", row.type, ontology.types)
        if row.mode and not (row.type in ontology.types and ontology.mode(row.type, row.mode)):
            yield f"{where}: {row.type or 'no type'} has no mode {row.mode}"
        if row.sector:
            yield from _unknown(where, "sector", row.sector, ontology.sectors)
        if row.country:
            yield from _unknown(where, "country", row.country, countries)


def _check_actors(knowledge: Knowledge) -> Iterator[str]:
    actors, sectors = knowledge.actors, knowledge.ontology.sectors
    owners = {*actors.states, *actors.organisations, *actors.groups}
    for agency in sorted(knowledge.agencies):
        yield from _unknown("data/outlets/agencies.csv", "organisation", agency, actors.organisations)
    for entry in actors.entries:
        for sector in entry.sector:
            yield from _unknown(f"data/actors: {entry.id}, name {entry.text}", "sector", sector, sectors)
    for person in actors.persons.values():
        for term in person.terms:
            where = f"data/actors/holders: {person.name}, {term.title}"
            yield from _unknown(where, "state or organisation", term.state, owners)
            if term.start and term.end and term.end < term.start:
                yield f"{where}: ends {term.end}, before it starts {term.start}; swap or mend them"
    for organisation in actors.organisations.values():
        where = f"data/actors/organisations: {organisation.id}"
        for member in organisation.members:
            yield from _unknown(where, "member state", member.state, owners)
        if organisation.parent:
            yield from _unknown(where, "parent organisation", organisation.parent, actors.organisations)
    for entry in actors.entries:
        if entry.kind == "group" and entry.country not in knowledge.ontology.international:
            yield from _unknown(f"data/actors/groups: {entry.id}", "state", entry.country, actors.states)
    for state in actors.states.values():
        for other in (*state.predecessors, *state.successors, *filter(None, [state.folds_into])):
            yield from _unknown(f"data/actors/states/{state.id}.toml", "state", other, actors.states)


def _overlaps(first: Entry | Term, second: Entry | Term) -> bool:
    """Whether two stretches of time share a day."""
    starts = max(first.start or date.min, second.start or date.min)
    return starts < min(first.end or date.max, second.end or date.max)


def _check_names(knowledge: Knowledge) -> Iterator[str]:
    """No name means two actors of two countries on one day, unless it is listed as ambiguous."""
    actors = knowledge.actors
    for name, indexes in actors.by_name.items():
        sure = [entry for index in indexes if (entry := actors.entries[index]).kind in OWNING and not entry.ambiguous]
        for first, second in combinations(sure, 2):
            if first.country != second.country and _overlaps(first, second):
                yield f"data/actors: name {name!r} means {first.id} and {second.id} on one day; mark it ambiguous in one of them"


def _check_terms(knowledge: Knowledge) -> Iterator[str]:
    """No person holds one office twice at once."""
    for person in knowledge.actors.persons.values():
        for first, second in combinations(person.terms, 2):
            same = (first.state, first.role, first.title) == (second.state, second.role, second.title)
            if same and _overlaps(first, second):
                yield f"data/actors/holders: {person.name}, {first.title}: terms from {first.start} and {second.start} overlap; mend one"


def _check_rule(rule: Rule, knowledge: Knowledge) -> Iterator[str]:
    ontology = knowledge.ontology
    where = f"data/lexicon/en/{rule.event}.toml: rule {rule.id}"
    yield from _unknown(where, "event type", rule.event, ontology.types)
    if rule.event in ontology.types:
        for mode in rule.mode:
            if not ontology.mode(rule.event, mode):
                yield f"{where}: {rule.event} has no mode {mode}{near(mode, [m.id for m in ontology.types[rule.event].mode])}"
        for content, mode in rule.row.content_mode.items():
            yield from _unknown(where, "event type", content.split("/")[0], {*ontology.types, "*"})
            if not ontology.mode(rule.event, mode):
                yield f"{where}: {rule.event} has no mode {mode}"
    for context in rule.row.context:
        yield from _unknown(where, "context", context, ontology.contexts)
    if not (rule.verbs or rule.nouns or rule.adjectives):
        yield f"{where}: matches no word; give verbs, nouns or adjectives"
    for words in (rule.row.objects, *rule.row.tells.values(), *rule.row.unless.values()):
        for word in words:
            if word.startswith("@"):
                yield from _unknown(where, "word list", word[1:], knowledge.lexicon.lists)


def _check_lexicon(knowledge: Knowledge) -> Iterator[str]:
    seen: dict[tuple[object, ...], Rule] = {}
    for rule in knowledge.lexicon.rules.values():
        yield from _check_rule(rule, knowledge)
        for kind, words in (("verb", rule.verbs), ("noun", rule.nouns), ("adjective", rule.adjectives)):
            for word in words:
                pattern = (kind, word, rule.objects, rule.tells, rule.unless, rule.passive, rule.row.content_types)
                other = seen.setdefault(pattern, rule)
                if other is not rule and (other.event, other.mode) != (rule.event, rule.mode):
                    yield (
                        f"data/lexicon/en/{rule.event}.toml: rule {rule.id}: {kind} {word!r} is also rule {other.id}'s "
                        f"({other.event}) with the same conditions; tell them apart by objects, tells or unless"
                    )
    for event, pairs in knowledge.lexicon.modes.items():
        for mode, _ in pairs:
            if event not in knowledge.ontology.types or not knowledge.ontology.mode(event, mode):
                yield f"data/lexicon/en/modes.toml: {event} has no mode {mode}"
    for found in knowledge.lexicon.contexts.values():
        for _, code in found:
            yield from _unknown("data/lexicon/en/contexts.toml", "context", code, knowledge.ontology.contexts)


def check_all(knowledge: Knowledge) -> list[str]:
    """Every contradiction between the data files, sorted; empty when they agree."""
    found = {
        *_check_ontology(knowledge),
        *_check_foreign(knowledge),
        *_check_actors(knowledge),
        *_check_names(knowledge),
        *_check_terms(knowledge),
        *_check_lexicon(knowledge),
    }
    return sorted(found)
