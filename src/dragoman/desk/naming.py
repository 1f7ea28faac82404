"""What a person means by a name: an actor or bloc by code, id or name of today; an event type in any case. And what a code is called."""

from __future__ import annotations

from datetime import date

from dragoman.errors import UnknownError, UsageError
from dragoman.knowledge import Knowledge
from dragoman.knowledge.files import near
from dragoman.knowledge.schemas import first_day


def type_key(name: str, knowledge: Knowledge) -> str:
    """The event type of this name, in capitals or not. Raises UsageError with the nearest there is."""
    types = knowledge.ontology.types
    if name.upper() not in types:
        raise UnknownError(f"no event type {name!r}{near(name.upper(), types)}; `dragoman ontology` lists them")
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
    from dragoman.who import who  # heavy: only for what is no plain name

    for answer in who(name, knowledge, on):
        return answer.id
    raise UnknownError(f"nobody is known as {name!r}{near(name, actors.by_name)}")


def actor_name(key: str, knowledge: Knowledge) -> str:
    """A plain name with the code: "Russia (RUS)"; of a part of a state the state's: "Russia (RUS.MIL)"."""
    actors = knowledge.actors
    named = {entry.id: entry.name for entry in actors.entries}
    person = actors.persons.get(key)
    name = person.name if person else named.get(key) or named.get(key.split(".")[0])
    return f"{name} ({key})" if name else key


def check_existed(key: str, knowledge: Knowledge, first: date, last: date) -> None:
    """Raise UsageError for a state or organisation that was not there on any day from `first` to `last`."""
    actors = knowledge.actors
    code = key.split(".")[0]
    known = actors.states.get(code) or actors.organisations.get(key)
    if known is None:
        return
    start, end = first_day(known.start), first_day(known.end)
    if start and last < start:
        raise UsageError(f"{known.name} ({key}) did not exist from {first} to {last}: it began in {known.start}")
    if end and end <= first:
        after = [state.id for state in actors.states.values() if code in state.predecessors]
        heirs = f"; after it came {', '.join(after)}" if after else ""
        raise UsageError(f"{known.name} ({key}) did not exist from {first} to {last}: it ended in {known.end}{heirs}")


def bloc_key(name: str, knowledge: Knowledge, on: date | None = None) -> str:
    """The ids of a bloc, split by commas: SCO for "SCO" or its name, "RUS,BLR,IRN" for "Russia, Belarus, Iran".

    Raises UsageError for a name that nobody bears, and for none at all.
    """
    if name in knowledge.actors.organisations:
        return name
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if not parts:
        raise UsageError("a bloc needs a name, or a list such as RUS,BLR,IRN")
    try:
        return ",".join(actor_key(part, knowledge, on) for part in parts)
    except UsageError as error:
        named = [row for row in knowledge.actors.organisations.values() if row.members]
        names = [word for row in named for word in (row.id, *(other.text for other in row.names))]
        if len(parts) == 1 and (hint := near(parts[0], names)):
            raise UnknownError(f"no bloc is known as {parts[0]!r}{hint}") from error
        raise


def name_of_actor(code: str, knowledge: Knowledge) -> str:
    """What a code is called in a title: a state's or a body's name, else the code."""
    actors = knowledge.actors
    found = actors.states.get(code) or actors.organisations.get(code) or actors.persons.get(code)
    return found.name if found else code
