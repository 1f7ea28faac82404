"""`dragoman add`: add articles to a desk, each once, or another coder's events under that coder's name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import (
    DEFAULT_LONGEST,
    PATIENCE,
    Columns,
    Encoding,
    KnowledgeFolder,
    LimitsGiven,
    MaxChars,
    NoText,
    Paths,
    Published,
    To,
    Wait,
    day,
    known,
    written,
)
from dragoman.errors import InputError
from dragoman.reading.marks import safe
from dragoman.reading.words import counted

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge


def _tell(fault: InputError) -> None:
    typer.echo(f"dragoman: {safe(str(fault))}", err=True)


def add(
    paths: Paths,
    to: To,
    form: Annotated[
        str,
        typer.Option(
            "--as", metavar="FORMAT", help="Events of another coder: icews, polecat, gdelt, phoenix, acled, …; auto by the file."
        ),
    ] = "",
    columns: Columns = "",
    no_text: NoText = False,
    follow: Annotated[bool, typer.Option("--follow", help="Fetch the page behind each item of a feed.")] = False,
    private: Annotated[bool, typer.Option("--private", help="Fetch from private addresses too (of your own network).")] = False,
    notes: Annotated[bool, typer.Option("--notes", help="With --as: keep other people's prose of each row.")] = False,
    published: Published = "",
    knowledge: KnowledgeFolder = None,
    encoding: Encoding = "",
    max_chars: MaxChars = DEFAULT_LONGEST,
    limit: LimitsGiven = None,
    wait: Wait = PATIENCE,
) -> None:
    """Add articles to a desk: files, folders, archives, feeds and addresses; each article once."""
    body = known(knowledge)
    if form:
        _foreign(paths, to, "" if form == "auto" else form, body, notes, wait)
        return
    from dragoman.desk.adding import add_articles
    from dragoman.sources import read_columns, read_limits, read_sources
    from dragoman.sources.fetch import Fetcher

    limits = read_limits(limit or ())
    found = read_sources(
        paths,
        published=day(published),
        encoding=encoding,
        longest=max_chars,
        columns=read_columns(columns),
        limits=limits,
        follow=follow,
        fetcher=Fetcher(limits=limits, allow_private=private),
    )
    with written(to, wait) as store:
        added = add_articles(store, found, body.credits(), keep_text=not no_text, on_fault=_tell)
        counts = store.rows("desk_counts")[0]
    filled = f", text given back to {added.filled}" if added.filled else ""
    typer.echo(
        f"{counted(added.new, 'article')} added, {added.known} there already{filled}, {counted(added.failed, 'input')} failed"
    )
    holds = f"{to} holds {counted(counts['articles'], 'article')} of {counted(counts['origins'], 'origin')}"
    again = "PATHS --no-text " if no_text else ""
    waiting = f"; {counts['uncoded']} not coded yet: `dragoman code {again}--to {to}`" if counts["uncoded"] else ""
    typer.echo(holds + waiting)
    if added.failed:
        _hint(paths)
        raise typer.Exit(1)


def _hint(paths: Iterable[str]) -> None:
    """Say which of the files are another coder's events and no articles."""
    from dragoman.formats.foreign import detect

    for name in paths:
        if Path(name).is_file() and (form := detect(Path(name))):
            typer.echo(
                f"dragoman: {safe(name)}: by its first line events of another coder; bring them in with --as {form}", err=True
            )


def _foreign(paths: Iterable[str], to: Path, form: str, body: Knowledge, notes: bool, wait: float) -> None:
    """Bring files of other coders in, and say what of each was mended or left out."""
    from dragoman.desk.importing import import_foreign
    from dragoman.formats.foreign import Context

    failed = 0
    with written(to, wait) as store:
        for name in paths:
            context = Context(body, notes=notes)
            try:
                brought = import_foreign(store, Path(name), context, name=form, on_fault=_tell)
            except OSError as error:
                _tell(InputError(name, f"cannot be read: {error.strerror}"))
                failed += 1
                continue
            failed += brought.failed
            for remark, count in context.told.most_common():
                typer.echo(f"{count} x {safe(remark)}", err=True)
            told = f"{counted(brought.events, 'event')} and {counted(brought.mentions, 'mention')}"
            typer.echo(f"{name}: {told}, {counted(brought.failed, 'line')} failed")
    if failed:
        raise typer.Exit(1)
