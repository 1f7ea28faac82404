"""What a writer of a format is given and what it answers: the context of an export, and the tally of what it wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from io import TextIOWrapper
from typing import Any, BinaryIO, TextIO

from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.knowledge.schemas import Code, first_day
from dragoman.model.report import Report

# What a dataset says of its errors where nobody has annotated any of it.
NOT_MEASURED: Mapping[str, Any] = {"measured": False, "told": "Error rates were not measured: no event report was annotated."}


@dataclass(frozen=True, slots=True)
class Dataset:
    """How a dataset is described beside itself; `licence` is an SPDX id ("CC-BY-4.0"), "" where none was chosen.

    `error_rates` says how often its event reports are wrong, as far as people have judged them, in words (`told`) and figures.
    """

    name: str = "dragoman-events"
    title: str = "Event reports coded by dragoman"
    description: str = "Who did what to whom, when and where, as news reports tell it: one row an event report, not an incident."
    licence: str = ""
    licence_url: str = ""
    version: str = "1.0.0"
    error_rates: Mapping[str, Any] = field(default_factory=lambda: NOT_MEASURED)


@dataclass(frozen=True)
class Context:
    """What all formats ask: the knowledge the events were coded with, and what was asked of the export.

    `weights`: pairs carry 1/n of their event. `texts`: without, no words of the articles leave. `runs`: a manifest
    of each run the events come from (code version, knowledge digest, options, counts).
    """

    knowledge: Knowledge
    weights: bool = False
    texts: bool = True
    runs: tuple[Mapping[str, Any], ...] = ()
    dataset: Dataset = field(default_factory=Dataset)

    def country_name(self, code: str) -> str:
        """A country's plain name; the code itself for international codes."""
        return self.knowledge.actors.country_name(code)

    def state_code(self, country: str, scheme: str, on: date | None = None) -> str:
        """A state's code in another scheme on a day, "" where it has none."""
        state = self.knowledge.actors.states.get(country)
        found = [code.code for code in state.codes if code.scheme == scheme and _valid(code, on)] if state else []
        return found[0] if found else ""

    def is_known(self, party: Mapping[str, Any]) -> bool:
        """Whether a party is someone: by name, or as the bearers of a sector of a country; not just "soldiers"."""
        return party["via"] != "implicit" and (party["id"] in self.names or bool(party["country"]))

    def label(self, party: Mapping[str, Any]) -> str:
        """A party's name as ours, not the text's: "Ukraine" for Kharkiv's, "Russia, Military", "Civilians"."""
        sectors = self.knowledge.ontology.sectors
        parts = (self.country_name(party["country"]), *(sectors[code].name for code in party["sector"] if code in sectors))
        return self.names.get(party["id"]) or ", ".join(filter(None, parts)) or str(party["id"])

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of everyone known, by id."""
        actors = self.knowledge.actors
        return {entry.id: entry.name for entry in actors.entries} | {id: person.name for id, person in actors.persons.items()}


def _valid(code: Code, on: date | None) -> bool:
    start, end = first_day(code.start), first_day(code.end)
    if on is None:
        return end is None
    return (start is None or start <= on) and (end is None or on < end)


@dataclass
class Tally:
    """How many rows were written, and how many events left out, by reason."""

    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


Writer = Callable[[Iterable[Report], BinaryIO, Context], Tally]


@dataclass(frozen=True, slots=True)
class Format:
    """A format events leave in; `losses` says what it cannot carry, `pairs` whether lists become pairs.

    `status` is whether it has a place for events that did not happen.
    """

    name: str
    suffix: str
    write: Writer
    losses: tuple[str, ...] = ()
    pairs: bool = False
    status: bool = True


UNDATED = "no date, which the format needs"


def day_of(report: Report) -> date | None:
    """The one day of an event for formats that want one: its first, else its last, else for a happening the publication day.

    What happened is not dated after its article: the time told with a promise is the promised act's.
    """
    when, published = report.event.get("when") or {}, report.article.published
    told = when.get("start") or when.get("end")
    if not report.event["happened"]:
        return date.fromisoformat(told) if told else None
    return min(filter(None, (told and date.fromisoformat(told), published)), default=None)


def happenings(reports: Iterable[Report], name: str) -> Iterator[Report]:
    """Pass on reports of what happened; raise UsageError at another, for which the format has no place."""
    for report in reports:
        if not report.event["happened"]:
            event = report.event
            raise UsageError(
                f"{name} has no place for status, and {event['id']} is not told as happened ({event['status']}, {event['voice']}): "
                "leave such events out, or take a format that carries it (plover, jsonl, csv)"
            )
        yield report


@contextmanager
def text_of(stream: BinaryIO) -> Iterator[TextIO]:
    """A stream of bytes as one of UTF-8 text, line ends kept; the stream stays open."""
    text = TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="")
    try:
        yield text
    finally:
        text.flush()
        text.detach()
