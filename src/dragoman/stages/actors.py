"""Resolve mentions to actors as of the document's date, composing country and sector where the words do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dragoman.grammar.tree import conjuncts, first, lemmas_before, under
from dragoman.knowledge import Actors, Entry, Knowledge, Nouns
from dragoman.knowledge.actors import FORMER, ROLE_SECTORS
from dragoman.model import Actor, Document, Mention

# "US-led", "Russian-backed": the country is not the actor, only its friend.
NOT_OWNERS = frozenset(
    {"lead", "back", "broker", "make", "build", "fund", "train", "supply", "sponsor", "arm", "hold", "support", "born", "register"}
    | {"led", "backed", "brokered", "made", "funded", "trained", "supplied", "sponsored", "held", "supported", "registered"}
)
MODIFIERS = ("amod", "compound", "nmod", "poss")
OWNING_PREPOSITIONS = ("of", "from", "in", "for", "at", "to", "with")
CIVILIANS = ("CVL",)


def office_sector(role: str) -> str:
    """The sector an office puts its holder in."""
    return ROLE_SECTORS.get(role, "GOV")


def resolve_person(entry: Entry, actors: Actors, on: date | None) -> Actor:
    """A holder of public office as of a day: in office, or with the last office served and `stale`."""
    person = actors.persons[entry.id]
    term, stale = person.office(on)
    if term is None:
        return Actor(person.id, person.name, entry.country, (), "name", True, "before any office we know of")
    sector = (FORMER,) if stale else (office_sector(term.role),)
    why = f"{term.title}, {term.start or '…'} to {term.end or 'now'}"
    if on is None and len({other.state for other in person.terms}) > 1:
        why += " (latest of several offices; the text is undated)"
    return Actor(person.id, person.name, term.country, sector, "name", stale, why)


def resolve_entry(entry: Entry, actors: Actors, on: date | None) -> Actor:
    """What a name's entry stands for on a day."""
    if entry.kind in ("person", "surname"):
        return resolve_person(entry, actors, on)
    if entry.kind == "place":
        return Actor(entry.country or entry.id, entry.name, entry.country, (), "place", False, f"place in {entry.country}")
    why = f"{entry.kind} of {entry.name}" if entry.text != entry.name else f"{entry.kind} name"
    identity = entry.country if entry.kind in ("seat", "body") else entry.id
    if entry.kind in ("seat", "body", "state") and entry.sector:
        identity = f"{entry.country}.{entry.sector[0]}"
    name = entry.text if entry.kind in ("body",) else entry.name
    via = "label" if entry.kind == "label" else "name"
    return Actor(identity, name, entry.country, entry.sector, via, False, why)


def _standing(doc: Document, actors: Actors) -> dict[str, int]:
    """How often each country is named without doubt: the context that settles shared names."""
    counts: dict[str, int] = {}
    for hit in doc.names or ():
        countries = {actors.entries[index].country for index in hit.entries}
        if len(countries) == 1:
            country = countries.pop()
            counts[country] = counts.get(country, 0) + 1
    return counts


def choose_entry(entries: Iterable[Entry], actors: Actors, on: date | None, standing: dict[str, int]) -> Entry | None:
    """The one entry a name stands for, or None where text and date leave it open.

    Borne on that day; then in office on that day; then of a country the text names elsewhere; then, if
    all that remain are of one country, the first.
    """
    left = list(entries)
    for test in (
        lambda entry: entry.holds(on),
        lambda entry: entry.kind not in ("person", "surname") or not actors.persons[entry.id].office(on)[1],
        lambda entry: standing.get(entry.country, 0) > (1 if entry.kind == "surname" else 0),
    ):
        if len({entry.id for entry in left}) > 1:
            left = [entry for entry in left if test(entry)] or left
    return left[0] if len({entry.country for entry in left}) == 1 else None


