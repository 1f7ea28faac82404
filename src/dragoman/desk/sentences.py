"""Say coded fields in plain sentences of our own: who, what, to whom, when, where; no word of judgement is ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dragoman.knowledge import Knowledge

Row = Mapping[str, Any]
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
ATTITUDES = {1: "favourably", -1: "unfavourably"}
FIELDS = {
    "happened": "whether it happened",
    "actor": "who did it",
    "recipient": "to whom it was done",
    "where": "where it was",
    "when": "when it was",
    "number": "how many",
}


def say_day(day: date) -> str:
    """A day as it is said: "16 May 2024"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_days(first: date, last: date) -> str:
    """Some days in a row, without what the two ends share: "13 to 19 May 2024"."""
    if first == last:
        return say_day(first)
    begin = say_day(first)
    if first.year == last.year:
        begin = f"{first.day}" if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"
    return f"{begin} to {say_day(last)}"


def say_list(words: Iterable[str]) -> str:
    """Words as a list: "a, b and c"."""
    *before, last = list(words) or [""]
    return f"{', '.join(before)} and {last}" if before else last


def capital(text: str) -> str:
    """A sentence with its first letter large."""
    return text[:1].upper() + text[1:]


def name_of(key: str, knowledge: Knowledge) -> str:
    """Who bears an id: "China", "Xi Jinping (China)", "China (Military)", or the id itself."""
    actors = knowledge.actors
    if key in actors.states:
        return actors.states[key].name
    if key in actors.persons:
        country = actors.country_name(key.split(".")[0])
        return f"{actors.persons[key].name} ({country})"
    if key in actors.organisations:
        return actors.organisations[key].name
    if key in actors.groups:
        return next(entry.name for entry in actors.entries if entry.id == key)
    if key in knowledge.ontology.sectors:
        return knowledge.ontology.sectors[key].name.lower()
    head, _, sectors = key.partition(".")
    known = [
        knowledge.ontology.sectors[code].name.lower() if code in knowledge.ontology.sectors else code for code in sectors.split(".")
    ]
    return f"{actors.country_name(head)} ({', '.join(known)})" if sectors and head in actors.states else key


def say_side(parties: Iterable[Row], knowledge: Knowledge) -> str:
    """One side of an event, each of it with its country: "Vladimir Putin (Russia) and Xi Jinping (China)"."""
    said: dict[str, None] = {}
    for party in parties:
        if party["via"] == "implicit":
            continue
        # Who has no name of his own ("Russian missiles") is called as the text calls him.
        words = " ".join(party["text"].split()) if party["via"] == "noun" and party["text"] else ""
        name = words or party["name"] or name_of(party["id"], knowledge)
        country = knowledge.actors.country_name(party["country"]) if party["country"] in knowledge.actors.states else ""
        said[name if not country or country in name or country == name else f"{name} ({country})"] = None
    return say_list(said)


def say_act(record: Row, knowledge: Knowledge) -> str:
    """Who did what to whom, where and of what, as a clause in the past."""
    telling = knowledge.ontology.telling(record["event_type"], tuple(record["mode"]))
    actor, recipient = say_side(record["actor"], knowledge), say_side(record["recipient"], knowledge)
    act = telling.to.format(recipient=recipient) if recipient else telling.alone
    return f"{actor or 'somebody not named'} {act}{_where(record)}{_content(record, knowledge)}"


def say_noun(record: Row, knowledge: Knowledge) -> str:
    """The same as a thing: "a visit, by Vladimir Putin (Russia), to or with China"."""
    telling = knowledge.ontology.telling(record["event_type"], tuple(record["mode"]))
    actor, recipient = say_side(record["actor"], knowledge), say_side(record["recipient"], knowledge)
    parts = [telling.noun, f"by {actor}" if actor else "", f"towards {recipient}" if recipient else ""]
    return ", ".join(filter(None, parts)) + _where(record) + _content(record, knowledge)


def say_plan(record: Row, knowledge: Knowledge) -> str:
    """What is to come, by whom: "a visit to come, by Vladimir Putin (Russia), towards China"."""
    content = record["content"]
    noun = knowledge.ontology.telling(content["event_type"], tuple(content["mode"])).noun
    actor, recipient = say_side(record["actor"], knowledge), say_side(record["recipient"], knowledge)
    parts = [f"{noun} to come", f"by {actor}" if actor else "", f"towards {recipient}" if recipient else ""]
    return ", ".join(filter(None, parts)) + _where(record) + _meant(content)


def _where(record: Row) -> str:
    """The place, where it is more than the name of a side that was already said."""
    place = record["where"]
    if not place or place["name"] in {party["name"] for party in (*record["actor"], *record["recipient"])}:
        return ""
    return f", at {place['name']}" if place["precision"] in ("point", "water") else f" in {place['name']}"


def _content(record: Row, knowledge: Knowledge) -> str:
    """What is promised, demanded, refused, threatened or alleged, where the event says."""
    content = record["content"]
    if not content:
        return ""
    telling = knowledge.ontology.telling(content["event_type"], tuple(content["mode"]))
    return f": {telling.noun}{_meant(content)}"


def _meant(content: Row) -> str:
    when = content.get("when") or {}
    if when.get("by") != "expression" or not when.get("start") or not when.get("end"):
        return ""
    return f", meant for {say_days(date.fromisoformat(when['start']), date.fromisoformat(when['end']))}"


def say_when(record: Row, published: date | None) -> str:
    """The day or days it is told for; where no words tell them, only when it was reported."""
    when = record["when"] or {}
    start, end = when.get("start"), when.get("end")
    if when.get("by") in ("expression", "dateline") and (start or end):
        first, last = (date.fromisoformat(day) if day else None for day in (start, end))
        if first and last:
            return f"on {say_day(first)}" if first == last else f"within {say_days(first, last)}"
        return f"since {say_day(first)}" if first else f"by {say_day(last)}" if last else ""
    return f"as reported on {say_day(published)}" if published else "on a day not told"


def said_when(record: Row) -> bool:
    """Whether words of the text tell its time."""
    return bool(record["when"]) and record["when"]["by"] == "expression"


def say_told(origins: int, reports: int) -> str:
    """On how much it rests: "told by 3 independent origins in 5 reports"."""
    return f"told by {count(origins, 'independent origin')} in {count(reports, 'report')}"


def count(number: int, unit: str) -> str:
    """A number with its unit, in the plural where there is not one."""
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


def say_amount(low: float | None, high: float | None) -> str:
    """A number with its bounds: "17", "at least 60", "up to 5", "3 to 5"."""
    if low is not None and low == high:
        return f"{low:,g}"
    if low is None or high is None:
        return f"at least {low:,g}" if low is not None else f"up to {high:,g}" if high is not None else "a number not told"
    return f"{low:,g} to {high:,g}"


def say_value(field: str, value: str, knowledge: Knowledge) -> str:
    """A value that reports disagree on, in words: countries by name, days as they are said."""
    if field in ("actor", "recipient"):
        return say_list(knowledge.actors.country_name(code) for code in value.split(", "))
    if field == "when":
        return say_days(*(date.fromisoformat(day) for day in (value.split(" to ") * 2)[:2]))
    if field == "where":
        place, _, code = value.rpartition(", ")
        return f"{place} ({knowledge.actors.country_name(code)})" if place else value
    return f"it {value}" if field == "happened" else value
