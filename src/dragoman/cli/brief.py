"""`dragoman brief`: what a desk tells of two sides, or of one, over some days, each sentence with its words."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DESK, Desk, KnowledgeFolder, day, known, opened
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from datetime import date


class Format(StrEnum):
    """How a brief is set."""

    md = "md"
    html = "html"
    docx = "docx"


def brief(
    dyad: Annotated[str, typer.Option("--dyad", metavar="ONE,OTHER", help="The two sides: names, ids or country codes.")] = "",
    actor: Annotated[
        str, typer.Option("--actor", help="One side instead, with whoever it deals with (name, id or country code).")
    ] = "",
    week: Annotated[str, typer.Option("--week", help="The week, as 2024-W20.")] = "",
    month: Annotated[str, typer.Option("--month", help="The month, as 2024-05.")] = "",
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="From this day on.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="Up to this day.")] = "",
    format: Annotated[Format, typer.Option("--format", help="md (Markdown), html (one page) or docx (Word).")] = Format.md,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="File to write; standard output without.")
    ] = None,
    desk: Desk = DESK,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Write what happened, is claimed, planned, disputed and mere opinion; no sentence without the words it rests on."""
    if bool(dyad) == bool(actor):
        raise UsageError("a brief is on two sides (--dyad RUS,CHN) or on one (--actor RUS)")
    if format is Format.docx and output is None:
        raise UsageError("docx needs -o OUT: it is not for a terminal or a pipe")
    names = [name.strip() for name in dyad.split(",")] if dyad else [actor]
    if dyad and (len(names) != 2 or not all(names)):
        raise UsageError(f"--dyad {dyad!r} does not name two sides; write RUS,CHN")
    first, last = _days(week, month, since, until)
    from dragoman.desk.brief import read_brief
    from dragoman.desk.naming import actor_key
    from dragoman.formats.whole import whole_file
    from dragoman.formats.word import write_paragraphs
    from dragoman.reading.brief import brief_markdown, brief_page, paragraphs_of

    body = known(knowledge)
    with opened(desk) as store:
        found = read_brief(store, body, [actor_key(name, body, last) for name in names], since=first, until=last)
    with whole_file(output) if output is not None else nullcontext(sys.stdout.buffer) as stream:
        if format is Format.docx:
            write_paragraphs(paragraphs_of(found), stream)
        else:
            stream.write((brief_page if format is Format.html else brief_markdown)(found).encode("utf-8", "replace"))
    if output is not None:
        typer.echo(f"{output}: {sum(1 for _ in found.lines())} lines, {len(found.notes())} notes", err=True)


def _days(week: str, month: str, since: str, until: str) -> tuple[date | None, date | None]:
    """The first and last day asked for, however it is asked; None where it is left open."""
    from dragoman.relations.units import read_time

    spans = [read_time(written, option) for written, option in ((week, "--week"), (month, "--month")) if written]
    if len(spans) + bool(since or until) > 1:
        raise UsageError("give the days once: --week, --month, or --since and --until")
    if spans:
        return spans[0]
    first, last = day(since, "--since"), day(until, "--until")
    if first and last and first > last:
        raise UsageError(f"--since {first} is after --until {last}")
    return first, last