class _Composer:
    """Resolves the mentions of one document; what it has resolved so far helps the next."""

    def __init__(self, doc: Document, knowledge: Knowledge) -> None:
        self.doc = doc
        self.actors = knowledge.actors
        self.nouns: Nouns = knowledge.nouns
        self.standing = _standing(doc, knowledge.actors)
        self.kinds = {mention.head: mention.kind for mention in doc.mentions or ()}
        self.known: dict[int, tuple[Actor, ...]] = {}
        self.taught: dict[str, Actor] = {}
        self.chosen: dict[tuple[int, ...], Entry | None] = {}

    def named(self, token: int) -> Actor | None:
        """The actor behind a known name, by date and context."""
        hit = (self.doc.names or ())[self.doc.tokens[token].name]
        if hit.entries not in self.chosen:
            entries = [self.actors.entries[index] for index in hit.entries]
            self.chosen[hit.entries] = choose_entry(entries, self.actors, self.doc.published, self.standing)
        entry = self.chosen[hit.entries]
        if entry is None:
            return None
        actor = resolve_entry(entry, self.actors, self.doc.published)
        plural = self.doc.tokens[token].tag in ("NNS", "NNPS") and entry.kind in ("adjective", "people")
        return actor._replace(sector=CIVILIANS) if plural and not actor.sector else actor

    def at(self, token: int) -> tuple[Actor, ...]:
        """The actors a head stands for, resolved once."""
        if token not in self.known:
            self.known[token] = ()  # a phrase that contains itself resolves to nothing
            self.known[token] = self._resolve(token)
        return self.known[token]

    def _resolve(self, token: int) -> tuple[Actor, ...]:
        kind = self.kinds.get(token)
        if kind is None or kind == "pronoun":
            return ()
        if kind == "noun":
            return self._noun(token)
        if kind in ("person", "name"):
            return self._person(token)
        actor = self.named(token)
        if actor is None:
            return ()
        if kind in ("state", "place") and actor.via == "place":
            return (actor,)
        return (actor,)

    def owners(self, token: int) -> tuple[Actor, ...]:
        """Whose a noun is: a country or body before it, or one after of, from, in."""
        doc = self.doc
        found: list[Actor] = []
        for child in under(doc, token, *MODIFIERS):
            if doc.tokens[child].lemma in NOT_OWNERS:
                continue
            for item in conjuncts(doc, child):
                found.extend(self.at(item))
                if not self.at(item):
                    found.extend(self._inside(item))
        if found:
            return tuple(found)
        for preposition in under(doc, token, "prep"):
            if doc.tokens[preposition].lemma in OWNING_PREPOSITIONS:
                target = first(doc, preposition, "pobj")
                if target is not None:
                    for item in conjuncts(doc, target):
                        found.extend(self.at(item) or self.owners(item))
            if found:
                return tuple(found)
        return ()

    def _inside(self, token: int) -> list[Actor]:
        """Names below a modifier that is itself no actor: "Tehran-based", "[Iranian foreign] ministry spokesman"."""
        doc = self.doc
        if doc.tokens[token].lemma in NOT_OWNERS:
            return []
        return [
            actor
            for child in under(doc, token, "amod", "compound", "nmod", "npadvmod", "nmod", "poss")
            for actor in (self.at(child) or self._inside(child))
        ]

    def _noun(self, token: int) -> tuple[Actor, ...]:
        doc = self.doc
        noun = self.nouns.find(lemmas_before(doc, token))
        if noun is None:
            return ()
        words = " ".join(lemmas_before(doc, token))
        former = any(doc.tokens[child].lemma in ("former", "ousted", "ex", "deposed") for child in under(doc, token, "amod"))
        sector = FORMER if former and noun.sector in ("GOV", "LEG", "MIL") else noun.sector
        owners = self.owners(token)
        if not owners:
            appositive = doc.tokens[token].head if doc.tokens[token].dep == "appos" else first(doc, token, "appos")
            if appositive is not None and self.kinds.get(appositive) in ("person", "state", "organisation", "group"):
                if doc.tokens[appositive].name >= 0:
                    return self.at(appositive)
        if owners:
            return tuple(dict.fromkeys(self._composed(owner, sector, noun.noun) for owner in owners))
        if noun.alone == "no":
            return ()
        return (Actor(sector, words, "", (sector,), "noun", False, f'sector noun "{noun.noun}" without a country'),)

    def _composed(self, owner: Actor, sector: str, noun: str) -> Actor:
        if owner.id.count(".") and owner.name and owner.via == "name" and owner.id in self.actors.persons:
            base, country = owner.country, owner.country
        else:
            base, country = owner.id, owner.country
        kept = tuple(code for code in owner.sector if code not in ("GOV", "CVL", sector))
        why = f'"{noun}" is {sector}; country from "{owner.name}"'
        name = f"{owner.name} {noun}"
        identity = base if sector in owner.sector and "." in base else f"{base.split('.')[0]}.{sector}"
        return Actor(identity, name, country, (sector, *kept), "noun", False, why)

    def _person(self, token: int) -> tuple[Actor, ...]:
        doc = self.doc
        name = self.named(token) if doc.tokens[token].name >= 0 else None
        titled = self._titled(token)
        if name is not None:
            if titled and titled[0].country and titled[0].country != name.country and doc.tokens[token].name >= 0:
                return titled  # the text gives an office in another country: a namesake
            return (name,)
        surname = doc.tokens[token].text
        if titled:
            self.taught.setdefault(surname, titled[0])
            return titled
        return (self.taught[surname],) if surname in self.taught else ()

    def _titled(self, token: int) -> tuple[Actor, ...]:
        """What the office before or after a name says: "Norwegian Foreign Minister Jane Doe", "Doe, a senator"."""
        doc = self.doc
        for child in under(doc, token, "compound", "nmod", "appos", "amod"):
            title = self.nouns.find(lemmas_before(doc, child)) if doc.tokens[child].name < 0 else None
            if title is None:
                continue
            if doc.tokens[child].dep == "appos":
                found = self.at(child)
                if found and found[0].country:
                    return tuple(actor._replace(via="title", name=self._full_name(token)) for actor in found[:1])
                continue
            owners = self.owners(token) or self.owners(child)
            owners = tuple(owner for owner in owners if owner.id not in self.actors.persons)
            person = self._full_name(token)
            if owners:
                owner = owners[0]
                why = f'title "{title.noun}" with "{owner.name}"'
                identity = f"{owner.id.split('.')[0]}.{title.sector}"
                return (Actor(identity, person, owner.country, (title.sector,), "title", False, why),)
            return (Actor(title.sector, person, "", (title.sector,), "title", False, f'title "{title.noun}", no country'),)
        return ()

    def _full_name(self, token: int) -> str:
        doc = self.doc
        parts = [child for child in under(doc, token, "compound") if doc.tokens[child].pos == "PROPN"]
        parts = [child for child in parts if self.nouns.find([doc.tokens[child].lemma]) is None and doc.tokens[child].name < 0]
        return " ".join(doc.tokens[child].text for child in (*parts, token))


def resolve_actors(doc: Document, knowledge: Knowledge) -> dict[int, tuple[Actor, ...]]:
    """Return the actors of each mention that names any, by the mention's id."""
    composer = _Composer(doc, knowledge)
    mentions: tuple[Mention, ...] = doc.mentions or ()
    for mention in mentions:  # names with titles first: they teach bare surnames
        if mention.kind == "person":
            composer.at(mention.head)
    return {mention.id: found for mention in mentions if (found := composer.at(mention.head))}
