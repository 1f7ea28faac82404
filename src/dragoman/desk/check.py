"""Hold a draft against a desk: what it tells as fact is found with independent origins, told otherwise, or not found."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from dragoman.desk.notes import claim_of, comparable, note_origins
from dragoman.desk.rows import rows_of
from dragoman.desk.sentences import FIELDS, capital, name_of, say_act, say_amount, say_list, say_noun, say_plan, say_value
from dragoman.incidents.alike import MUTUAL, Told, same_happening, told_of
from dragoman.incidents.disagreements import find_disagreements, same_unit
from dragoman.knowledge import Knowledge
from dragoman.model import Document, Event
from dragoman.model.brief import Note
from dragoman.reading.claims import find_claims
from dragoman.store.file import Reader

Row = dict[str, Any]
SUPPORTED, SINGLE, CONTRADICTED, NOT_FOUND = "supported", "single source", "contradicted", "not found"
VERDICTS = (SUPPORTED, SINGLE, CONTRADICTED, NOT_FOUND)
# How far from the draft's day another is still the wrong day of the same happening, and how far back a draft looks
# that tells no day of its own.
NEAR = timedelta(days=7)
# What the sentences must share, beyond type and sides, to be one happening told of another day, town or doer. Swept from
# .3 to .8 on the demonstration desk: at .7, of 69 reports told three days later 33 still find their own incident, and of
# 146 whose incident was taken away 7 are called another; at .6 it is 38 and 9, at .5 42 and 17.
ALIKE = 0.7
# Words of a claim that must be found in another to call it the same, and letters that make a word count.
SAME_CLAIM, LONG = 0.6, 4
PLAN = "a plan"
# Nearest happenings that are shown where a draft's is not found.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A report that cannot be right if the draft is: on what, and what it tells instead of what."""

    note: Note
    field: str
    draft: str
    told: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a draft tells as fact: an event, a number of it, or words that somebody said.

    `what` says it in words of our own, `trigger` is the draft's word for it. `supported` has one note an independent
    origin, `otherwise` what contradicts it; `nearest` what the desk tells instead where it is not found.
    """

    kind: str
    what: str
    trigger: str
    verdict: str
    supported: tuple[Note, ...] = ()
    otherwise: tuple[Otherwise, ...] = ()
    nearest: tuple[tuple[str, Note], ...] = ()

    @property
    def origins(self) -> int:
        """How many independent origins tell it so."""
        return len({note.origin_id for note in self.supported})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a draft: what in it was checked, and what was not and why."""

    words: str
    facts: tuple[Fact, ...]
    unchecked: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft held against a desk, sentence by sentence; `known` is how many articles the desk has read."""

    draft: str
    published: date | None
    known: int
    sentences: tuple[Sentence, ...] = field(repr=False)

    @property
    def facts(self) -> list[Fact]:
        """Everything that was checked, in order."""
        return [fact for sentence in self.sentences for fact in sentence.facts]

    @property
    def verdicts(self) -> dict[str, int]:
        """How many facts have each verdict."""
        found = Counter(fact.verdict for fact in self.facts)
        return {verdict: found[verdict] for verdict in VERDICTS}


def check_draft(store: Reader, doc: Document, knowledge: Knowledge) -> Checked:
    """Check each fact of a draft, as it was read, against what a desk tells; its own copies there are no witnesses."""
    checker = _Checker(
        store, doc, knowledge, frozenset(row["article_id"] for row in store.rows("articles_of_text", digest=doc.article.digest))
    )
    return Checked(doc.article.path or doc.id, doc.published, store.rows("desk_counts")[0]["articles"], tuple(checker.sentences()))


@dataclass(frozen=True)
class _Checker:
    store: Reader
    doc: Document
    knowledge: Knowledge
    own: frozenset[str]

    def sentences(self) -> Iterator[Sentence]:
        rows = {row["event_id"]: row for row in rows_of(self.doc)["event"]}
        claims = list(find_claims(self.doc))
        base = self.doc.article.body_start
        for sentence in self.doc.sentences or ():
            events = [event for event in self.doc.events or () if event.sentence["index"] == sentence.index]
            facts: list[Fact] = []
            unchecked: list[tuple[str, str]] = []
            for number, event in enumerate(events):
                why = _unchecked(event, rows[event.id])
                if why:
                    say = say_plan if why == PLAN and event.content else say_noun
                    unchecked.append((capital(say(event.record(), self.knowledge)), why))
                elif not any(self._toll(event, other) for other in events[:number]):
                    facts += self._event(event, rows, [other for other in events[number:] if self._toll(other, event)])
            for claim in claims:
                start = claim["cue"]["start"] + (0 if claim["cue"].get("in") == "title" else base)
                if sentence.start <= start < sentence.end:
                    # "Officials" and "the governor" may be anybody's.
                    speakers = [name for name in claim["speaker_id"] if name not in self.knowledge.ontology.sectors]
                    if speakers:
                        facts.append(self._claim({**claim, "speaker_id": speakers}))
                    else:
                        unchecked.append((f"{capital(claim['speaker'])}: “{claim['words']}”", "who says so is not known by name"))
            words = " ".join(self.doc.text[sentence.start : sentence.end].split())
            yield Sentence(words, tuple(facts), tuple(unchecked))

    # -- events

    def _toll(self, event: Event, other: Event) -> bool:
        """Whether an event only tells how many an earlier one of its sentence struck: "shelled the town, killing nine people"."""
        families = self.knowledge.ontology.families
        family, before = (families.get(each.event_type, each.event_type) for each in (event, other))
        alike = (
            family == before and [side.id for side in event.actor] == [side.id for side in other.actor] and event.when == other.when
        )
        return alike and bool(event.recipient) and not any(side.country for side in event.recipient)

    def _event(self, event: Event, rows: Mapping[str, Row], tolls: Iterable[Event]) -> Iterator[Fact]:
        """The event as a fact, and each number that it or its tolls tell as another."""
        record = event.record()
        members, nearest = self._members(self._told(event, rows[event.id]), record)
        what = ("it is denied that " if event.status == "negated" else "") + say_act(record, self.knowledge)
        mine = {"article_id": "", "event_id": event.id, "record": record}
        trigger = event.trigger["text"]
        odds = {_key(member): self._odds(comparable(mine, []), comparable(member, [])) for member in members}
        yield self._verdict("event", what, trigger, members, odds, nearest)
        # The desk's articles may tell the toll by an event of its own, too.
        articles = {member["article_id"] for member in members}
        for toll in tolls:
            beside, _ = self._members(self._told(toll, rows[toll.id]), toll.record())
            members += [member for member in beside if member["article_id"] in articles and member not in members]
        for item in {item["span"]["start"]: item for each in (event, *tolls) for item in each.quantity}.values():
            telling = [member for member in members if any(_comparable(item, other) for other in member["record"]["quantity"])]
            clash = {
                _key(member): self._odds(
                    comparable(mine, [item]) | {"status": member["record"]["status"]},
                    comparable(member, [other for other in member["record"]["quantity"] if _comparable(item, other)]),
                    ("number",),
                )
                for member in telling
            }
            amount = f"{item['kind'] if item['kind'] != 'count' else item['unit']}: {say_amount(item['min'], item['max'])}"
            yield self._verdict("number", amount, item["span"]["text"], telling, clash)

    def _told(self, event: Event, row: Row) -> Told:
        """The event as reports are compared; news of no day of its own may be of any in the week before the draft."""
        told = told_of({**row, "article_id": "", "origin_id": ""}, self.knowledge.ontology.families)
        if told.days and (event.when or {}).get("by") != "expression":
            return replace(told, days=(told.days[1] - NEAR, told.days[1]))
        return told

    def _members(self, told: Told, record: Row) -> tuple[list[Row], tuple[tuple[str, Note], ...]]:
        """The reports that tell the same happening, even if of another day, town or doer; else the nearest."""
        if told.days is None:
            return [], ()
        first, last = told.days
        wide = replace(told, days=(first - NEAR, last + NEAR))
        near = [(told_of(row, self.knowledge.ontology.families), row["incident_id"]) for row in self._near(wide)]
        same = {incident for other, incident in near if same_happening(told, other)}
        if not same:
            same = self._almost(told, wide, near, record)
        if same:
            return [row for found in self._reports(same).values() for row in found], ()
        beside = [incident for other, incident in near if same_happening(replace(wide, words=other.words), other)]
        reports = self._reports(dict.fromkeys(beside)).values()
        shown = [rows[0] for rows in sorted(reports, key=lambda rows: -len({row["origin_id"] for row in rows}))[:SHOWN]]
        return [], tuple((capital(say_act(row["record"], self.knowledge)), note_origins([row])[0]) for row in shown)

    def _almost(self, told: Told, wide: Told, near: Sequence[tuple[Told, str]], record: Row) -> set[str]:
        """The one incident that is this one but for its day, its town or its doer, if there is exactly one.

        Only where the words are alike and the two cannot both be right; two candidates are none.
        """
        mine = comparable({"article_id": "", "event_id": "", "record": record}, [])
        elsewhere = replace(told, place="", country="", recipient=tuple(side._replace(place="") for side in told.recipient))
        ways = [wide, elsewhere] + ([] if told.event_type in MUTUAL else [replace(told, actor=())])
        found: dict[str, None] = {}
        for other, incident in near:
            bare = replace(other, place="", country="", recipient=tuple(side._replace(place="") for side in other.recipient))
            for way in ways:
                same = same_happening(way, bare if way is elsewhere else other)
                if same is not None and same.likeness >= ALIKE:
                    found[incident] = None
        reports = self._reports(found)
        return (
            set(found)
            if len(found) == 1 and any(self._odds(mine, comparable(row, [])) for row in reports[next(iter(found))])
            else set()
        )

    def _near(self, told: Told) -> list[Row]:
        if told.days is None:
            return []
        countries = sorted({side.country or side.id for side in told.actor + told.recipient}) or [told.country]
        first, last = (day.toordinal() for day in told.days)
        rows = self.store.rows("reports_near", family=told.family, first=first, last=last, countries=countries)
        return [row for row in rows if row["article_id"] not in self.own]

    def _reports(self, incidents: Iterable[str]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.store.rows("reports_of_incidents", incidents=sorted(incidents)):
            if row["article_id"] not in self.own:
                found.setdefault(row["incident_id"], []).append({**row, "record": json.loads(row["record"])})
        return found

    def _odds(self, mine: Row, theirs: Row, only: Iterable[str] = ()) -> list[tuple[str, str, str]]:
        """Where a draft's event and a report cannot both be right: field, the draft's value, the report's."""
        odds = []
        for item in find_disagreements((mine, theirs)):
            if only and item["field"] not in only:
                continue
            values = {article: value["value"] for value in item["values"] for article, _ in value["reports"]}
            draft, told = (say_value(item["field"], values[name], self.knowledge) for name in ("", theirs["article_id"]))
            odds.append((item["field"], draft, told))
        return odds

    def _verdict(
        self,
        kind: str,
        what: str,
        trigger: str,
        members: Sequence[Row],
        odds: Mapping[tuple[str, str], list[tuple[str, str, str]]],
        nearest: tuple[tuple[str, Note], ...] = (),
    ) -> Fact:
        """What the members make of a fact. An origin that tells it so in any report does not contradict it."""
        agreeing = [member for member in members if not odds[_key(member)]]
        supported = note_origins(agreeing)
        origins = {note.origin_id for note in supported}
        against: dict[tuple[str, str], Otherwise] = {}
        for member in members:
            note = note_origins([member])[0]
            for name, draft, told in odds[_key(member)]:
                if note.origin_id not in origins:
                    against.setdefault((note.origin_id, name), Otherwise(note, name, draft, told))
        verdict = CONTRADICTED if against else NOT_FOUND if not origins else SINGLE if len(origins) == 1 else SUPPORTED
        return Fact(kind, capital(what), trigger, verdict, supported, tuple(against.values()), nearest)

    # -- what somebody said

    def _claim(self, claim: Row) -> Fact:
        """Whether the desk has a claim by the same speaker in the same words, or in most of them."""
        ids = claim["speaker_id"]
        speakers = [*ids, *(name.split(".")[0] for name in ids)]
        whole = [name for name in ids if "." not in name]
        found = [claim_of(row) for row in self.store.rows("claims_of", speakers=speakers, whole=whole)]
        alike = [
            row for row in found if row["article_id"] not in self.own and _likeness(claim["words"], row["words"]) >= SAME_CLAIM
        ]
        supported = note_origins(alike)
        verdict = NOT_FOUND if not supported else SINGLE if len(supported) == 1 else SUPPORTED
        who = say_list(name_of(name, self.knowledge) for name in ids)
        return Fact("claim", f"{who}, {claim['type']}: “{claim['words']}”", claim["cue"]["text"], verdict, supported)


