"""`dragoman claims`: who claims, promises, threatens or denies what, in exact words."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
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


class Kind(StrEnum):
    """What is attributed."""

    claim = "claim"
    promise = "promise"
    threat = "threat"
    denial = "denial"
    demand = "demand"


class Format(StrEnum):
    """How claims are written."""

    table = "table"
    json = "json"


def claims(
    paths: Paths,
    speaker: Annotated[str, typer.Option("--speaker", help="Only what this actor says (id, country code or words).")] = "",
    about: Annotated[str, typer.Option("--about", help="Only what names this actor (id, country code or words).")] = "",
    type: Annotated[Kind | None, typer.Option("--type", help="claim, promise, threat, denial or demand.")] = None,
    format: Annotated[Format, typer.Option("--format", help="table, or json: one claim a line.")] = Format.table,
    published: Published = "",
    knowledge: KnowledgeFolder = None,
    model: Model = "",
    encoding: Encoding = "",
    max_chars: MaxChars = DEFAULT_LONGEST,
    columns: Columns = "",
    limit: LimitsGiven = None,
) -> None:
    """List attributed claims, promises, threats, demands and denials: who, when, exact words."""
    inputs = Inputs(paths, published=published, encoding=encoding, longest=max_chars, columns=columns, limits=limit)
    from dragoman.pipeline import DEFAULT_MODEL, read_articles
    from dragoman.reading.claims import find_claims, matches
    from dragoman.reading.marks import safe

    count = 0
    for doc in read_articles(inputs, known(knowledge), model or DEFAULT_MODEL):
        for claim in find_claims(doc):
            if (type and claim["type"] != type.value) or not matches(claim, speaker, about):
                continue
            count += 1
            if format is Format.json:
                sys.stdout.write(json.dumps(claim, ensure_ascii=False) + "\n")
            else:
                typer.echo(
                    safe(f"{claim['published'] or 'undated':<10}  {claim['type']:<8} {claim['speaker']}: “{claim['words']}”")
                )
    if format is Format.table:
        typer.echo(f"{count} attributed")
    inputs.end()
