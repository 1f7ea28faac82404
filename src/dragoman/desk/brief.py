"""Write what a desk tells of two sides, or of one, over some days: no line without the words that it rests on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman import __version__ as VERSION
from dragoman.desk.naming import check_existed
from dragoman.desk.notes import claim_of, comparable, note_at, note_origins, plays
from dragoman.desk.sentences import (
    ATTITUDES,
    FIELDS,
    capital,
    count,
    name_of,
    said_when,
    say_act,
    say_amount,
    say_day,
    say_days,
    say_list,
    say_noun,
    say_plan,
    say_told,
    say_value,
    say_when,
)
from dragoman.errors import UsageError
from dragoman.incidents.disagreements import find_disagreements
from dragoman.knowledge import Knowledge
from dragoman.model.brief import Brief, Line, Section
from dragoman.relations.dyads import bounds_of, read_arrow
from dragoman.store.file import Reader

Row = dict[str, Any]
# In a report a word of judgement that nobody is named for may be the language of news; in an opinion it is the writer's.
OPINION = "opinion"
# Kinds of numbers that mean nothing without their unit.
UNITED = frozenset({"count", "money"})


def read_brief(
    store: Reader, knowledge: Knowledge, sides: Sequence[str], *, since: date | None = None, until: date | None = None
) -> Brief:
    """The brief of one or two sides, named by code or id; without days, of all that was read.

    Raises UsageError for dates the wrong way round, an empty desk, two sides that are one, or one that was not there then.
    """
    first, last = bounds_of(store, "incident", since, until)
    one, other = sides[0], sides[1] if len(sides) > 1 else None
    if one == other:
        raise UsageError(f"{one} and {other} are one; `--actor {one}` briefs on one side")
    for side in sides:
        check_existed(side, knowledge, first, last)
    return _Writer(store, knowledge, one, other, first, last, since is None).brief()


@dataclass(frozen=True)
class _Writer:
    """What is asked for, and what answers it."""

    store: Reader
    knowledge: Knowledge
    one: str
    other: str | None
    first: date
    last: date
    from_the_start: bool

    @property
    def days(self) -> dict[str, str]:
        return {"since": self.first.isoformat(), "until": self.last.isoformat()}

    def brief(self) -> Brief:
        incidents = self.store.rows(
            "brief_incidents",
            one=self.one,
            other=self.other,
            begun=None if self.from_the_start else self.first.isoformat(),
            **self.days,
        )
        way, moved = self._way()
        reports = self._reports({row["incident_id"] for row in incidents} | {name for name in moved if name})
        told = [(row, reports[row["incident_id"]]) for row in incidents]
        planned = [(row, found) for row, found in told if row["ahead"]]
        happened = [(row, found) for row, found in told if not row["ahead"]]
        loose: dict[str, list[Row]] = {"plan": [], "denial": [], "opinion": []}
        for row in self.store.rows("brief_reports", one=self.one, other=self.other, **self.days):
            loose[row["section"]].append({**row, "record": json.loads(row["record"])})
        claims: list[Row] = []
        views: list[Row] = []
        for row in map(claim_of, self.store.rows("brief_claims", one=self.one, other=self.other, **self.days)):
            if self._between(row):
                (views if row["genre"] == OPINION and not row["speaker_id"] else claims).append(row)
        read = self.store.rows("brief_coverage", **self.days)[0]
        nothing = f"Nothing was found in {count(read['articles'], 'article')} read."
        plans = [*(self._plan(row, found) for row, found in planned), *self._loose(loose["plan"], "Planned or announced: ")]
        sections = (
            Section("What happened", tuple(self._happening(row, found) for row, found in happened), nothing),
            Section("What is claimed", tuple(self._claims(row for row in claims if row["type"] != "promise")), nothing),
            Section("What is planned", (*plans, *self._promises(claims, plans)), nothing),
            Section("What is disputed", (*self._disputes(told), *self._loose(loose["denial"], "Denied, with no report of the same happening to the contrary: ")), nothing),
            Section("What is opinion", (*self._loose(loose["opinion"], "In the writer's view: "), *self._judgements(), *self._claims(views, "In an opinion: ")), nothing),
        )  # fmt: skip
        return Brief(
            title=f"{say_list(self._names())}, {say_days(self.first, self.last)}",
            sides=tuple(filter(None, (self.one, self.other))),
            first=self.first,
            last=self.last,
            counts=tuple(
                _counts(read, happened, planned, sections, "up to the last of them" if self.from_the_start else "in these days")
            ),
            coverage=tuple(self._coverage(read)),
            way=way,
            moved_by=tuple(self._told_again(reports[name]) for name in moved if name in reports),
            sections=sections,
            coder=f"dragoman {VERSION}",
        )

    def _names(self) -> list[str]:
        return [name_of(side, self.knowledge) for side in (self.one, self.other) if side]

    def _reports(self, incidents: Iterable[str]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.store.rows("reports_of_incidents", incidents=sorted(incidents)):
            found.setdefault(row["incident_id"], []).append({**row, "record": json.loads(row["record"])})
        return found

    # -- what happened

    def _happening(self, incident: Row, reports: list[Row]) -> Line:
        """One incident: the report that speaks for it as a sentence, with a note for each origin, and its numbers."""
        lead = _lead(incident, reports)
        telling = [row for row in reports if row["counts"]]
        when = say_when(lead["record"], lead["published"])
        notes = note_origins(sorted(telling, key=lambda row: row is not lead))
        text = f"{capital(when)}, {say_act(lead['record'], self.knowledge)}; {say_told(len(notes), len(telling))}."
        return Line(text, notes, incident["day"], incident["incident_id"], (*_numbers(telling), *_denials(reports)))

    def _plan(self, incident: Row, reports: list[Row]) -> Line:
        """One promise of something to come: a text that schedules an act tells its day, one that tells a promise the promise's."""
        lead = _lead(incident, reports)
        telling = sorted((row for row in reports if row["counts"]), key=lambda row: row is not lead)
        notes, record = note_origins(telling), lead["record"]
        when = say_when(record, None).removeprefix("on ").removeprefix("within ") if said_when(record) else ""
        text = f"{capital(say_plan(record, self.knowledge))}; {f'time told: {when}; ' if when else ''}{say_told(len(notes), len(telling))}."
        return Line(text, notes, incident["day"], incident["incident_id"], tuple(_numbers(telling)))

    def _told_again(self, reports: list[Row]) -> Line:
        """An incident in one line, as one of those that a way rests on."""
        telling = [row for row in reports if row["counts"]]
        lead, notes = _lead({}, reports), note_origins(telling)
        if _is_ahead(lead["record"]):
            text = capital(say_plan(lead["record"], self.knowledge))
        else:
            text = f"{capital(say_when(lead['record'], lead['published']))}, {say_act(lead['record'], self.knowledge)}"
        return Line(f"{text}.", notes, lead["published"], lead["incident_id"])

    def _way(self) -> tuple[str, list[str]]:
        """Which way two sides go up to the last day, and the incidents that pull hardest."""
        if self.other is None:
            return "", []
        arrow = read_arrow(self.store, self.one, self.other, until=max(self.last, self._begin()), unit="week")
        counting = " What counts most in it:" if arrow.rows else ""
        return f"By weeks up to {say_day(self.last)}: {arrow.way} ({arrow.why}).{counting}", list(
            dict.fromkeys(row.incident_id or "" for row in arrow.rows)
        )

    def _begin(self) -> date:
        begin, _ = bounds_of(self.store, "incident", None, None)
        return begin

    # -- what is told otherwise than as happened

    def _loose(self, rows: Iterable[Row], before: str) -> Iterator[Line]:
        """Reports that no incident holds, one line for those that say the same of the same sides."""
        for alike in _together(rows, _same_act):
            row = alike[0]
            notes = note_origins(alike)
            text = f"{before}{say_noun(row['record'], self.knowledge)}; {say_told(len(notes), len(alike))}."
            yield Line(text, notes, row["published"])

    def _claims(self, rows: Iterable[Row], before: str = "") -> Iterator[Line]:
        """Each claim once, in its exact words and with the word that marks it as one."""
        for alike in _together(
            rows, lambda row: (row["type"], tuple(row["speaker_id"]), (row["words"] or row["place"]).casefold())
        ):
            row = alike[0]
            notes = note_origins(alike)
            kind = "" if row["type"] == "claim" else f"{row['type'].capitalize()}: "
            cue = f" “{row['cue']['text']}”" if (row["cue"]["text"] or "")[:1].isalpha() else ""
            words = f"“{row['words']}”" if row["words"] else "words that this desk does not keep"
            many = f"; {say_told(len(notes), len(alike))}" if len(alike) > 1 else ""
            yield Line(f"{before}{kind}{capital(self._speaker(row))}{cue}: {words}{many}.", notes, row["published"])

    def _speaker(self, row: Row) -> str:
        """Who says it: the text's own words, and whom they stand for where they do not say it themselves."""
        names = [name for key in row["speaker_id"] if (name := name_of(key, self.knowledge)) != row["speaker"]]
        if not row["speaker"]:
            return say_list(names) or "somebody"
        return (
            f"{row['speaker']} ({'; '.join(name.replace(' (', ', ').replace(')', '') for name in names)})"
            if names
            else row["speaker"]
        )

    def _promises(self, claims: Iterable[Row], plans: Iterable[Line]) -> Iterator[Line]:
        """Promises in words that no plan above rests on already."""
        seen = {(note.article_id, note.span) for line in plans for note in line.all_notes()}

        def told(row: Row) -> bool:
            start, end = row["span"]
            return any(name == row["article_id"] and span and span[0] <= start and end <= span[1] for name, span in seen)

        return self._claims(row for row in claims if row["type"] == "promise" and not told(row))

    def _between(self, row: Row) -> bool:
        """Whether a claim is of one side about the other, or by anybody about both; of one side, by or about it."""
        by, on = row["speaker_id"], row["about"]
        if self.other is None:
            return plays(by, self.one) or plays(on, self.one)
        ways = ((self.one, self.other), (self.other, self.one))
        return any((plays(by, a) or plays(on, a)) and plays(on, b) for a, b in ways)

    def _disputes(self, told: Iterable[tuple[Row, list[Row]]]) -> Iterator[Line]:
        """Each field on which the reports of an incident disagree, every value with those who tell it."""
        for incident, reports in told:
            by_key = {(row["article_id"], row["event_id"]): row for row in reports}
            for item in json.loads(incident["disagreements"] or "[]"):
                values = []
                for value in item["values"]:
                    found = [by_key[tuple(key)] for key in value["reports"] if tuple(key) in by_key]
                    if found:
                        notes = note_origins(found)
                        said = say_value(item["field"], value["value"], self.knowledge)
                        values.append(Line(f"{capital(said)}: {say_told(len(notes), len(found))}.", notes))
                notes = tuple(dict.fromkeys(line.notes[0] for line in values))
                what = say_noun(_lead(incident, reports)["record"], self.knowledge)
                text = f"Reports of one happening ({what}, {say_day(incident['day'])}) disagree on {FIELDS[item['field']]}."
                yield Line(text, notes, incident["day"], incident["incident_id"], tuple(values))

    # -- what is opinion

    def _judgements(self) -> Iterator[Line]:
        """Who judges whom and how, in the words of judgement, one line an article, judge, judged and attitude."""
        for article in self.store.rows("brief_judgements", one=self.one, other=self.other, **self.days):
            found: dict[tuple[str, str, int], list[Row]] = {}
            for item in json.loads(article["stance"]):
                judged = [
                    side["name"] or name_of(side["id"], self.knowledge)
                    for side in item["target"]
                    if self._judged(side, item, article)
                ]
                for name in judged:
                    found.setdefault((self._judge(item, article), name, item["polarity"]), []).append(item)
            for (judge, name, polarity), items in found.items():
                words = "”, “".join(dict.fromkeys(item["text"] or item["cue"] for item in items))
                notes = [note_at(article, [item], "judgement") for item in items]
                kind = f"{capital(judge)} judges {name} {ATTITUDES[polarity]}: “{words}”."
                yield Line(kind, tuple({note.place: note for note in notes}.values()), article["published"])

    def _judge(self, item: Row, article: Row) -> str:
        holder, place = item["holder"], f"in {article['publisher'] or article['article_id']} ({article['genre']})"
        if holder.get("actor"):
            return say_list(name_of(key, self.knowledge) for key in holder["actor"])
        return f"“{holder['text']}” {place}" if holder.get("text") else f"the writer {place}"

    def _judged(self, side: Row, item: Row, article: Row) -> bool:
        """Whether a judgement is of one side on the other, or an opinion's on either in a text that names both."""
        holder, judged = item["holder"].get("actor") or [], [side["id"]]
        if not holder:
            named = self.other is None or (plays(article["named"], self.one) and plays(article["named"], self.other))
            return article["genre"] == OPINION and named and any(plays(judged, who) for who in (self.one, self.other) if who)
        if self.other is None:
            return plays(judged, self.one) or plays(holder, self.one)
        return any(plays(holder, a) and plays(judged, b) for a, b in ((self.one, self.other), (self.other, self.one)))

    # -- what could be seen

    def _coverage(self, read: Row) -> Iterator[str]:
        unread = [row["day"] for row in self.store.rows("days_unread", **self.days)]
        if unread:
            of = (self.last - self.first).days + 1
            yield (
                f"No article was read of {len(unread)} of {count(of, 'day')} ({say_list(map(say_days, *_runs(unread)))}): "
                "that nothing is told of them does not say that nothing happened."
            )
        if read["undated"]:
            yield f"{count(read['undated'], 'article')} of this desk without a date could not be asked."
        for gap in self.store.rows("gaps_between", **self.days):
            yield f"{gap['feed']} could not be seen from {gap['since']:%Y-%m-%d %H:%M} to {gap['until']:%Y-%m-%d %H:%M} UTC: {gap['reason']}."


