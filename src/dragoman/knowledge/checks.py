"""What must hold between rows; each finding names the file, the row, the thing and the next step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import get_args

from dragoman.knowledge.actors import Entry, names_of
from dragoman.knowledge.files import OURS, Placed, near
from dragoman.knowledge.lexicon import Lexicon, Rule
from dragoman.knowledge.ontology import Ontology
from dragoman.knowledge.schemas import (
    Agency,
    Cameo,
    CameoWay,
    ContextWords,
    Family,
    Foreign,
    Group,
    Holder,
    ModeWords,
    Office,
    Organisation,
    PlaceRow,
    Row,
    RuleRow,
    SectorNoun,
    Shift,
    State,
    Telling,
    first_day,
)
from dragoman.knowledge.spelling import fold
from dragoman.knowledge.tables import LEXICON, PLACES, Tables

# Kinds of names that must be one actor's on a day; places and persons share names by nature.
OWNING = frozenset({"state", "organisation", "group", "body", "seat", "capital", "label"})
Somebody = Placed[State] | Placed[Organisation] | Placed[Group]
PARTIES = ("actor", "recipient")
ROLES = frozenset(get_args(Holder.model_fields["role"].annotation))


class _Checks:
    """The rows, and the ids that a row may refer to."""

    def __init__(self, tables: Tables, ontology: Ontology, lexicon: Lexicon) -> None:
        self.tables = tables
        self.ontology = ontology
        self.lexicon = lexicon
        self.actors: tuple[Somebody, ...] = (*tables.placed(State), *tables.placed(Organisation), *tables.placed(Group))
        self.states = {row.id for row in tables.rows(State)} | tables.promised
        self.organisations = {row.id for row in tables.rows(Organisation)} | tables.promised
        self.codes = {fold(row.name): row.id for row in tables.rows(State)}
        self.owners = self.states | self.organisations | {row.id for row in tables.rows(Group)}

    def _no_state(self, where: str, what: str, value: str, known: Collection[str]) -> Iterator[str]:
        """As `_unknown`; of a state by its name, the code is told."""
        code = self.codes.get(fold(value))
        return iter([f"{where}: no {what} {value}; did you mean {code}?"]) if code else _unknown(where, what, value, known)

    # -- the codebook

    def in_ontology(self) -> Iterator[str]:
        ontology = self.ontology
        for cameo in self.tables.placed(Cameo):
            where = cameo.called(f"code {cameo.row.code}")
            if cameo.row.type:
                yield from self._moded(where, cameo.row.type, [cameo.row.mode] if cameo.row.mode else [])
            for context in cameo.row.context:
                yield from _unknown(where, "context", context, ontology.contexts)
        for way in self.tables.placed(CameoWay):
            where = way.called(f"{way.row.type} {way.row.mode}")
            yield from _unknown(where, "event type", way.row.type, ontology.types)
            yield from _unknown(where, "CAMEO code", way.row.cameo, ontology.cameo)
        for event_type in ontology.types.values():
            for mode in ("", *(item.id for item in event_type.mode)):
                if (event_type.id, mode) not in ontology.best_cameo:
                    yield f"{OURS}/ontology/plover_to_cameo.csv: {event_type.id} {mode}: no CAMEO code; add a row of rank 1"

    def in_crosswalks(self) -> Iterator[str]:
        """What other coders' words and our families of types refer to is there."""
        countries = {*self.states, *self.ontology.international}
        for item in self.tables.placed(Foreign):
            row, where = item.row, item.called(f"{item.row.format} {item.row.field} {item.row.theirs}")
            if row.mode and not row.type:
                yield f"{where}: a mode {row.mode} without a type; give the type it is of"
            if row.type:
                yield from self._moded(where, row.type, [row.mode] if row.mode else [])
            if row.sector:
                yield from _unknown(where, "sector", row.sector, self.ontology.sectors)
            if row.country:
                yield from self._no_state(where, "country", row.country, countries)
        for family in self.tables.placed(Family):
            yield from _unknown(family.called(family.row.type), "event type", family.row.type, self.ontology.types)
        for telling in self.tables.placed(Telling):
            said, where = telling.row, telling.called(f"{telling.row.type} {telling.row.mode}".strip())
            yield from self._moded(where, said.type, [said.mode] if said.mode else [])
        for event in self.ontology.types:
            if (event, "") not in self.ontology.tellings:
                yield f"ontology/sentences.csv: no words for {event}; add a line of it without a mode"
        for agency in self.tables.placed(Agency):
            yield from _unknown(agency.called(agency.row.agency), "organisation", agency.row.agency, self.organisations)

    def _moded(self, where: str, event: str, modes: Iterable[str]) -> Iterator[str]:
        yield from _unknown(where, "event type", event, self.ontology.types)
        if event in self.ontology.types:
            known = [mode.id for mode in self.ontology.types[event].mode]
            for mode in modes:
                if mode not in known:
                    yield f"{where}: {event} has no mode {mode}{_hint(mode, known)}"

    # -- actors

    def in_actors(self) -> Iterator[str]:
        for item in self.actors:
            for entry in names_of(item.row):
                for sector in entry.sector:
                    yield from _unknown(item.called(entry.id), "sector", sector, self.ontology.sectors)
        for state in self.tables.placed(State):
            for other in (*state.row.predecessors, *state.row.successors, *filter(None, [state.row.folds_into])):
                yield from self._no_state(state.called(state.row.id), "state", other, self.states)
        for organisation in self.tables.placed(Organisation):
            where = organisation.called(organisation.row.id)
            for member in organisation.row.members:
                yield from self._no_state(where, "member state", member.state, self.owners)
            if organisation.row.parent:
                yield from _unknown(where, "parent organisation", organisation.row.parent, self.organisations)
            if organisation.row.country:
                yield from self._no_state(where, "state", organisation.row.country, self.states)
        for group in self.tables.placed(Group):
            for country in filter(None, (group.row.country, *(period.country for period in group.row.periods))):
                if country not in self.ontology.international:
                    yield from self._no_state(group.called(group.row.id), "state", country, self.states)

    def in_holders(self) -> Iterator[str]:
        by_office: dict[tuple[str, ...], list[Placed[Holder]]] = {}
        for holder in self.tables.placed(Holder):
            yield from self._no_state(holder.called(_thing(holder.row)), "state or organisation", holder.row.state, self.owners)
            by_office.setdefault((holder.row.state, holder.row.role, holder.row.title, holder.row.person), []).append(holder)
        for served in by_office.values():
            for first, second in combinations(served, 2):
                if _share_a_day(_span(first.row), _span(second.row)):
                    starts = f"{first_day(first.row.start)} and {first_day(second.row.start)}"
                    yield f"{second.called(_thing(second.row))}: terms from {starts} overlap (the other is {first.called()}); mend one"

    def in_nouns(self) -> Iterator[str]:
        for noun in self.tables.placed(SectorNoun):
            yield from _unknown(noun.called(noun.row.noun), "sector", noun.row.sector, self.ontology.sectors)
        for office in self.tables.placed(Office):
            for role in office.row.roles:
                yield from _unknown(office.called(office.row.noun), "role", role, ROLES)
        for place in self.tables.placed(PlaceRow):
            if place.row.state:
                yield from self._no_state(place.called(place.row.name), "state", place.row.state, self.states)
            yield from _off_the_globe(place)

    def in_names(self) -> Iterator[str]:
        """No name means two actors of two countries on one day, unless it is listed as ambiguous."""
        bearers: dict[str, dict[Entry, Somebody]] = {}
        for item in self.actors:
            for entry in names_of(item.row):
                if entry.kind in OWNING and not entry.ambiguous:
                    bearers.setdefault(entry.plain, {})[entry] = item
        for name, entries in bearers.items():
            for first, second in combinations(entries, 2):
                if first.country != second.country and _share_a_day((first.start, first.end), (second.start, second.end)):
                    ids = " and ".join(sorted((first.id, second.id)))
                    here, there = entries[second], entries[first]
                    if here.file.folder == OURS:
                        here, there = there, here
                    yield (
                        f"{here.called(here.row.id)}: name {name!r} means {ids} on one day "
                        f"(the other is in {there.file.shown}); mark it ambiguous in one of them"
                    )

    def in_time(self) -> Iterator[str]:
        """Nothing ends before it starts."""
        for place in PLACES:
            for item in self.tables.placed(place.kind):
                where = item.called(_thing(item.row))
                for what, start, end in _stretches(item.row):
                    if fault := _backward(start, end):
                        yield ": ".join(filter(None, (where, what, fault)))

    # -- the lexicon

    def in_lexicon(self) -> Iterator[str]:
        seen: dict[tuple[object, ...], Rule] = {}
        for item in self.tables.placed(RuleRow):
            yield from self._in_rule(item)
            rule = self.lexicon.rules[item.row.id]
            for kind, words in (("verb", rule.verbs), ("noun", rule.nouns), ("adjective", rule.adjectives)):
                for word in words:
                    pattern = (kind, word, rule.objects, rule.tells, rule.unless, rule.passive, rule.row.content_types)
                    other = seen.setdefault(pattern, rule)
                    if other is not rule and (other.event, other.mode) != (rule.event, rule.mode):
                        shown = word if isinstance(word, str) else " ".join(word)
                        yield (
                            f"{item.called()}: {kind} {shown!r} is also rule {other.id}'s "
                            f"({other.event}) with the same conditions; tell them apart by objects, tells or unless"
                        )
        for shift in self.tables.placed(Shift):
            for event in (*shift.row.types, shift.row.event):
                yield from _unknown(shift.called(), "event type", event, {*self.ontology.types, "*"})
        for mode in self.tables.placed(ModeWords):
            yield from self._moded(mode.called(), mode.row.event, [mode.row.mode])
        for context in self.tables.placed(ContextWords):
            yield from _unknown(context.called(), "context", context.row.code, self.ontology.contexts)
        for file in self.tables.defaults:
            stem = file.path.rpartition("/")[2].removesuffix(".toml")
            if stem not in self.ontology.types:
                yield f"{file.shown}: {LEXICON} is named for its event type, and none is {stem}{_hint(stem, self.ontology.types)}"

    def _in_rule(self, item: Placed[RuleRow]) -> Iterator[str]:
        where, row = item.called(), item.row
        rule = self.lexicon.rules[row.id]
        yield from self._moded(where, row.event, (*rule.mode, *row.content_mode.values()))
        for content in row.content_mode:
            yield from _unknown(where, "event type", content.split("/")[0], {*self.ontology.types, "*"})
        for context in row.context:
            yield from _unknown(where, "context", context, self.ontology.contexts)
        for role in row.roles:
            yield from _unknown(where, "role", role, PARTIES)
        if not (rule.verbs or rule.nouns or rule.adjectives):
            yield f"{where}: matches no word; give verbs, nouns or adjectives"
        for words in (row.nouns, row.objects, *row.tells.values(), *row.unless.values()):
            for word in words:
                if word.startswith("@"):
                    yield from _unknown(where, "word list", word[1:], self.lexicon.lists)