def _unchecked(event: Event, row: Row) -> str:
    """Why an event of a draft is no fact to be checked, or "" if it is."""
    content = event.content or {}
    if event.voice == "opinion":
        return "opinion"
    if event.status == "future" or (event.quad == 1 and content.get("status") == "future"):
        return PLAN
    if event.status not in ("actual", "ongoing", "negated"):
        return f"told as {event.status}"
    if event.aggregate is not None:
        return "many happenings at once"
    if row["day_first"] is None:
        return "of no day that is known; --published DATE says when the draft was written"
    told = (event.when or {}).get("by") == "expression" or event.where is not None
    if not told and event.event_type not in MUTUAL and not (event.actor and event.recipient):
        return "of one side, no place and no day: there is too little to find it by"
    return ""


def _key(row: Row) -> tuple[str, str]:
    return row["article_id"], row["event_id"]


def _comparable(item: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two numbers are of one thing, as far as it is said."""
    return bool(item["kind"] == other["kind"]) and same_unit(item["unit"], other["unit"])


def _likeness(draft: str, other: str) -> float:
    """How much of a draft's words another claim has; one word in common is none unless it is all that is said."""
    some, others = (_words(text) for text in (draft, other))
    shared = some & others
    return len(shared) / max(1, len(some)) if len(shared) > 1 or some == others else 0.0


def _words(text: str) -> frozenset[str]:
    found = re.findall(r"\w+", text.casefold())
    return frozenset(word for word in found if len(word) >= LONG) or frozenset(found)


def said_otherwise(item: Otherwise) -> str:
    """On what a report contradicts a draft: "on when it was: 16 May 2024, the draft 14 May 2024"."""
    return f"on {FIELDS[item.field]}: {item.told}; the draft: {item.draft}"