def _runs(days: Sequence[date]) -> tuple[list[date], list[date]]:
    """The first and the last days of stretches without a break."""
    firsts = [day for number, day in enumerate(days) if not number or (day - days[number - 1]).days > 1]
    lasts = [day for number, day in enumerate(days, 1) if number == len(days) or (days[number] - day).days > 1]
    return firsts, lasts


def _counts(
    read: Row, happened: Sequence[tuple[Row, list[Row]]], planned: Sequence[Any], sections: Sequence[Section], days: str
) -> Iterator[str]:
    reports = [row for _, found in happened for row in found if row["counts"]]
    origins = len({row["origin_id"] for row in reports})
    yield (
        f"{count(read['articles'], 'article')} of {count(read['origins'], 'independent origin')} by {count(read['outlets'], 'outlet')} "
        "published in these days were read."
    )
    yield (
        f"{count(len(happened), 'incident')} that began {days}, told as having happened in {count(len(reports), 'report')} of "
        f"{count(origins, 'independent origin')}."
    )
    yield f"{count(len(planned), 'incident')} that {'is a promise' if len(planned) == 1 else 'are promises'} of something to come."
    lines = {section.title: len(section.lines) for section in sections[1:]}
    yield f"Lines: {', '.join(f'{number} under “{title}”' for title, number in lines.items())}."


