"""What a coder is asked to judge next, and a judgement held against the desk before it is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dragoman.desk.naming import actor_key, type_key
from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.knowledge.files import near
from dragoman.model.annotation import Annotation, check_label, joined
from dragoman.reading.words import STATUS_SIGNS
from dragoman.store.annotations import Annotations
from dragoman.store.file import Reader

ORDERS = ("random", "stratified", "unsure")
SEED = 1
MOST = 20
# What of a side is no one who is known: a doer whom the text does not name.
NOBODY = "UNK"
# Kinds of source, beside those of people ("officials").
KINDS = frozenset({"author", "document", "person", "unnamed"})
DAYS = re.compile(r"\d{4}-\d\d-\d\d|(?:\d{4}-\d\d-\d\d)?/(?:\d{4}-\d\d-\d\d)?")


def next_to_annotate(
    store: Reader, annotations: Annotations, coder: str, order: str = "random", seed: int = SEED, *, most: int = MOST
) -> list[tuple[str, str]]:
    """The next event reports that this coder has not judged, as (article_id, event_id), in one of three orders.

    random: by a hash of id and seed, the same for every coder, so that what two have judged overlaps and their agreement
    can be computed. stratified: the event types in turn, the rarest first, in each as in random. unsure: the lowest
    `confidence` first; it is null in every record until rules are measured, and then the most signs come first that the
    record could be otherwise: an opinion, a plan or denial, background, many at once, a doer or recipient who is known
    by another way than name or office, a stale title, a time the text does not tell. Signs are counted, not weighed,
    and what was drawn so says nothing of the share that is wrong in the whole desk.

    Nothing that other coders said is looked at. Raises UsageError for another order, and for what is no coder's label.
    """
    check_label(coder)
    if order not in ORDERS:
        raise UsageError(f"no order {order!r}; one of {', '.join(ORDERS)}")
    done = [one.event_id for one in annotations.latest(coder) if one.event_id]
    rows = store.rows(f"annotations/next_{order}", done=json.dumps(done), seed=str(seed), most=most)
    return [(row["article_id"], row["event_id"]) for row in rows]


def judged(
    store: Reader,
    knowledge: Knowledge,
    *,
    coder: str,
    article_id: str,
    verdict: str,
    event_id: str | None = None,
    fields: Mapping[str, str | None] | None = None,
    start: int | None = None,
    end: int | None = None,
    part: str | None = None,
    note: str = "",
    drawn: str = "",
) -> Annotation:
    """An annotation to be kept: run and hash of the text filled in, each value as codes of what is known.

    Raises UsageError for an article or event report that the desk has not, a stretch outside the text, and a value
    that nothing bears, with the nearest that something does.
    """
    found = store.rows("annotations/articles_of", articles=[article_id])
    if not found:
        raise UsageError(f"no article {article_id!r} in {store.path}")
    article, run = found[0], found[0]["run_id"]
    own: frozenset[str] = frozenset()
    if event_id is not None:
        current = [row for row in store.rows("annotations/records_of", keys=_keys(article_id)) if row["event_id"] == event_id]
        if not current and verdict != "withdrawn":
            raise UsageError(f"no event report {event_id!r} in article {article_id!r} as it is read now")
        if current:
            event = json.loads(current[0]["record"])
            run, own = current[0]["run_id"], frozenset(party["id"] for party in (*event["actor"], *event["recipient"]))
    length = len(article["title"] or "") if part == "title" else article["characters"]
    if end is not None and end > length:
        raise UsageError(f"no stretch of text from {start} to {end}: the {part or 'body'} of {article_id!r} ends at {length}")
    return Annotation(
        coder=coder,
        article_id=article_id,
        text_sha256=article["text_sha256"],
        verdict=verdict,
        event_id=event_id,
        run_id=run,
        fields=read_values(fields or {}, knowledge, article["published"], own),
        start=start,
        end=end,
        part=part,
        note=note.strip(),
        drawn=drawn,
    )


def _keys(article_id: str) -> str:
    return json.dumps([{"article_id": article_id, "run_id": None}])


def read_values(
    fields: Mapping[str, str | None], knowledge: Knowledge, on: date | None = None, own: frozenset[str] = frozenset()
) -> dict[str, str | None]:
    """What a person gave as the values of fields, as the codes that records have; None and "" stay.

    `own` are ids that the event report itself has. Raises UsageError.
    """

    def sides(value: str) -> str:
        return _each(value, lambda name: name if name in own else _actor(name, knowledge, on))

    kinds = KINDS | {f"{lemma}s" for lemma in knowledge.lexicon.lists["source-people"]}
    read: dict[str, Callable[[str], str]] = {
        "event_type": lambda value: type_key(value, knowledge),
        "actor": sides,
        "recipient": sides,
        "status": lambda value: _one_of(value.lower(), STATUS_SIGNS, "status"),
        "when": _days,
        "attribution": lambda value: _each(value, lambda name: name if name in kinds else sides(name)),
        "content": lambda value: _content(value, knowledge),
        "context": lambda value: _each(value, lambda name: _one_of(name, knowledge.ontology.contexts, "context")),
    }
    return {
        name: read[name](value.strip()) if value and value.strip() and name in read else _plain(value)
        for name, value in fields.items()
    }


def _plain(value: str | None) -> str | None:
    return None if value is None else value.strip()


def _each(value: str, read: Callable[[str], str]) -> str:
    return joined(read(part.strip()) for part in value.split(";") if part.strip())


def _one_of(value: str, known: Mapping[str, Any], what: str) -> str:
    if value not in known:
        raise UsageError(f"no {what} {value!r}{near(value, known)}")
    return value


def _actor(name: str, knowledge: Knowledge, on: date | None) -> str:
    """An id: of "UKR", "UKR MIL", "MIL", "Ukraine" or a person's name."""
    actors, sectors = knowledge.actors, knowledge.ontology.sectors
    words = name.replace(".", " ").split()
    whole = words[0] in actors.states or words[0] in actors.organisations or words[0] in sectors
    if name == NOBODY or (whole and all(word in sectors for word in words[1:])):
        return ".".join(words)
    return actor_key(name, knowledge, on)


def _days(value: str) -> str:
    """A day, or the first and the last with a slash between; either may be open."""
    try:
        days = [date.fromisoformat(part) for part in value.split("/") if part]
    except ValueError as error:
        raise UsageError(f"{value!r} is no time; write YYYY-MM-DD, or the first and last day with a slash between") from error
    if not DAYS.fullmatch(value) or not days or days != sorted(days):
        raise UsageError(f"{value!r} is no time; write YYYY-MM-DD, or the first and last day with a slash between")
    return value if len(set(days)) == len(days) else days[0].isoformat()


def _content(value: str, knowledge: Knowledge) -> str:
    """Type and status of the act that is promised, demanded, refused or threatened: "AID future"."""
    kind, _, status = value.partition(" ")
    return f"{type_key(kind, knowledge)} {_one_of(status.strip().lower(), STATUS_SIGNS, 'status')}"
