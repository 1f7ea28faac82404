"""Make gold of what coders said: where an event is, where none is, and by which codes, as far as they agree."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.errors import InputError
from dragoman.knowledge import Knowledge
from dragoman.model.annotation import CODED, Annotation, coded
from dragoman.store.annotations import Annotations
from dragoman.store.file import Reader


class Place(NamedTuple):
    """Where in an article the word stands that tells an act; `part` is "title", or None in the body."""

    start: int
    end: int
    part: str | None = None

    def meets(self, other: Place) -> bool:
        """Whether the two share at least one character."""
        return self.part == other.part and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event as coders hold it, or what they hold to be none; `codes` are what they agree on.

    `wrong` are codes that they hold to be wrong without telling a better one. `by_hand` is an event that was missing: its
    place was marked by a person. `disputed` says that coders differ in some of it.
    """

    place: Place
    is_event: bool = True
    codes: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    event_id: str = ""
    by_hand: bool = False
    disputed: bool = False
    drawn: str = ""


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article's gold. `complete`: a coder read it to the end, and what is not in it is no event.

    Of the `unjudged` places, where an event was coded then, nobody said anything; of the `disputed` ones coders differ.
    """

    id: str
    text_sha256: str
    published: str
    complete: bool
    coders: tuple[str, ...]
    events: tuple[GoldEvent, ...]
    unjudged: tuple[Place, ...] = ()
    disputed: tuple[Place, ...] = ()
    title: str | None = None
    text: str | None = None


def place_of(event: Mapping[str, Any]) -> Place:
    """Where an event record's trigger stands."""
    trigger = event["trigger"]
    return Place(trigger["start"], trigger["end"], "title" if trigger.get("in") == "title" else None)


def held(annotation: Annotation, codes: Mapping[str, str]) -> dict[str, tuple[bool, str]]:
    """What a coder holds each field to be, of an event coded so: (True, what it is) or (False, what it is not).

    A field that is not named wrong is held to be right. Of an event that was missing it is what the coder tells; of what
    is no event, nothing.
    """
    if not annotation.is_event:
        return {}
    if annotation.verdict == "missing":
        return {name: (True, value) for name, value in annotation.fields.items() if value is not None}
    found = {name: (True, value) for name, value in codes.items()}
    for name, value in annotation.fields.items():
        found[name] = (True, value) if value is not None else (False, codes.get(name, ""))
    return found


def said_records(store: Reader, annotations: Iterable[Annotation]) -> dict[tuple[str, str], dict[str, Any]]:
    """The event records that were judged, as they were coded then, by the ids of annotation and event."""
    asked = [one for one in annotations if one.event_id]
    keys = [{"article_id": one.article_id, "event_id": one.event_id, "run_id": one.run_id} for one in asked]
    rows = store.rows("annotations/said_of", keys=json.dumps(keys)) if keys else []
    found = {(row["article_id"], row["event_id"], row["run_id"]): row["record"] for row in rows}
    records = {}
    for one in asked:
        if record := found.get((one.article_id, one.event_id, one.run_id)):
            records[one.id, one.event_id or ""] = json.loads(record)
    return records


def lost(store: Reader, annotations: Annotations) -> int:
    """How many annotations that stand are of an event report which this desk has not, as it was when it was judged.

    A desk keeps what every run coded; one that was built anew by another make of dragoman has it no longer.
    """
    asked = [one for one in annotations.latest() if one.event_id]
    return len(asked) - len(said_records(store, asked))


def gold_of(store: Reader, annotations: Annotations, coder: str | None = None) -> tuple[GoldArticle, ...]:
    """The gold that all coders make together, or one: article by article, by id.

    Where coders differ on whether there is an event, the place is disputed; where they differ on a field, it is not among the codes.
    """
    standing = annotations.latest(coder)
    by_article: dict[str, list[Annotation]] = defaultdict(list)
    for one in standing:
        by_article[one.article_id].append(one)
    known = {row["article_id"]: row for row in store.rows("annotations/articles_of", articles=sorted(by_article))}
    records = said_records(store, standing)
    coded_then = _coded_then(store, standing)
    return tuple(
        _article(known[name], said, records, coded_then.get(name, []))
        for name, said in sorted(by_article.items())
        if name in known and known[name]["text_sha256"] == said[0].text_sha256
    )


def _coded_then(store: Reader, standing: Iterable[Annotation]) -> dict[str, list[Place]]:
    """Where events were coded in each article when it was said to be complete."""
    keys = [{"article_id": one.article_id, "run_id": one.run_id} for one in standing if one.verdict == "complete"]
    found: dict[str, list[Place]] = defaultdict(list)
    for row in store.rows("annotations/records_of", keys=json.dumps(keys)) if keys else ():
        found[row["article_id"]].append(place_of(json.loads(row["record"])))
    return found


def _article(
    row: Mapping[str, Any], said: Sequence[Annotation], records: Mapping[tuple[str, str], dict[str, Any]], coded_then: list[Place]
) -> GoldArticle:
    finished = {one.coder for one in said if one.verdict == "complete"}
    events, unsettled = _judged(said, records)
    taken = {event.place for event in events}
    for event, contested in _missing(said, finished):
        if event.place not in taken:
            (unsettled if contested else events).append(event)
    disputed = {event.place for event in unsettled}
    unjudged = set(coded_then) - disputed - {event.place for event in events}
    return GoldArticle(
        row["article_id"],
        row["text_sha256"],
        str(row["published"] or ""),
        bool(finished),
        tuple(sorted({one.coder for one in said})),
        tuple(sorted(events, key=lambda event: (event.place.part or "", event.place))),
        _sorted(unjudged),
        _sorted(disputed),
        row["title"],
        row["text"],
    )


