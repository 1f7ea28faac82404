"""`dragoman add`: add articles to a desk, each once."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import (
    DEFAULT_LONGEST,
    PATIENCE,
    Encoding,
    KnowledgeFolder,
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


def add(
    paths: Paths,
    to: To,
    columns: Annotated[
        str,
        typer.Option(
            "--columns", metavar="A=B,…", help="Columns of tables that hold an article's fields: text=body,published=date."
        ),
    ] = "",
    no_text: NoText = False,
    private: Annotated[bool, typer.Option("--private", help="Fetch from private addresses too (of your own network).")] = False,
    follow: Annotated[bool, typer.Option("--follow", help="Fetch the page behind each item of a feed.")] = False,
    published: Published = "",
    knowledge: KnowledgeFolder = None,
    encoding: Encoding = "",
    max_chars: MaxChars = DEFAULT_LONGEST,
    wait: Wait = PATIENCE,
) -> None:
    """Add articles to a desk: files, folders, archives, feeds and addresses; each article once."""
    from dragoman.desk.adding import add_articles
    from dragoman.errors import InputError
    from dragoman.reading.marks import safe
    from dragoman.sources import read_sources

    body = known(knowledge)
    found = read_sources(paths, published=day(published), encoding=encoding, longest=max_chars)

    def tell(fault: InputError) -> None:
        typer.echo(f"dragoman: {safe(str(fault))}", err=True)

    with written(to, wait) as store:
        added = add_articles(store, found, body.credits(), keep_text=not no_text, on_fault=tell)
        counts = store.rows("desk_counts")[0]
    filled = f", {added.filled} got their text back" if added.filled else ""
    typer.echo(f"{added.new} articles added, {added.known} there already{filled}, {added.failed} inputs failed")
    typer.echo(f"{to} holds {counts['articles']} articles of {counts['origins']} origins")
    if added.failed:
        raise typer.Exit(1)
