"""`dragoman ontology`: the codebook page of a type, or the list of all."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import known
from dragoman.errors import UsageError


def ontology(
    type: Annotated[str, typer.Argument(help="One of the sixteen types; the list of all without.")] = "",
) -> None:
    """Show the codebook: definition, boundaries, rulings, modes, scores and CAMEO codes of a type."""
    from dragoman.knowledge.files import near
    from dragoman.reading.codebook import overview, type_page

    book = known().ontology
    if not type:
        typer.echo(overview(book))
        return
    name = type.upper()
    if name not in book.types:
        raise UsageError(f"no event type {type}{near(name, book.types)}; `dragoman ontology` lists the sixteen")
    typer.echo(type_page(book, book.types[name]))
