"""Score the whole reading on stories written for dragoman: acts, what happened, status, actors, dates, references."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.evaluate.scores import Tally, total
from dragoman.knowledge import Knowledge
from dragoman.model import Article, Document, Event, Party, Span
from dragoman.pipeline import read_articles

# What is scored as a share of matched acts, beside the acts themselves.
FIELDS = ("status", "happened", "actor", "recipient", "mode", "content", "when")


@dataclass(slots=True)
class StoryScore:
    """One story: acts found, acts told as happened, fields of matched acts, and the rest."""

    id: str
    style: str
    acts: Tally = field(default_factory=Tally)
    happened: Tally = field(default_factory=Tally)
    fields: Counter[str] = field(default_factory=Counter)
    nothing: Counter[str] = field(default_factory=Counter)
    times: Tally = field(default_factory=Tally)
    references: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)


def read_stories(folder: Path) -> list[dict[str, Any]]:
    """The stories of a folder, by id. Raises InputError where it holds none or a file is no TOML."""
    stories = []
    for path in sorted(folder.glob("*.toml")):
        try:
            stories.append(tomllib.loads(path.read_text(encoding="utf-8")))
        except tomllib.TOMLDecodeError as error:
            raise InputError(str(path), f"not TOML: {error}") from error
    if not stories:
        raise InputError(str(folder), "no story in this folder; a story is a .toml file")
    return stories


def article_of(story: dict[str, Any]) -> Article:
    """A story as the article the coder gets."""
    return Article(story["text"].strip(), title=story.get("title", ""), published=story["published"], id=story["id"])


def find_words(doc: Document, words: str, occurrence: int = 1) -> Span:
    """Where some words of a story stand, whole words, title first. Raises ValueError where they do not."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    found = [match.span() for match in pattern.finditer(doc.text)]
    if len(found) < occurrence:
        raise ValueError(f"{doc.id}: {words!r} does not stand {occurrence} times in the text")
    return Span(*found[occurrence - 1])


def _span(doc: Document, cited: dict[str, Any]) -> Span:
    shift = 0 if cited.get("in") == "title" else doc.article.body_start
    return Span(cited["start"] + shift, cited["end"] + shift)


def _countries(parties: Iterable[Party]) -> set[str]:
    return {party.country or ("UNK" if party.via == "implicit" else "") for party in parties}


def _gold_countries(codes: Iterable[str]) -> set[str]:
    return {code.split()[0] if re.match(r"[A-Z]{3}\b", code) else "" for code in codes}


def _fields(event: Event, gold: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    yield "status", event.status == gold["status"]
    yield "happened", event.happened == gold["happened"]
    yield "actor", _countries(event.actor) == _gold_countries(gold["actor"])
    yield "recipient", _countries(event.recipient) == _gold_countries(gold["recipient"])
    yield "mode", set(event.mode) == set(gold.get("mode", ()))
    if "content" in gold:
        yield "content", event.content is not None and event.content["event_type"] == gold["content"]
    if "when" in gold:
        when = event.when or {}
        first, _, last = gold["when"].partition("/")
        said = {day for day in (when.get("start"), when.get("end")) if day}
        yield "when", first[:10] in said or (bool(last) and last in said) or when.get("value") == gold["when"]


def score_story(story: dict[str, Any], doc: Document) -> StoryScore:
    """Compare a story's annotation with its reading; an act is found where type and trigger meet."""
    score = StoryScore(story["id"], story["style"])
    gold = [(find_words(doc, item["trigger"], item.get("occurrence", 1)), item) for item in story.get("event", ())]
    said = [(_span(doc, event.trigger), event) for event in doc.events or ()]
    taken: set[int] = set()
    right = happened = 0
    for span, item in gold:
        found = next(
            (n for n, (at, event) in enumerate(said) if n not in taken and at.meets(span) and event.event_type == item["event"]),
            None,
        )
        if found is None:
            score.differences.append(f"missed {item['event']} {item['trigger']!r}: {item['why']}")
            continue
        taken.add(found)
        right += 1
        event = said[found][1]
        happened += event.happened and item["happened"]
        for name, same in _fields(event, item):
            score.fields[name] += same
            score.fields[f"{name} asked"] += 1
            if not same and name in ("status", "happened", "actor", "recipient"):
                score.differences.append(
                    f"{name} of {item['event']} {item['trigger']!r}: said {event.status} {event.voice}"
                    f"{' historical' if event.historical else ''} {sorted(_countries(event.actor))} -> "
                    f"{sorted(_countries(event.recipient))}, gold {item['status']} {item['actor']} -> {item['recipient']}"
                )
    for number, (at, event) in enumerate(said):
        if number not in taken:
            score.differences.append(f"spurious {event.event_type} {doc.text[at.start : at.end]!r} by {event.rule}, {event.status}")
    score.acts = Tally(right, len(said) - right, len(gold) - right)
    told = sum(event.happened for _, event in said)
    true = sum(item["happened"] for _, item in gold)
    score.happened = Tally(happened, told - happened, true - happened)
    for item in story.get("nothing", ()):
        span = find_words(doc, item["words"], item.get("occurrence", 1))
        score.nothing["asked"] += 1
        wrong = [event for at, event in said if span.holds(at) and event.happened]
        score.nothing["kept"] += not wrong
        score.differences.extend(f"told as happened {item['words']!r}: {item['why']}" for _ in wrong)
    _score_times(story, doc, score)
    _score_references(story, doc, score)
    return score


def _score_times(story: dict[str, Any], doc: Document, score: StoryScore) -> None:
    gold = [(find_words(doc, item["words"], item.get("occurrence", 1)), item) for item in story.get("time", ())]
    hits = 0
    for span, item in gold:
        near = [when for when in doc.times or () if Span(when.start, when.end).meets(span)]
        same = any(when.value == item["value"] for when in near)
        hits += same
        if not same:
            score.differences.append(f"time {item['words']!r}: gold {item['value']}, said {[when.value for when in near]}")
    score.times = Tally(hits, 0, len(gold) - hits)


def _score_references(story: dict[str, Any], doc: Document, score: StoryScore) -> None:
    for item in story.get("reference", ()):
        span = find_words(doc, item["words"], item.get("occurrence", 1))
        actors = {
            actor.country
            for mention in doc.mentions or ()
            if Span(mention.start, mention.end).meets(span) and span.start <= doc.tokens[mention.head].start < span.end
            for actor in doc.actors_at(mention.head)
        }
        score.references["asked"] += 1
        same = actors == _gold_countries(item["actor"])
        score.references["right"] += same
        if not same:
            score.differences.append(f"reference {item['words']!r}: gold {item['actor']}, said {sorted(actors)}")


def score_stories(folder: Path, knowledge: Knowledge) -> list[StoryScore]:
    """Read and score all stories of a folder."""
    stories = read_stories(folder)
    docs = read_articles(map(article_of, stories), knowledge)
    return [score_story(story, doc) for story, doc in zip(stories, docs, strict=True)]


def share(scores: Iterable[StoryScore], name: str) -> tuple[int, int]:
    """How many matched acts have a field right, and of how many it was asked."""
    scores = list(scores)
    return sum(score.fields[name] for score in scores), sum(score.fields[f"{name} asked"] for score in scores)


def acts(scores: Iterable[StoryScore]) -> Tally:
    """Acts found, by type and trigger."""
    return total(score.acts for score in scores)


def told_happened(scores: Iterable[StoryScore]) -> Tally:
    """Acts told as happened that did, against those that did."""
    return total(score.happened for score in scores)
