"""What a picture of the record rests on, and what those in it are called."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dragoman.charts.look import Basis
from dragoman.desk.made import made_by
from dragoman.knowledge import Knowledge
from dragoman.relations.dyads import COUNTED
from dragoman.store.file import Reader


def name_of_actor(code: str, knowledge: Knowledge) -> str:
    """What a code is called in a title: a state's or a body's name, else the code."""
    actors = knowledge.actors
    found = actors.states.get(code) or actors.organisations.get(code) or actors.persons.get(code)
    return found.name if found else code


def read_basis(store: Reader, counted: str, ids: Iterable[str], *, found: int, read: int, first: date, last: date) -> Basis:
    """What a picture rests on; of another coder's events no reports are known."""
    if counted not in COUNTED:
        return Basis(found, counted, None, None, read, first, last, f"events of {counted}, kept in {store.path.name}")
    told = store.rows("basis", unit=counted, ids=sorted(set(ids)))[0]
    return Basis(found, counted, told["reports"], told["articles"], read, first, last, made_by(store))
