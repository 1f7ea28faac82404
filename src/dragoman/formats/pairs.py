"""Lists of actors and recipients as pairs, for the formats that know nothing else."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.formats.writing import UNDATED, Context, Tally, day_of, happenings
from dragoman.model.report import Report

# What is done together when all are actors and nobody is the recipient (docs/reference/ontology.md). Two-sided
# fighting is coded so too, but so are two allies who shell a third unnamed: no pair is made of them.
JOINT = frozenset({"AGREE", "CONSULT", "COOPERATE"})
REPEATED = "told again in the same document"
NO_CODE = "no CAMEO code"

PartyRecord = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """One side of an event and one other, either None where there is none; `weight` is its share of the event."""

    actor: PartyRecord | None
    recipient: PartyRecord | None
    weight: float
    directed: bool = True


def is_joint(event: Mapping[str, Any]) -> bool:
    """Whether several actors did it with each other; of a promise, whether what is promised is done so."""
    content = event.get("content")
    kinds = {event["event_type"]} | ({content["event_type"]} if content else set())
    return len(event["actor"]) > 1 and not event["recipient"] and kinds <= JOINT


def pairs_of(event: Mapping[str, Any], *, both_ways: bool) -> tuple[Pair, ...]:
    """Every actor with every recipient; of a joint act every two actors, `both_ways` or once and undirected."""
    actors, recipients = list(event["actor"]), list(event["recipient"])
    found: list[tuple[PartyRecord | None, PartyRecord | None]]
    joint = is_joint(event)
    if joint:
        found = list(itertools.permutations(actors, 2) if both_ways else itertools.combinations(actors, 2))
    else:
        found = list(itertools.product(actors or [None], recipients or [None]))
    return tuple(Pair(one, other, 1 / len(found), both_ways or not joint) for one, other in found)


@dataclass(frozen=True, slots=True)
class Dyad:
    """A pair of one happening, with its day and CAMEO code: a row of a CAMEO format."""

    report: Report
    actor: PartyRecord | None
    recipient: PartyRecord | None
    weight: float
    day: date
    code: str
    happening: str

    @property
    def event(self) -> Mapping[str, Any]:
        """The event's record."""
        return self.report.event


def dyads(reports: Iterable[Report], name: str, tally: Tally) -> Iterator[Dyad]:
    """Happenings as CAMEO coders write them: dated, in pairs, a joint act both ways, each once a document.

    What is left out is counted in `tally`; another status than happened is refused.
    """
    first: dict[str, str] = {}
    seen: set[tuple[str, str, str, str]] = set()
    for report in happenings(reports, name):
        event, day = report.event, day_of(report)
        earlier = event.get("same_as")
        happening = first[event["id"]] = first.get(earlier, earlier) if earlier else event["id"]
        if day is None or not event["cameo"]:
            tally.left_out[NO_CODE if day else UNDATED] += 1
            continue
        new = False
        for pair in pairs_of(event, both_ways=True):
            key = (happening, event["cameo"], *(side["id"] if side else "" for side in (pair.actor, pair.recipient)))
            if key not in seen:
                seen.add(key)
                new = True
                yield Dyad(report, pair.actor, pair.recipient, pair.weight, day, event["cameo"], happening)
        if not new:
            tally.left_out[REPEATED] += 1


def goldstein(code: str, context: Context) -> float | None:
    """Goldstein's weight of a CAMEO code: the scale of CAMEO's formats, never mixed with PLOVER's."""
    row = context.knowledge.ontology.cameo.get(code)
    return row.goldstein if row else None
