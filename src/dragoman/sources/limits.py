"""What a reader is told: the limits it keeps, and what the user says of the inputs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from dragoman.errors import InputError, UsageError

if TYPE_CHECKING:
    from dragoman.sources.fetch import Fetcher


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one input is read before it is refused; each is a guard against hostile or broken input."""

    # Characters of one text: a book is not an article.
    text: int = 1_000_000
    # Bytes of a file that can only be read whole (PDF, Word, an archive inside an archive).
    file: int = 200_000_000
    # Bytes of a page, feed, letter or web record: the parsers take some ten times as much memory.
    page: int = 20_000_000
    # Elements of a page inside each other: the parser lets go of what lies deeper than 255.
    depth: int = 250
    # Bytes that the archives of one input unpack to, together: a year of a wire service is some five gigabytes.
    unpacked: int = 10_000_000_000
    # Bytes out for each byte of an archive: pages shrink to a twentieth, tables to a fiftieth, a bomb to a thousandth.
    ratio: int = 200
    # Files in one archive.
    members: int = 100_000
    # Archives inside each other.
    archives: int = 2
    # Items of one feed, feeds of one list.
    items: int = 10_000
    # Seconds for one fetch, or for the pages of one PDF.
    seconds: float = 60
    # Redirects followed for one address.
    redirects: int = 5


class Allowance:
    """What the archives of one input may still unpack: spent together, however they lie in each other."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.left = limits.unpacked
        # Streams that broke off or ran over a limit: nothing more can come of them.
        self.stopped: set[str] = set()

    def spend(self, size: int, where: str) -> None:
        """Count bytes that came out. Raises InputError when there are more than may be."""
        self.left -= size
        if self.left < 0:
            raise InputError(where, f"unpacks to more than {self.limits.unpacked:,} bytes{hint('unpacked')}")


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says of the inputs.

    `published` dates what carries no date, `encoding` is that of texts that are not UTF-8, `columns` names the
    column of each field of an article, `follow` fetches the page of each item of a feed. Without a `fetcher` only
    addresses given by hand are fetched. `inside` counts the archives around the file at hand.
    """

    published: date | None = None
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    follow: bool = False
    fetcher: Fetcher | None = None
    allowance: Allowance | None = None
    inside: int = 0


def hint(name: str) -> str:
    """How a limit is raised, as the end of a message."""
    return f" (--limit {name}=N raises it)"


def check_size(size: int, limit: int, name: str, what: str, where: str) -> None:
    """Refuse what is larger than a limit. Raises InputError."""
    if size > limit:
        raise InputError(where, f"{what} of {size:,} bytes; the limit is {limit:,}{hint(name)}")


def read_limits(pairs: Iterable[str], limits: Limits | None = None) -> Limits:
    """Limits written as `page=50000000`. Raises UsageError."""
    limits = limits or Limits()
    names = [each.name for each in fields(Limits)]
    for pair in pairs:
        name, _, value = pair.partition("=")
        if name not in names:
            raise UsageError(f"no limit {name!r}; there are {', '.join(names)}")
        try:
            number: Any = float(value) if name == "seconds" else int(value.replace("_", "").replace(",", ""))
        except ValueError as error:
            raise UsageError(f"limit {name}: {value!r} is no number") from error
        if number <= 0:
            raise UsageError(f"limit {name}: {value!r} is not above zero")
        limits = replace(limits, **{name: number})
    return limits
