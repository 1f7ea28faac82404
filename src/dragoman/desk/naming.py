"""The actor a person means by a name: a country code, an id, or whoever bears the name today."""

from __future__ import annotations

from datetime import date

from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.knowledge.files import near
from dragoman.who import who


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
