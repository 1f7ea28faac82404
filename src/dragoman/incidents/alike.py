"""Whether two event reports tell the same happening, judged from the two alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import compress
from typing import Any, NamedTuple

# What two reports of one happening must reach together, and what each agreement adds. Swept in steps of .1 on the
# demonstration corpus and its labels (`python tools/gold.py`, section incidents): decision 0005.
ENOUGH = 1.0
FOR_WORDS, FOR_TRIGGER, FOR_MODE, FOR_PLACE, FOR_RECIPIENT = 2.0, 0.5, 0.2, 0.4, 0.3
# What must be reached beyond that where one side of an act is not told: "condemned the attack" may be anybody's.
WITHOUT_SIDE = 0.5
# A stay of days is no meeting held in it, though both are consultations.
APART = frozenset({"visit"})
# Copies of one text tell one happening in the same words, whatever day each was printed.
COPIED = 0.8
# A place as large as a state or a province does not tell two happenings apart.
WIDE = frozenset({"", "country", "region", "province", "state"})
# Organs of a state: what its government did, one paper tells of the army and another of the president.
ORGANS = frozenset({"GOV", "MIL", "COP", "SPY"})
# Acts that no one does to the other: their two sides are one list.
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})


class Side(NamedTuple):
    """An actor or recipient as it is compared: its id, country and sectors, and the place it stands for, if one."""

    id: str
    country: str
    sector: frozenset[str]
    place: str

    def nests(self, other: Side) -> bool:
        """Whether one is the other, or a part or a person of it: RUS, RUS.MIL and a Russian general."""
        if self.id == other.id:
            return True
        if not self.country or self.country != other.country:
            return False
        organs = bool(self.sector & ORGANS) and bool(other.sector & ORGANS)
        return not self.sector or not other.sector or organs or bool(self.sector & other.sector)


@dataclass(frozen=True, slots=True)
class Told:
    """An event report as it is compared.

    `place` is where it happened, by a name of its own and not "the camp"; `days` the first and last day it may have happened on, if told.
    """

    article: str
    event: str
    event_type: str
    family: str
    days: tuple[date, date] | None
    actor: tuple[Side, ...]
    recipient: tuple[Side, ...]
    mode: frozenset[str]
    trigger: str
    words: frozenset[int]
    place: str
    place_precision: str
    country: str
    origin: str

    @property
    def key(self) -> tuple[str, str]:
        """Article and event: the same in every store."""
        return self.article, self.event


class Same(NamedTuple):
    """That two reports tell one happening: why, and how alike their words are (0 to 1)."""

    why: str
    likeness: float


def told_of(row: Mapping[str, Any], families: Mapping[str, str]) -> Told:
    """A report as the store has it, for comparing."""

    def sides(name: str) -> tuple[Side, ...]:
        return tuple(
            Side(
                side["id"],
                side["country"] or "",
                frozenset(side["sector"] or ()),
                side["name"].lower() if side["via"] == "place" and (side["name"] or "").istitle() else "",
            )
            for side in row[name] or ()
            if side["via"] != "implicit"
        )

    kind = row["event_type"]
    return Told(
        row["article_id"],
        row["event_id"],
        kind,
        families.get(kind, kind),
        (row["day_first"], row["day_last"]) if row["day_first"] and row["day_last"] else None,
        sides("actor"),
        sides("recipient"),
        frozenset(row["mode"] or ()),
        (row["trigger"] or "").lower(),
        frozenset(row["words"] or ()),
        row["where_name"].lower() if (row["where_name"] or "").istitle() else "",
        row["where_precision"] or "",
        row["where_country"] or "",
        row["origin_id"] or "",
    )


def same_happening(one: Told, other: Told) -> Same | None:
    """Why two reports of different articles tell one happening, or None. Does not depend on which is named first."""
    if one.family != other.family:
        return None
    if one.event == other.event:
        return Same("the same words of one text", 1.0)
    copied = bool(one.origin) and one.origin == other.origin and one.event_type == other.event_type
    if copied and (likeness := _likeness(one, other)) >= COPIED:
        return Same("copies of one origin, in the same words", likeness)
    if one.days is None or other.days is None or one.days[0] > other.days[1] or other.days[0] > one.days[1]:
        return None
    sides = _sides(one, other)
    if sides is None or one.mode & APART != other.mode & APART or _elsewhere(one, other):
        return None
    likeness, towns = _likeness(one, other), _towns(one) & _towns(other)
    weights = (
        FOR_WORDS * likeness,
        FOR_RECIPIENT * sides,
        FOR_TRIGGER * (one.trigger == other.trigger),
        FOR_MODE * bool(one.mode & other.mode),
        FOR_PLACE * bool(towns),
    )
    if sum(weights) < ENOUGH + (0 if sides else WITHOUT_SIDE):
        return None
    told = (
        f"{likeness:.0%} of the shorter sentence's words",
        "both sides",
        f"both say {one.trigger!r}",
        "the same mode",
        f"both of {', '.join(sorted(towns)).title()}",
    )
    return Same("; ".join(["same type, actors and days", *compress(told, weights)]), likeness)


def _likeness(one: Told, other: Told) -> float:
    """The share of the shorter one's words that the two have in common."""
    return len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))


def _sides(one: Told, other: Told) -> float | None:
    """How much the sides agree: 1 where both do, 0 where one is not told; None where they differ."""
    if one.event_type in MUTUAL and other.event_type in MUTUAL:
        a, b = (one.actor + one.recipient, other.actor + other.recipient)
        if not a or not b or not (len(a) > len(b) or _all_among(a, b)) or not (len(b) > len(a) or _all_among(b, a)):
            return None
        return float(min(len(a), len(b)) > 1)
    actors, recipients = _meet(one.actor, other.actor), _meet(one.recipient, other.recipient)
    if actors is False or recipients is False or (actors is None and recipients is None):
        return None
    return float(actors is True and recipients is True)


def _all_among(some: tuple[Side, ...], others: tuple[Side, ...]) -> bool:
    return all(any(side.nests(other) for other in others) for side in some)


def _meet(some: tuple[Side, ...], others: tuple[Side, ...]) -> bool | None:
    """Whether any of some is any of others; None where one of the two is not told."""
    if not some or not others:
        return None
    return any(side.nests(other) for side in some for other in others)


def _elsewhere(one: Told, other: Told) -> bool:
    """Whether the two are told of different places: where they happened, or the towns that they were done to."""
    if one.country and other.country and one.country != other.country:
        return True
    return _apart(_towns(one), _towns(other))


def _towns(told: Told) -> set[str]:
    sides = {side.place for side in told.recipient if side.place}
    return sides | ({told.place} if told.place and told.place_precision not in WIDE else set())


def _apart(some: set[str], others: set[str]) -> bool:
    return bool(some) and bool(others) and not some & others