def _is_ahead(record: Row) -> bool:
    """Whether an act is a promise of something to come: the query of incidents calls it so too."""
    return record["quad"] == 1 and bool(record["content"]) and record["content"]["status"] == "future"


def _lead(incident: Row, reports: list[Row]) -> Row:
    """The report to say an incident by: of those that name the sides as most origins do, the one that speaks for it."""
    key = (incident.get("lead_article"), incident.get("lead_event"))
    telling = sorted((row for row in reports if row["counts"]), key=lambda row: (row["article_id"], row["event_id"]) != key)
    origins: dict[Any, set[str]] = {}
    for row in telling:
        origins.setdefault(_countries(row), set()).add(row["origin_id"])
    return max(telling, key=lambda row: len(origins[_countries(row)]))


def _countries(row: Row) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(party["country"] or party["id"] for party in row["record"][side]) for side in ("actor", "recipient"))


def _numbers(reports: Sequence[Row]) -> Iterator[Line]:
    """What the reports count, thing by thing: the values, or their range where the reports disagree."""
    found: dict[tuple[str, str], list[tuple[Row, Row]]] = {}
    for row in reports:
        for item in row["record"]["quantity"]:
            thing = item["kind"], item["unit"] if item["kind"] in UNITED else ""
            found.setdefault(thing, []).append((row, item))
    for (kind, unit), told in sorted(found.items()):
        values = sorted({(item["min"], item["max"]) for _, item in told}, key=lambda value: (value[0] or 0, value[1] or 0))
        bounds = [bound for value in values for bound in value if bound is not None]
        odd = find_disagreements(comparable(row, [item]) for row, item in told)
        if any(item["field"] == "number" for item in odd):
            amount = f"{say_amount(min(bounds), max(bounds))}, as the reports disagree"
        else:
            amount = say_list(say_amount(*value) for value in values)
        words = ", ".join(
            f"“{word}”" for word in dict.fromkeys(item["span"]["text"] for _, item in sorted(told, key=_size)) if word
        )
        yield Line(f"{capital(unit or kind)}: {amount}{f' ({words})' if words else ''}.", note_origins([row for row, _ in told]))


def _size(told: tuple[Row, Row]) -> tuple[float, float]:
    _, item = told
    return item["min"] or 0, item["max"] or 0


def _denials(reports: Iterable[Row]) -> Iterator[Line]:
    """That some of an incident's reports deny it."""
    denying = [row for row in reports if row["status"] == "negated"]
    if denying:
        notes = note_origins(denying)
        yield Line(f"It is denied; {say_told(len(notes), len(denying))}.", notes)


def _same_act(row: Row) -> tuple[Any, ...]:
    record = row["record"]
    sides = tuple(tuple(party["id"] for party in record[name]) for name in ("actor", "recipient"))
    when = record["when"] or {}
    content = record["content"] or {}
    return record["event_type"], tuple(record["mode"]), sides, content.get("event_type"), when.get("start"), record["voice"]


def _together(rows: Iterable[Row], key: Any) -> list[list[Row]]:
    """Rows that are alike by a key, in the order in which each kind came first."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return list(found.values())