def _sorted(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: (place.part or "", place.start, place.end)))


def _judged(
    said: Iterable[Annotation], records: Mapping[tuple[str, str], dict[str, Any]]
) -> tuple[list[GoldEvent], list[GoldEvent]]:
    """The event reports that were judged, and those whose coders differ on whether there is an event at all."""
    grouped: dict[str, list[Annotation]] = defaultdict(list)
    for one in said:
        if one.event_id and (one.id, one.event_id) in records:
            grouped[one.event_id].append(one)
    settled: list[GoldEvent] = []
    unsettled: list[GoldEvent] = []
    for event_id, group in grouped.items():
        record = records[group[0].id, event_id]
        views = [held(one, coded(records[one.id, event_id])) for one in group]
        codes, wrong, disputed = _common(views)
        event = GoldEvent(
            place_of(record), bool(group[0].is_event), codes, wrong, event_id, disputed=disputed, drawn=group[0].drawn
        )
        (settled if len({one.is_event for one in group}) == 1 else unsettled).append(event)
    return settled, unsettled


def _missing(said: Iterable[Annotation], finished: set[str]) -> Iterator[tuple[GoldEvent, bool]]:
    """The events that were missing, each with whether another coder read the article to its end and saw none."""
    grouped: dict[Place, list[Annotation]] = defaultdict(list)
    for one in said:
        if one.verdict == "missing" and one.start is not None and one.end is not None:
            grouped[Place(one.start, one.end, one.part)].append(one)
    for place, group in grouped.items():
        codes, wrong, disputed = _common([held(one, {}) for one in group])
        yield GoldEvent(place, True, codes, wrong, by_hand=True, disputed=disputed), bool(finished - {one.coder for one in group})


def _common(views: Sequence[Mapping[str, tuple[bool, str]]]) -> tuple[dict[str, str], dict[str, str], bool]:
    """What several coders hold together: codes that are right, codes that are wrong, and whether they differ in any."""
    right, wrong, disputed = {}, {}, False
    for name in CODED:
        said = [view[name] for view in views if name in view]
        values, never = {value for is_so, value in said if is_so}, {value for is_so, value in said if not is_so}
        if len(values) > 1 or values & never:
            disputed = True
        elif values:
            right[name] = values.pop()
        elif never:
            wrong[name] = never.pop()
    return right, wrong, disputed


def gold_lines(gold: Iterable[GoldArticle], knowledge: Knowledge, *, texts: bool = False) -> Iterator[dict[str, Any]]:
    """Gold as JSON values, one an article: offsets and codes; without `texts` no word of the articles."""
    for article in gold:
        made: dict[str, Any] = {
            "id": article.id,
            "text_sha256": article.text_sha256,
            "published": article.published,
            "complete": article.complete,
            "coders": list(article.coders),
            "events": [_line(event, knowledge, texts) for event in article.events if event.is_event],
            "not_events": [_placed(event.place) | _id(event) for event in article.events if not event.is_event],
            "unjudged": [_placed(place) for place in article.unjudged],
            "disputed": [_placed(place) for place in article.disputed],
        }
        yield made | ({"title": article.title, "text": article.text} if texts else {})


def _line(event: GoldEvent, knowledge: Knowledge, texts: bool) -> dict[str, Any]:
    codes, wrong = (
        {name: value for name, value in found.items() if texts or name != "where" or _is_ours(value, knowledge)}
        for found in (event.codes, event.wrong)
    )
    flags = {name: True for name in ("by_hand", "disputed") if getattr(event, name)}
    return _placed(event.place) | _id(event) | {"codes": codes, "wrong": wrong} | flags


def _is_ours(where: str, knowledge: Knowledge) -> bool:
    """Whether a place is named by a name that we know, and not by words of the text."""
    name, _, country = where.rpartition(", ") if ", " in where else (where, "", "")
    return not where or name == knowledge.actors.country_name(country) or knowledge.places.find(name, country) is not None


def _placed(place: Place) -> dict[str, Any]:
    return {"start": place.start, "end": place.end} | ({"in": place.part} if place.part else {})


def _id(event: GoldEvent) -> dict[str, Any]:
    return ({"event_id": event.event_id} if event.event_id else {}) | ({"drawn": event.drawn} if event.drawn else {})


def read_gold(path: Path) -> tuple[GoldArticle, ...]:
    """The gold of a file that `gold_lines` was written to. Raises InputError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read as gold: {error}") from error
    found = []
    for number, line in enumerate(lines, 1):
        try:
            found.append(_read(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise InputError(f"{path}:{number}", "no article of annotations; `dragoman annotations gold` writes them") from error
    return tuple(found)


def _read(row: Mapping[str, Any]) -> GoldArticle:
    def place(item: Mapping[str, Any]) -> Place:
        return Place(int(item["start"]), int(item["end"]), item.get("in"))

    events = [
        GoldEvent(
            place(item),
            True,
            dict(item["codes"]),
            dict(item["wrong"]),
            item.get("event_id", ""),
            bool(item.get("by_hand")),
            bool(item.get("disputed")),
            item.get("drawn", ""),
        )
        for item in row["events"]
    ]
    none = [
        GoldEvent(place(item), False, event_id=item.get("event_id", ""), drawn=item.get("drawn", "")) for item in row["not_events"]
    ]
    return GoldArticle(
        row["id"],
        row["text_sha256"],
        row["published"],
        bool(row["complete"]),
        tuple(row["coders"]),
        tuple(sorted((*events, *none), key=lambda event: (event.place.part or "", event.place))),
        tuple(place(item) for item in row["unjudged"]),
        tuple(place(item) for item in row["disputed"]),
    )
