"""`dragoman check`: whether a desk knows what a draft tells as fact, sentence by sentence."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import (
    DEFAULT_LONGEST,
    DESK,
    Encoding,
    Inputs,
    KnowledgeFolder,
    MaxChars,
    Model,
    Published,
    known,
    opened,
)
from dragoman.reading.marks import safe

if TYPE_CHECKING:
    from dragoman.desk.check import Checked, Fact
    from dragoman.model.brief import Note


class Format(StrEnum):
    """How what was found is written."""

    text = "text"
    json = "json"


def check(
    draft: Annotated[
        str,
        typer.Argument(
            metavar="DRAFT", help="The draft: a text, page, PDF or Word file, or - for standard input.", show_default=False
        ),
    ],
    against: Annotated[
        Path, typer.Option("--against", "--desk", metavar="FILE", envvar="DRAGOMAN_DESK", help="The desk to check it against.")
    ] = DESK,
    format: Annotated[Format, typer.Option("--format", help="text, or json: one draft a line.")] = Format.text,
    strict: Annotated[bool, typer.Option("--strict", help="End with status 1 if anything is contradicted or not found.")] = False,
    published: Published = "",
    knowledge: KnowledgeFolder = None,
    model: Model = "",
    encoding: Encoding = "",
    max_chars: MaxChars = DEFAULT_LONGEST,
) -> None:
    """Tell of each fact of a draft whether independent origins support it, with their words; opinion and plans are only listed."""
    inputs = Inputs([draft], published=published, encoding=encoding, longest=max_chars)
    from dragoman.desk.check import CONTRADICTED, NOT_FOUND, check_draft
    from dragoman.pipeline import DEFAULT_MODEL, read_articles

    body = known(knowledge)
    failed = False
    with opened(against) as store:
        for doc in read_articles(inputs, body, model or DEFAULT_MODEL):
            found = check_draft(store, doc, body)
            failed |= any(found.verdicts[verdict] for verdict in (CONTRADICTED, NOT_FOUND))
            if format is Format.json:
                from dataclasses import asdict

                typer.echo(json.dumps({**asdict(found), "verdicts": found.verdicts}, ensure_ascii=False, default=str))
            else:
                _tell(found, against)
    inputs.end()
    if strict and failed:
        raise typer.Exit(1)


def _tell(found: Checked, desk: Path) -> None:
    verdicts = ", ".join(f"{number} {verdict}" for verdict, number in found.verdicts.items())
    written = f"written {found.published}" if found.published else "without a date"
    facts = f"{len(found.facts)} {'fact' if len(found.facts) == 1 else 'facts'}"
    typer.echo(safe(f"{found.draft} ({written}): {facts} against {desk} ({found.known} articles): {verdicts}"))
    for sentence in found.sentences:
        typer.echo(safe(f"\n“{sentence.words}”"))
        for fact in sentence.facts:
            _fact(fact)
        for what, why in sentence.unchecked:
            typer.echo(safe(f"  not checked, {why}: {what}"))
        if not sentence.facts and not sentence.unchecked:
            typer.echo("  nothing coded here: not checked")


def _fact(fact: Fact) -> None:
    from dragoman.desk.check import CONTRADICTED, said_otherwise

    origins = f"told by {fact.origins} independent origin{'' if fact.origins == 1 else 's'}"
    verdict = f"{fact.verdict}, {origins}" if fact.verdict != CONTRADICTED or fact.origins else fact.verdict
    typer.echo(
        safe(f"  {verdict if fact.origins else fact.verdict}: {fact.what}" + (f" (“{fact.trigger}”)" if fact.trigger else ""))
    )
    for note in fact.supported:
        typer.echo(safe(f"    + {_where(note)}"))
    for item in fact.otherwise:
        typer.echo(safe(f"    − {said_otherwise(item)}\n      {_where(item.note)}"))
    for what, note in fact.nearest:
        typer.echo(safe(f"    nearest: {what}\n      {_where(note)}"))


def _where(note: Note) -> str:
    """Outlet, day and words of a note."""
    words = (
        f"“{' '.join(note.words.split())}”"
        if note.words
        else f"{note.article_id}, characters {note.span and note.span[0]} to {note.span and note.span[1]}"
    )
    also = f" (also {', '.join(note.also)})" if note.also else ""
    return f"{note.published or 'undated'}  {note.publisher or note.article_id}{also}: {words}"
