"""A resource: an address, what may be asked of it, the tables it answers with, and who makes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from dragoman.knowledge import Knowledge
from dragoman.web.asking import LONGEST, Option
from dragoman.web.page import Page, Shape
from dragoman.web.served import Asking, Served

# How an address may end; an id that ends so is written with ".html" behind it.
FORMS = ("html", "json", "csv", "xlsx", "parquet", "svg", "png")
ENDING = re.compile(r"\.(" + "|".join(FORMS) + r")\Z")


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: the desk as it stands, what is known, the parts of the address and the values of its options."""

    store: Asking
    knowledge: Knowledge
    parts: Mapping[str, str]
    options: Mapping[str, Any]
    served: Served

    notes: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> Any:
        return self.options[name]

    def reports(self, found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The event reports of pairs of `article_id` and `event_id`, in their order."""
        if not found:
            return []
        ids = {f"{name}s": [row[f"{name}_id"] for row in found] for name in ("article", "event")}
        return self.store.rows("reports_by_ids", **ids)

    def words(self, asked: str | None) -> list[str] | None:
        """The ids of the articles that have these words; None where no words are asked for."""
        return None if not asked else self.served.words(asked, self.notes)


Make = Callable[[Ask], Page]


@dataclass(frozen=True, slots=True)
class Resource:
    """A page of the explorer. `parts` tell what each {part} of the path is; An `annotated` one also tells what was annotated,
    a `pictured` one may have a picture.
    """

    path: str
    about: str
    make: Make
    shapes: tuple[Shape, ...] = ()
    options: tuple[Option, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    annotated: bool = False
    pictured: bool = False

    @property
    def name(self) -> str:
        """Its first word: "dyad" of "/dyad/{one}/{other}"."""
        return self.path.strip("/").split("/")[0] or "overview"

    def address(self, parts: Mapping[str, str]) -> str:
        """Its address with these parts."""
        steps = filter(None, self.path.split("/"))
        return address(*(parts[step[1:-1]] if step.startswith("{") else step for step in steps))

    def match(self, segments: tuple[str, ...]) -> dict[str, str] | None:
        """The parts of an address that is this resource's, else None."""
        pattern = tuple(filter(None, self.path.split("/")))
        if len(pattern) != len(segments):
            return None
        found = {}
        for asked, given in zip(pattern, segments, strict=True):
            if asked.startswith("{"):
                found[asked[1:-1]] = given
            elif asked != given:
                return None
        return found


def ended(segments: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The steps of an address without its ending, and the form that it asks for."""
    found = ENDING.search(segments[-1]) if segments else None
    if found is None:
        return segments, "html"
    plain = (*segments[:-1], segments[-1][: found.start()])
    return () if plain == ("overview",) else plain, found[1]


def address(*parts: str, **options: Any) -> str:
    """An address within the explorer: `address("dyad", "RUS", "CHN", unit="week")`; options without a value are left out.

    Empty where a value is longer than may be asked.
    """
    path = "/" + "/".join(quote(str(part), safe="") for part in parts)
    if parts and ENDING.search(str(parts[-1])):
        path += ".html"
    asked = {name: "yes" if value is True else value for name, value in options.items() if value not in (None, "", False)}
    if any(len(str(value)) > LONGEST for value in (*parts, *asked.values())):
        return ""
    return f"{path}?{urlencode(asked)}" if asked else path
