"""All that the record has of one actor: what it did, had done to it, said and planned, and what others say of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from dragoman.desk.naming import check_existed
from dragoman.formats.pairs import JOINT
from dragoman.knowledge import Knowledge
from dragoman.relations.blocs import Membership, name_on, read_bloc
from dragoman.relations.dyads import bounds_of
from dragoman.store.file import Reader
from dragoman.who import offices

Row = dict[str, Any]
# How many rows of each kind are shown, the latest first.
MOST = 5
# How much of a text is shown on either side of a word of judgement, where the word stands in a longer line.
AROUND = 60
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Section:
    """One kind of thing: its unit, how many there are, how they divide, and the latest of them with their words."""

    unit: str
    total: int
    counts: list[Row] = field(repr=False)
    latest: list[Row] = field(repr=False)
    articles: int = 0
    origins: int = 0


@dataclass(frozen=True)
class Profile:
    """An actor in the record from `first` to `last`; `kind` is state, part, organisation, group or person.

    `planned` is what lies ahead and `opinion` what exists only in a writer's judgement: neither is among what it did.
    `otherwise` counts the reports that are told as denied, background and the like.
    """

    id: str
    name: str
    kind: str
    first: date
    last: date
    did: Section
    had: Section
    said: Section
    said_of: Section
    judged: Section
    planned: Section
    opinion: Section
    otherwise: dict[str, int]
    offices: list[Row]
    memberships: list[Row]
    members: list[Row]

    @property
    def empty(self) -> bool:
        """Whether the record has nothing of it."""
        sections = (self.did, self.had, self.said, self.said_of, self.judged, self.planned, self.opinion)
        return not any(section.total for section in sections) and not self.otherwise

    def record(self) -> Row:
        """The profile as plain values for JSON."""
        return asdict(self)


def read_profile(
    store: Reader,
    knowledge: Knowledge,
    key: str,
    *,
    since: date | None = None,
    until: date | None = None,
    most: int = MOST,
) -> Profile:
    """What the record has of an actor, by its id; `most` rows of each kind.

    Happenings count by their day; what is said, planned or judged by the day it was published. Raises UsageError where
    nothing was read, dates are the wrong way round, or the actor was not there then.
    """
    first, last = bounds_of(store, "incident", since, until)
    asked = {"since": since and since.isoformat(), "until": until and until.isoformat(), "who": key}
    it = Its(key, knowledge)
    its = json.dumps([span for row in store.rows("actors_of_claims") for span in it.spans(row["id"])], default=str)
    happenings = store.rows("profile_happenings", apart=sorted(knowledge.ontology.international), **asked)
    reports = store.rows("profile_reports", **asked)
    claims = store.rows("profile_claims", its=its, **_days(asked))
    kind, name = _called(key, knowledge, last)

    def of(rows: list[Row], section: str) -> list[Row]:
        return [row for row in rows if row["section"] == section]

    profile = Profile(
        key,
        name,
        kind,
        first,
        last,
        did=_happenings(store, of(happenings, "did"), it, most, asked, by_it=True),
        had=_happenings(store, of(happenings, "had"), it, most, asked, by_it=False),
        said=_claims(store, of(claims, "said"), "said", its, most, asked),
        said_of=_claims(store, of(claims, "said_of"), "said_of", its, most, asked),
        judged=_judged(store, its, most, asked),
        planned=_told(store, of(reports, "planned"), "planned", it, most, asked),
        opinion=_told(store, of(reports, "opinion"), "opinion", it, most, asked),
        otherwise={
            row["kind"]: row["reports"] for row in sorted(_whole(of(reports, "otherwise"), "kind")[1], key=lambda row: row["kind"])
        },
        offices=_offices(key, knowledge, since, until),
        memberships=_memberships(key, knowledge, first, last),
        members=_members(key, knowledge, last),
    )
    told = (profile.did, profile.had, profile.planned, profile.opinion)
    _add_words(store, [row for section in told for row in section.latest])
    if profile.empty:
        check_existed(key, knowledge, first, last)
    return profile


@dataclass(frozen=True)
class Its:
    """Whose ids stand for an actor: its own, and those of who acts for it."""

    key: str
    knowledge: Knowledge

    @property
    def states(self) -> Container[str]:
        """All states by code."""
        return self.knowledge.actors.states

    def spans(self, id: str) -> Iterator[Row]:
        """The days on which an id stands for the actor, or for one who acts for it: from `since` to `until`, None where open."""
        actors, key = self.knowledge.actors, self.key
        person = actors.persons.get(id)
        if person is not None and key in actors.states:
            turns = sorted({day for term in person.terms for day in (term.start, term.end) if day})
            for since, after in zip([None, *turns], [*turns, None], strict=True):
                on = since or (turns[0] - DAY if turns else None)
                if self.holds(id, on):
                    yield {"id": id, "since": since, "until": after and after - DAY}
        elif self.holds(id, None):
            yield {"id": id, "since": None, "until": None}

    def holds(self, id: str, on: date | None) -> bool:
        """Whether an id stands for the actor, or for one who acts for it, on a day; without a day, ever."""
        actors, key = self.knowledge.actors, self.key
        if id == key:
            return True
        person = actors.persons.get(id)
        if person is not None and key in actors.states:
            term, _ = person.office(on)
            return term.country == key if on and term else any(served.country == key for served in person.terms)
        if key in actors.persons:
            return False
        if key in actors.states:
            head = id.split(".")[0]
            return head == key or (head in actors.states and actors.states[head].folds_into == key)
        return person is None and id.startswith(f"{key}.")


def _called(key: str, knowledge: Knowledge, on: date) -> tuple[str, str]:
    actors = knowledge.actors
    if key in actors.states:
        return "state", name_on(key, on, knowledge)
    if key in actors.organisations:
        return "organisation", actors.organisations[key].name
    if key in actors.persons:
        return "person", actors.persons[key].name
    if key in actors.groups:
        return "group", next(entry.name for entry in actors.entries if entry.id == key)
    head, _, rest = key.partition(".")
    return "part", f"{name_on(head, on, knowledge)}, {rest}" if rest else key


def _sides(sides: Iterable[Row] | None, states: Container[str]) -> list[str]:
    """The states of one side, and the ids of those who act for none."""
    return list(dict.fromkeys(side["country"] if side["country"] in states else side["id"] for side in sides or ()))


def _counterparts(row: Row, it: Its, *, by_it: bool) -> Row:
    """Who is on the other side, and whether they did it together."""
    found = _sides(row["recipient" if by_it else "actor"], it.states)
    if found or row["event_type"] not in JOINT:
        return {"counterpart": found, "together": False}
    others = [side for side in row["actor"] or () if not it.holds(side["id"], row["day"])]
    return {"counterpart": _sides(others, it.states), "together": bool(others)}


def _days(asked: Row) -> Row:
    return {name: asked[name] for name in ("since", "until")}


def _happenings(store: Reader, rows: list[Row], it: Its, most: int, asked: Row, *, by_it: bool) -> Section:
    total = sum(row["incidents"] for row in rows if row["event_type"] is None)
    counts = [{name: row[name] for name in ("event_type", "counterpart", "incidents")} for row in rows if row["event_type"]]
    found = store.rows("profile_happenings_latest", side="actor" if by_it else "recipient", most=most, **asked) if total else []
    latest = [
        {
            "day": row["day"],
            "event_type": row["event_type"],
            "by_it": by_it,
            **_counterparts(row, it, by_it=by_it),
            **{name: row[name] for name in ("score", "incident_id", "article_id", "event_id")},
        }
        for row in found
    ]
    return Section("incidents", total, counts, latest)


def _told(store: Reader, rows: list[Row], section: str, it: Its, most: int, asked: Row) -> Section:
    whole, parts = _whole(rows, "kind")
    counts = [{"event_type": row["kind"], "side": "by it" if row["by_it"] else "to it", "reports": row["reports"]} for row in parts]
    found = store.rows("profile_reports_latest", section=section, most=most, **asked) if whole else []
    latest = [
        {
            **{name: row[name] for name in ("published", "day", "event_type", "status", "by_it")},
            **_counterparts(row, it, by_it=row["by_it"]),
            **{name: row[name] for name in ("article_id", "event_id")},
        }
        for row in found
    ]
    return Section("reports", whole.get("reports", 0), counts, latest, whole.get("articles", 0))


def _claims(store: Reader, rows: list[Row], section: str, its: str, most: int, asked: Row) -> Section:
    return _statements(
        rows, "type", lambda: store.rows("profile_claims_latest", its=its, section=section, most=most, **_days(asked))
    )


def _judged(store: Reader, its: str, most: int, asked: Row) -> Section:
    rows = store.rows("profile_judged", its=its, **asked)
    return _statements(
        rows, "polarity", lambda: list(map(_judgement, store.rows("profile_judged_latest", its=its, most=most, **asked)))
    )


def _statements(rows: list[Row], by: str, latest: Callable[[], list[Row]]) -> Section:
    whole, parts = _whole(rows, by)
    counts = [{by: row[by], "statements": row["statements"]} for row in parts]
    total = whole.get("statements", 0)
    return Section("statements", total, counts, latest() if total else [], whole.get("articles", 0), whole.get("origins", 0))


def _whole(rows: list[Row], by: str) -> tuple[Row, list[Row]]:
    """The row that counts all, and those of its parts."""
    return next((row for row in rows if row[by] is None), {}), [row for row in rows if row[by] is not None]


def _add_words(store: Reader, rows: list[Row]) -> None:
    keys = [{name: row[name] for name in ("article_id", "event_id")} for row in rows]
    found = store.rows("words_of_reports", keys=json.dumps(keys)) if rows else []
    words = {(row["article_id"], row["event_id"]): row for row in found}
    for row in rows:
        report = words.get((row["article_id"], row["event_id"]), {})
        row |= {name: report.get(name) for name in ("words", "publisher", "url", "published")}


def _judgement(row: Row) -> Row:
    """A judgement with the line of the text around its word; where no texts are kept, without words."""
    title = row["part"] == "title"
    text = row["title"] if title else row["text"]
    holder = row["holder"] if row["holder_kind"] == "actor" else row["publisher"] or "the author"
    return {
        **{name: row[name] for name in ("published", "polarity", "strength", "word", "of", "holder_kind", "holder_id")},
        "holder": holder,
        "words": text and _around(text, row["first"], row["last"]),
        **{name: row[name] for name in ("publisher", "title", "url", "article_id", "origin_id")},
    }


def _around(text: str, first: int, last: int) -> str:
    """The word in its line: cut at spaces where the line is longer than AROUND on a side."""
    begin = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    end = len(text) if end < 0 else end
    before, after = text[begin:first], text[last:end]
    if len(before) > AROUND:
        before = "…" + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + "…"
    return before + text[first:last] + after


def _offices(key: str, knowledge: Knowledge, since: date | None, until: date | None) -> list[Row]:
    person = knowledge.actors.persons.get(key)
    if person is None:
        return []
    first, last = since or date.min, until or date.max
    served = [Membership("", "", term.start, term.end).meets(first, last) for term in person.terms]
    return [office for office, there in zip(offices(person, None), served, strict=True) if there]


def _memberships(key: str, knowledge: Knowledge, first: date, last: date) -> list[Row]:
    """In which organisations a state stood at any time from `first` to `last`, and as what."""
    found = []
    for organisation in knowledge.actors.organisations.values():
        for member in organisation.members:
            if member.state == key and Membership(key, member.status, *member.span).meets(first, last):
                found.append(
                    {
                        "organisation": organisation.id,
                        "name": organisation.name,
                        "status": member.status,
                        "start": member.start or None,
                        "end": member.end or None,
                        "source": organisation.source,
                        "checked": organisation.checked,
                    }
                )
    return sorted(found, key=lambda row: (row["status"] != "member", row["status"], row["organisation"]))


def _members(key: str, knowledge: Knowledge, on: date) -> list[Row]:
    """Who stands in an organisation on a day."""
    organisation = knowledge.actors.organisations.get(key)
    if organisation is None or not organisation.members:
        return []
    return [
        {"state": row.state, "status": row.status, "start": row.start, "end": row.end}
        for row in read_bloc(key, knowledge).standing(on)
    ]
