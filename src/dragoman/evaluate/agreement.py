"""Say how far coders agree, field by field: Krippendorff's alpha, with what it rests on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.evaluate.gold import held, said_records
from dragoman.evaluate.scores import bootstrap
from dragoman.model.annotation import CODED, Annotation, coded
from dragoman.store.annotations import Annotations
from dragoman.store.file import Reader

# Of fewer units judged by two coders nothing is said: where two agree on nine in ten of two values (alpha .8), 95 % of 2,000
# simulated samples of 20 units give an alpha between .50 and 1, from useless to perfect.
FEWEST = 20
# Whether there is an event at all, and whether a report is right as a whole; the other fields by their codes.
EVENT, RIGHT = "event", "right"
# A unit: who said what of it. Who said nothing is not there.
Unit = Mapping[str, Hashable]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on a field: alpha, an interval, and the units judged by two or more that it rests on.

    `alpha` is None where there are too few units, or all say one thing, of which chance can make nothing.
    """

    field: str
    units: int
    coders: int
    agreed: int
    alpha: float | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""

    def row(self) -> dict[str, Any]:
        """As plain values: field, units, coders, agreed, alpha, low, high, note."""
        figures = {name: None if (value := getattr(self, name)) is None else round(value, 3) for name in ("alpha", "low", "high")}
        return {
            "field": self.field,
            "units": self.units,
            "coders": self.coders,
            "agreed": self.agreed,
            **figures,
            "note": self.note,
        }


def alpha(units: Iterable[Unit]) -> float | None:
    """Krippendorff's alpha of nominal values; None where all that can be paired is one value, or nothing can.

    Source: Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, nominal data, any number of observers,
    missing data: 1 - observed by expected disagreement, over the values that can be paired.
    """
    return _alpha([Counter(unit.values()) for unit in units if len(unit) > 1])


def _alpha(units: Sequence[Counter[Hashable]]) -> float | None:
    """Alpha of how often each value was said of each unit."""
    whole: dict[Hashable, int] = defaultdict(int)
    observed = 0.0
    for unit in units:
        said = paired = 0
        for value, count in unit.items():
            whole[value] += count
            said += count
            paired += count * count
        observed += (said * said - paired) / (said - 1)
    number = sum(whole.values())
    expected = number**2 - sum(count**2 for count in whole.values())
    return 1 - (number - 1) * observed / expected if expected else None


def units_by_field(store: Reader, annotations: Annotations) -> dict[str, list[Unit]]:
    """What each coder holds, field by field, of each thing that anybody judged.

    Of an event report: whether there is an event, whether the report is right, and each field's code: the value the coder
    gives, the coded one where none was wrong, "not" the coded one where the coder told no better. Of a stretch that was
    marked as missing: that there is an event, and from who read the article to its end and did not mark it, that there is none.
    """
    standing = annotations.latest()
    records = said_records(store, standing)
    finished: dict[str, set[str]] = defaultdict(set)
    things: dict[tuple[Any, ...], list[Annotation]] = defaultdict(list)
    for one in standing:
        if one.verdict == "complete":
            finished[one.article_id].add(one.coder)
        elif one.verdict == "missing" or (one.id, one.event_id) in records:
            things[one.thing].append(one)
    found: dict[str, list[Unit]] = {name: [] for name in (EVENT, RIGHT, *CODED)}
    for said in things.values():
        event: dict[str, Hashable] = {one.coder: bool(one.is_event) for one in said}
        if said[0].verdict == "missing":
            event = dict.fromkeys(finished[said[0].article_id], False) | event
        else:
            found[RIGHT].append({one.coder: one.verdict == "right" for one in said})
        found[EVENT].append(event)
        views = {one.coder: held(one, coded(records[one.id, one.event_id]) if one.event_id else {}) for one in said}
        for name in CODED:
            found[name].append({coder: view[name] for coder, view in views.items() if name in view})
    return found


def agree(units: Mapping[str, Sequence[Unit]], fewest: int = FEWEST) -> tuple[Agreement, ...]:
    """The agreement on each field, over the units that two or more coders judged."""
    return tuple(_agreement(name, [unit for unit in found if len(unit) > 1], fewest) for name, found in units.items())


def _agreement(name: str, units: Sequence[Unit], fewest: int) -> Agreement:
    coders = len({coder for unit in units for coder in unit})
    agreed = sum(len(set(unit.values())) == 1 for unit in units)
    if len(units) < fewest:
        return Agreement(name, len(units), coders, agreed, note=f"too few to say: under {fewest} units")
    said = [Counter(unit.values()) for unit in units]
    found = _alpha(said)
    if found is None:
        return Agreement(name, len(units), coders, agreed, note="all say one thing: alpha is not defined")
    low, high = bootstrap(said, _alpha)
    return Agreement(name, len(units), coders, agreed, found, low, high)


def agreement(store: Reader, annotations: Annotations) -> tuple[Agreement, ...]:
    """How far all who annotated a desk agree, field by field."""
    return agree(units_by_field(store, annotations))
