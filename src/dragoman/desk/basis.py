"""What a picture of the record rests on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dragoman.charts.look import Basis
from dragoman.desk.made import made_by
from dragoman.relations.dyads import COUNTED
from dragoman.store.file import Reader


def read_basis(store: Reader, counted: str, ids: Iterable[str], *, found: int, read: int, first: date, last: date) -> Basis:
    """What a picture rests on; of another coder's events no reports are known."""
    if counted not in COUNTED:
        return Basis(found, counted, None, None, read, first, last, f"events of {counted}, kept in {store.path.name}")
    told = store.rows("basis", unit=counted, ids=sorted(set(ids)))[0]
    return Basis(found, counted, told["reports"], told["articles"], read, first, last, made_by(store))
