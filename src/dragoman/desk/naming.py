"""What a person means by a name: an actor by country code, id or name of today; an event type in any case."""

from __future__ import annotations

from datetime import date

from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.knowledge.files import near
from dragoman.who import who


def type_key(name: str, knowledge: Knowledge) -> str:
    """The event type of this name, in capitals or not. Raises UsageError with the nearest there is."""
    types = knowledge.ontology.types
    if name.upper() not in types:
        raise UsageError(f"no event type {name!r}{near(name.upper(), types)}; `dragoman ontology` lists them")
    return name.upper()


def actor_key(name: str, knowledge: Knowledge, on: date | None = None) -> str:
    """The country code or actor id to look for: RUS for "RUS", "Russia" or "Moscow".

    Raises UsageError for a name that nobody bears, with the nearest that somebody does.
    """
    actors = knowledge.actors
    if name in actors.states or name in actors.organisations or name in actors.groups or name in actors.persons:
        return name
    if "." in name and name.split(".")[0] in actors.states:
        return name
    for answer in who(name, knowledge, on):
        return answer.id
    raise UsageError(f"nobody is known as {name!r}{near(name, actors.by_name)}")