def _hint(value: str, known: Collection[str]) -> str:
    """What may have been meant, or all there is to choose from where that is little."""
    return near(value, known) or (f"; one of {', '.join(sorted(known))}" if 0 < len(known) <= 30 else "")


def _unknown(where: str, what: str, value: str, known: Collection[str]) -> Iterator[str]:
    if value not in known:
        yield f"{where}: no {what} {value}{_hint(value, known) or '; add it, or mend the id'}"


def _thing(row: Row) -> str:
    """What a row is about: a holder's name and office, else its id."""
    return f"{row.person}, {row.title}" if isinstance(row, Holder) else str(getattr(row, "id", ""))


def _span(row: Holder) -> tuple[date | None, date | None]:
    return first_day(row.start), first_day(row.end)


def _share_a_day(first: tuple[date | None, date | None], second: tuple[date | None, date | None]) -> bool:
    starts = max(first[0] or date.min, second[0] or date.min)
    return starts < min(first[1] or date.max, second[1] or date.max)


def _stretches(row: Row) -> Iterator[tuple[str, str, str]]:
    """Every start and end of a row and of what stands in it, with what it is of."""
    if hasattr(row, "start") and hasattr(row, "end"):
        yield "", row.start, row.end
    for name, value in row:
        for number, part in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(part, Row):
                called = getattr(part, "text", "") or getattr(part, "code", "") or getattr(part, "state", "")
                for what, start, end in _stretches(part):
                    yield what or (f"{name} {called!r}" if called else f"{name}.{number}"), start, end


def _backward(start: str, end: str) -> str:
    first, last = first_day(start), first_day(end)
    if first is None or last is None or first < last:
        return ""
    if last < first:
        return f"ends {end}, before it starts {start}; swap or mend them"
    return f"starts {start} and ends {end}, so it holds on no day; `end` is the first day on which it was no longer so"


def _off_the_globe(place: Placed[PlaceRow]) -> Iterator[str]:
    for name, value, most in (("lat", place.row.lat, 90), ("lon", place.row.lon, 180)):
        if value is not None and abs(value) > most:
            yield f"{place.called(place.row.name)}: {name} {value} is beyond {most} degrees; mend it"


def check_all(tables: Tables, ontology: Ontology, lexicon: Lexicon) -> list[str]:
    """Every contradiction between rows, sorted; empty when they agree."""
    checks = _Checks(tables, ontology, lexicon)
    found = {
        *checks.in_ontology(),
        *checks.in_crosswalks(),
        *checks.in_actors(),
        *checks.in_holders(),
        *checks.in_nouns(),
        *checks.in_names(),
        *checks.in_time(),
        *checks.in_lexicon(),
    }
    return sorted(found)
