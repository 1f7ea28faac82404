"""`dragoman read`: show a text with what was read in it."""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import (
    DEFAULT_LONGEST,
    Columns,
    Encoding,
    Inputs,
    KnowledgeFolder,
    LimitsGiven,
    MaxChars,
    Model,
    Paths,
    Published,
    known,
)


class Format(StrEnum):
    """How a reading is written."""

    text = "text"
    json = "json"


def read(
    paths: Paths,
    html: Annotated[Path | None, typer.Option("--html", metavar="OUT", help="Write the reading as one page instead.")] = None,
    format: Annotated[Format, typer.Option("--format", help="text, or json: the whole document record, one a line.")] = Format.text,
    published: Published = "",
    knowledge: KnowledgeFolder = None,
    model: Model = "",
    encoding: Encoding = "",
    max_chars: MaxChars = DEFAULT_LONGEST,
    columns: Columns = "",
    limit: LimitsGiven = None,
) -> None:
    """Show articles with their actors, triggers and cues marked, and the events coded from them."""
    inputs = Inputs(paths, published=published, encoding=encoding, longest=max_chars, columns=columns, limits=limit)
    from rich.console import Console

    from dragoman.pipeline import DEFAULT_MODEL, read_articles
    from dragoman.reading.record import document_record
    from dragoman.reading.terminal import render

    body = known(knowledge)
    docs = read_articles(inputs, body, model or DEFAULT_MODEL)
    if html is not None:
        from dragoman.formats.whole import whole_file
        from dragoman.reading.page import render_page

        found = list(docs)
        if found:
            with whole_file(html) as stream:
                stream.write(render_page(found, body).encode())
            events = sum(len(doc.events or ()) for doc in found)
            typer.echo(f"{html}: {len(found)} articles, {events} event reports", err=True)
    elif format is Format.json:
        for doc in docs:
            sys.stdout.write(json.dumps(document_record(doc), ensure_ascii=False, default=str) + "\n")
    else:
        console = Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else 100)
        colour = console.is_terminal and "NO_COLOR" not in os.environ
        for doc in docs:
            console.print(render(doc, colour=colour))
    inputs.end()
