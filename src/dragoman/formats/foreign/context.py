"""What other coders' words mean here: states by name, code and day; actors by name; their types in ours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from dragoman.knowledge import Entry, Knowledge
from dragoman.knowledge.schemas import Foreign, State, first_day
from dragoman.knowledge.spelling import fold
from dragoman.model import ForeignParty

# Several values of one cell, as in our own rows.
JOIN = "; "
# So many different remarks are kept; a broken file could hold millions.
MOST_TOLD = 500
MORE = "further remarks, not listed"
BRACKET = re.compile(r"\s*\(([^()]*)\)\s*")
YEARS = re.compile(r"\s*\(\d{4}\s*-\s*(?:\d{4})?\)")
# Kinds of names an actor of another coder's file may go by; places and single surnames are none.
BODIES = frozenset({"organisation", "group", "body"})


@dataclass(frozen=True)
class Context:
    """What a reader of other coders' files asks, and where it says what it left out or mended.

    `notes` keeps the columns of other people's prose in `raw`; `everything` takes along what did not happen.
    `told` counts remarks that are no error of a line: a code mended, a name unknown, what was left out.
    """

    knowledge: Knowledge
    notes: bool = False
    everything: bool = False
    told: Counter[str] = field(default_factory=Counter)

    def tell(self, remark: str) -> None:
        """Count a remark."""
        self.told[remark if remark in self.told or len(self.told) < MOST_TOLD else MORE] += 1

    def theirs(self, form: str, kind: str, word: str) -> Foreign | None:
        """The row of `data/ontology/foreign.csv` for a word of a format."""
        return self.knowledge.ontology.foreign.get((form, kind, word.lower()))

    @cached_property
    def codes(self) -> dict[tuple[str, str], tuple[tuple[State, date | None, date | None], ...]]:
        """States by scheme and code, with the time in which the code was theirs."""
        found: dict[tuple[str, str], list[tuple[State, date | None, date | None]]] = {}
        for state in self.knowledge.actors.states.values():
            for code in state.codes:
                start, end = first_day(code.start or state.start), first_day(code.end or state.end)
                found.setdefault((code.scheme, code.code.lstrip("0")), []).append((state, start, end))
        return {key: tuple(states) for key, states in found.items()}

    def country_of_code(self, scheme: str, code: str, on: date | None) -> str:
        """The state a code meant on a day; where on no day it was valid then, the one state it ever meant; else ""."""
        every = self.codes.get((scheme, code.lstrip("0")), ())
        then = [state for state, start, end in every if _within(start, end, on)]
        ids = {state.folds_into or state.id for state in then or [state for state, _, _ in every if _stood(state, on)]}
        return ids.pop() if len(ids) == 1 else ""

    def _bearing(self, name: str, kinds: Iterable[str]) -> list[Entry]:
        actors = self.knowledge.actors
        text = fold(name).removeprefix("the ").removeprefix("The ")
        return [entry for index in actors.by_name.get(text, ()) if (entry := actors.entries[index]).kind in kinds]

    def country(self, name: str, on: date | None, form: str = "") -> str:
        """The state a name meant on a day: "Russian Federation", "DR Congo (Zaire)", or an ISO code.

        A data set writes one name for all its years, so a name borne at another time counts where only one
        state ever bore it and that state stood on the day. "" where unknown, which is told.
        """
        text = " ".join(name.split())
        if not text or text == "None":
            return ""
        if form and (row := self.theirs(form, "country", text)):
            return row.country
        for spelling in self._spellings(text):
            every = self._bearing(spelling, ("state",))
            then = {entry.country for entry in every if entry.holds(on)}
            states = self.knowledge.actors.states
            found = then or {entry.country for entry in every if _stood(states[entry.id], on)}
            if len(found) == 1:
                return found.pop()
        if len(text) == 3 and text.isupper() and (found_code := self.country_of_code("iso3", text, on)):
            return found_code
        self.tell(f"no state known as {text!r}: country left empty")
        return ""

    def _spellings(self, text: str) -> tuple[str, ...]:
        """A country's name, and its parts where the brackets hold another name of a state: "DR Congo (Zaire)"."""
        inner = BRACKET.findall(text)
        if len(inner) == 1 and self._bearing(inner[0], ("state",)):
            return text, BRACKET.sub(" ", text).strip(), inner[0]
        return (text,)  # "Congo (Kinshasa)" is not Congo

    def actor(self, name: str, on: date | None) -> tuple[str, tuple[str, ...]] | None:
        """Country and sectors of the organisation or group that alone bears a name on a day; None otherwise.

        Tried as written, without years in brackets, and without a short form before a colon ("JNIM: …"). What else
        stands in brackets tells one group from another ("Taliban (Pakistan)") and stays.
        """
        bare = YEARS.sub("", " ".join(name.split()))
        for form in (bare, bare.partition(": ")[2]):
            found = [entry for entry in self._bearing(form, BODIES) if entry.holds(on) and not entry.ambiguous] if form else []
            sides = {(entry.id, entry.country, entry.sector) for entry in found}
            if len(sides) == 1:
                _, country, sector = sides.pop()
                return country, sector
        return None

    def side(self, form: str, name: str, on: date | None, code: str = "", kind: str = "", country: str = "") -> ForeignParty:
        """An actor of a data set that names its actors in words.

        "Military Forces of Mali (2021-)" and "Civilians (Mali)" say themselves whose they are, by the rows
        `name` of foreign.csv; other names are looked up. `kind` is the format's own kind of actor and gives a
        sector where nothing nearer does; `country` is one the format gives for this very actor.
        """
        sector: tuple[str, ...] = ()
        found = self.actor(name, on)
        if found is not None:
            country, sector = country or found[0], found[1]
        else:
            opening = next((row for row in self._openings(form) if name.lower().startswith(row.theirs.lower())), None)
            if opening is not None:
                sector = (opening.sector,) if opening.sector else ()
                country = country or self._of(name[len(opening.theirs) :], on, form)
            elif kind and (row := self.theirs(form, "sector", kind)) and row.sector:
                sector = (row.sector,)
        return ForeignParty(name, code, country, sector)

    def _openings(self, form: str) -> tuple[Foreign, ...]:
        return self._all_openings.get(form, ())

    @cached_property
    def _all_openings(self) -> dict[str, tuple[Foreign, ...]]:
        """What may begin an actor's name, longest first, by format."""
        found: dict[str, list[Foreign]] = {}
        for row in self.knowledge.ontology.foreign.values():
            if row.field == "name":
                found.setdefault(row.format, []).append(row)
        return {form: tuple(sorted(rows, key=lambda row: -len(row.theirs))) for form, rows in found.items()}

    def _of(self, rest: str, on: date | None, form: str) -> str:
        """The state that the rest of a name gives: "Mali (2021-)", "(Mali)", "Iran (1989-) Revolutionary Guard"."""
        named = YEARS.split(rest, maxsplit=1)[0].strip()
        bracket = BRACKET.fullmatch(named)
        return self.country(bracket[1] if bracket else named, on, form)

    def sectors(self, words: Iterable[str], form: str = "") -> tuple[str, ...]:
        """Our sectors for theirs, each once, in their order; by the rows of a format, or where they are ours already."""
        known = self.knowledge.ontology.sectors
        found: dict[str, None] = {}
        for word in words:
            row = self.theirs(form, "sector", word) if form else None
            ours = row.sector if row else word if not form and word in known else ""
            if ours:
                found[ours] = None
        return tuple(found)

    def plover(self, theirs: str, modes: Iterable[str] = ()) -> tuple[str, str]:
        """Our type and modes for a type and modes of any PLOVER vocabulary; "" where it had none or more than one.

        An older type that was parted since (YIELD) has no type here. Modes that are not of the type are left out.
        """
        ontology = self.knowledge.ontology
        name = theirs.strip().upper()
        mode = ""
        if name not in ontology.types:
            rows = [row for row in ontology.vocabularies if row.vocabulary == "plover-2016" and row.their_code == name]
            older = {row.type for row in rows}
            if len(older) != 1 or not (found := older.pop()):
                self.tell(f"no one PLOVER type for {theirs!r}: kept without a type")
                return "", ""
            event_type, mode = found, rows[0].mode
        else:
            event_type = name
        given = [self._mode(name, event_type, word) for word in modes if word and word != "None"]
        ours = [one for one in dict.fromkeys([*given, *([mode] if mode and not any(given) else [])]) if one]
        return event_type, JOIN.join(ours)

    def _mode(self, theirs: str, event_type: str, word: str) -> str:
        name = word.strip().lower()
        if self.knowledge.ontology.mode(event_type, name):
            return name
        older = f"{theirs}/{name}"
        for row in self.knowledge.ontology.vocabularies:
            if row.vocabulary == "plover-modes" and row.their_code == older and row.type == event_type:
                return row.mode
        self.tell(f"no mode {word.strip()!r} of {event_type}: left out")
        return ""

    def quad_of(self, event_type: str) -> int | None:
        """The quad class of one of our types; None where there is none."""
        found = self.knowledge.ontology.types.get(event_type)
        return found.quad if found else None


def _within(start: date | None, end: date | None, on: date | None) -> bool:
    return on is None or ((start is None or start <= on) and (end is None or on < end))


def _stood(state: State, on: date | None) -> bool:
    """Whether a state existed on a day."""
    return _within(first_day(state.start), first_day(state.end), on)
