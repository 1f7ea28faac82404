"""All that the record has of one actor: what it did, had done to it, said and planned, and what others say of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
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
    asked = {"since": since and since.isoformat(), "until": until and until.isoformat()}
    actors = knowledge.actors
    below = key in actors.organisations or key in actors.groups
    incidents = store.rows("profile_rows", who=key, below=below, **asked)
    reports = store.rows("profile_reports", who=key, below=below, **asked)
    future = [row for row in reports if row["voice"] == "report" and row["status"] == "future" and not row["historical"]]
    opinion = [row for row in reports if row["voice"] == "opinion"]
    apart = {(row["article_id"], row["event_id"]) for row in (*future, *opinion)}
    told_as = Counter(
        "background" if row["historical"] else row["status"] for row in reports if (row["article_id"], row["event_id"]) not in apart
    )
    it = Its(key, knowledge)
    ids = [row["id"] for row in store.rows("actors_of_claims") if it.holds(row["id"], None)]
    claims = store.rows("claims_of_actors", ids=ids, **asked) if ids else []
    said = [row for row in claims if any(it.holds(id, row["published"]) for id in row["speaker_id"] or ())]
    own = {(row["article_id"], row["number"]) for row in said}
    said_of = [
        row
        for row in claims
        if (row["article_id"], row["number"]) not in own and any(it.holds(id, row["published"]) for id in row["about"] or ())
    ]
    judged = [
        _judgement(row)
        for row in store.rows("judgements_of_actor", who=key, below=below, **asked)
        if not any(it.holds(id, row["published"]) for id in row["holder_id"] or ())
    ]
    kind, name = _called(key, knowledge, last)
    profile = Profile(
        key,
        name,
        kind,
        first,
        last,
        _happenings(store, [row for row in incidents if row["by_it"]], it, most, by_it=True),
        _happenings(store, [row for row in incidents if row["to_it"]], it, most, by_it=False),
        _statements(said, ("type",), most),
        _statements(said_of, ("type",), most),
        _statements(judged, ("polarity",), most),
        _told(store, future, it, most),
        _told(store, opinion, it, most),
        dict(sorted(told_as.items())),
        _offices(key, knowledge, since, until),
        _memberships(key, knowledge, first, last),
        _members(key, knowledge, last),
    )
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


def _happenings(store: Reader, rows: list[Row], it: Its, most: int, *, by_it: bool) -> Section:
    others = {row["id"]: _counterparts(row, it, by_it=by_it) for row in rows}
    found = Counter((row["event_type"], name) for row in rows for name in others[row["id"]]["counterpart"] or ("",))
    counts = [{"event_type": type_, "counterpart": name, "incidents": count} for (type_, name), count in _ranked(found)]
    latest = [
        {
            "day": row["day"],
            "event_type": row["event_type"],
            "by_it": by_it,
            **others[row["id"]],
            "score": row["score"],
            "incident_id": row["id"],
            "article_id": row["article_id"],
            "event_id": row["event_id"],
        }
        for row in _latest(rows, most)
    ]
    return Section("incidents", len(rows), counts, _worded(store, latest))


def _told(store: Reader, rows: list[Row], it: Its, most: int) -> Section:
    found = Counter((row["event_type"], "by it" if row["by_it"] else "to it") for row in rows)
    counts = [{"event_type": type_, "side": side, "reports": count} for (type_, side), count in _ranked(found)]
    latest = [
        {
            "published": row["published"],
            "day": row["day"],
            "event_type": row["event_type"],
            "status": row["status"],
            "by_it": row["by_it"],
            **_counterparts(row, it, by_it=row["by_it"]),
            "article_id": row["article_id"],
            "event_id": row["event_id"],
        }
        for row in _latest(rows, most)
    ]
    return Section("reports", len(rows), counts, _worded(store, latest), len({row["article_id"] for row in rows}))


def _statements(rows: list[Row], by: tuple[str, ...], most: int) -> Section:
    found = Counter(tuple(row[name] for name in by) for row in rows)
    counts = [{**dict(zip(by, key, strict=True)), "statements": count} for key, count in _ranked(found)]
    return Section(
        "statements",
        len(rows),
        counts,
        list(_latest(rows, most)),
        len({row["article_id"] for row in rows}),
        len({row["origin_id"] or row["article_id"] for row in rows}),
    )


def _ranked(found: Counter[Any]) -> list[tuple[Any, int]]:
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _latest(rows: list[Row], most: int) -> Iterable[Row]:
    """The last of rows that stand in order of time, the last first."""
    return rows[::-1][:most]


def _worded(store: Reader, rows: list[Row]) -> list[Row]:
    keys = [{name: row[name] for name in ("article_id", "event_id")} for row in rows]
    words = {(row["article_id"], row["event_id"]): row for row in store.rows("words_of_reports", keys=json.dumps(keys))}
    for row in rows:
        report = words.get((row["article_id"], row["event_id"]), {})
        row |= {name: report.get(name) for name in ("words", "publisher", "url")} | {"published": report.get("published")}
    return rows


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
