"""Options that several commands share, and what they all do with inputs that failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import InputError, UsageError
from dragoman.reading.marks import safe

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge
    from dragoman.model import Article
    from dragoman.store.file import Reader, Writer

Paths = Annotated[
    list[str],
    typer.Argument(
        help="Files (text, web pages, PDF, Word, feeds, tables, mailboxes, web archives, zip and tar of these), folders, "
        "patterns, addresses (http, https), or - for standard input.",
        show_default=False,
    ),
]
MaybePaths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATHS", help="Files (.txt, .html, .jsonl), folders, or - for standard input.", show_default=False),
]
Published = Annotated[
    str, typer.Option("--published", metavar="DATE", help="Publication date of articles that carry none (YYYY-MM-DD).")
]
KnowledgeFolder = Annotated[
    list[Path] | None, typer.Option("--knowledge", metavar="DIR", help="A folder of your own knowledge, over the shipped one.")
]
Model = Annotated[str, typer.Option("--model", help="Another spaCy model that you have installed.")]
Encoding = Annotated[str, typer.Option("--encoding", help="Encoding of text files that are not UTF-8.")]
MaxChars = Annotated[int, typer.Option("--max-chars", help="Longest text read, in characters.")]
Columns = Annotated[
    str, typer.Option("--columns", metavar="FIELD=COLUMN,…", help="Columns of tables and JSON lines: text=body,published=date.")
]
LimitsGiven = Annotated[
    list[str] | None,
    typer.Option("--limit", metavar="NAME=N", help="Another limit of an input, such as page=50000000 (may be repeated)."),
]
DEFAULT_LONGEST = 1_000_000
DESK = Path("desk.duckdb")
Desk = Annotated[
    Path, typer.Option("--desk", metavar="FILE", envvar="DRAGOMAN_DESK", help="The desk to read; desk.duckdb here without.")
]
To = Annotated[
    Path, typer.Option("--to", metavar="FILE", envvar="DRAGOMAN_DESK", help="The desk to write; made where there is none.")
]
NoText = Annotated[bool, typer.Option("--no-text", help="Keep offsets and hashes only, not the texts.")]
Wait = Annotated[float, typer.Option("--wait", min=0, metavar="SECONDS", help="How long to wait while another writes the desk.")]
Since = Annotated[str, typer.Option("--since", metavar="TIME", help="From then on: 2024, 2024-Q2, 2024-05, 2024-W20 or a day.")]
Until = Annotated[
    str, typer.Option("--until", metavar="TIME", help="Up to and with then: 2024, 2024-Q2, 2024-05, 2024-W20 or a day.")
]
Unit = Annotated[str, typer.Option("--unit", metavar="UNIT", help="A row for each week, month, quarter or year.")]
Counted = Annotated[
    str,
    typer.Option(
        "--counted", metavar="WHAT", help="What is counted: incident, origin, report, or a coder whose events the desk has."
    ),
]
PATIENCE = 600.0


def day(value: str, option: str = "--published") -> date | None:
    """An ISO day given as an option; anything else is wrong usage."""
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no day that exists; write YYYY-MM-DD", param_hint=option) from error


def stretch(since: str, until: str) -> tuple[date | None, date | None]:
    """The first and last day of `--since` and `--until`, each a day, week, month, quarter or year. Raises UsageError."""
    from dragoman.relations.units import read_time

    first = read_time(since, "--since")[0] if since else None
    last = read_time(until, "--until")[1] if until else None
    if first and last and first > last:
        raise UsageError(f"--since {since} is after --until {until}")
    return first, last


def known(folders: Iterable[Path] | None = None) -> Knowledge:
    """The shipped knowledge with the user's folders over it."""
    from dragoman.knowledge import load_knowledge, own_folders

    try:
        return load_knowledge(own_folders(folders or ()))
    except UsageError as error:
        raise typer.BadParameter(str(error), param_hint="--knowledge") from error


@contextmanager
def written(path: Path, wait: float = PATIENCE, *, make: bool = True) -> Iterator[Writer]:
    """A desk to write; who else writes it just now is told once on standard error."""
    from dragoman.store.file import open_writer

    def tell(holder: str) -> None:
        typer.echo(f"dragoman: {path}: waiting for {holder}", err=True)

    with open_writer(path, wait=wait, on_wait=tell, make=make) as writer:
        yield writer


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """A snapshot of a desk, to read."""
    from dragoman.store.file import open_snapshot

    reader = open_snapshot(path)
    try:
        yield reader
    finally:
        reader.close()


def tell_if_empty(store: Reader) -> None:
    """Say on standard error that a desk which had no answer holds nothing yet, and how to fill it."""
    counts = store.rows("desk_counts")[0]
    if not counts["articles"]:
        typer.echo(f"dragoman: {store.path} holds no articles yet; `dragoman code PATHS --to {store.path}` adds some", err=True)
    elif counts["uncoded"] == counts["articles"]:
        typer.echo(f"dragoman: {store.path}: nothing is coded yet; `dragoman code --to {store.path}` does it", err=True)


class Inputs:
    """The articles of some paths; what failed is told on standard error and counted in `failed`.

    `found` has both, articles and what failed, for one who tells it by `fail`.
    """

    def __init__(
        self,
        paths: Iterable[str],
        *,
        published: str = "",
        encoding: str = "",
        longest: int = DEFAULT_LONGEST,
        columns: str = "",
        limits: Iterable[str] | None = None,
    ) -> None:
        from dragoman.sources import read_columns, read_limits, read_sources

        self.failed = 0
        self.found = read_sources(
            paths,
            published=day(published),
            encoding=encoding,
            longest=longest,
            columns=read_columns(columns),
            limits=read_limits(limits or ()),
        )

    def __iter__(self) -> Iterator[Article]:
        for item in self.found:
            if isinstance(item, InputError):
                self.fail(item)
            else:
                yield item

    def fail(self, fault: InputError) -> None:
        """Tell what failed, and remember that something did."""
        self.failed += 1
        typer.echo(f"dragoman: {safe(str(fault))}", err=True)

    def end(self) -> None:
        """End the command: status 1 where an input failed."""
        if self.failed:
            raise typer.Exit(1)
