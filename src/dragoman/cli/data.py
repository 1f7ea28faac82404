"""`dragoman data`: check knowledge files, and print the shape each must have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from dragoman.errors import KnowledgeError

app = typer.Typer(help="Check knowledge files, or print the shape each kind must have.", no_args_is_help=True)


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="A folder of your own knowledge; the shipped data without.")] = None,
) -> None:
    """Check the shipped data, or a folder of your own over it; each fault is one line."""
    from dragoman.knowledge import build_knowledge
    from dragoman.knowledge.files import gather

    if folder is not None and not folder.is_dir():
        raise typer.BadParameter(f"no folder {folder}", param_hint="FOLDER")
    try:
        found = build_knowledge(gather([folder] if folder else []))
    except KnowledgeError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    actors = found.actors
    typer.echo(
        f"{len(found.lexicon.rules)} rules, {len(actors.states)} states, {len(actors.organisations)} organisations, "
        f"{len(actors.groups)} groups, {len(actors.persons)} office holders, {len(actors.by_name)} names: no fault"
    )


@app.command()
def schema(kind: Annotated[str, typer.Argument(help="One kind of row, such as Holder; all without.")] = "") -> None:
    """Print the JSON Schema of a kind of data file."""
    from dragoman.knowledge.schemas import json_schemas

    schemas = json_schemas()
    if kind and kind not in schemas:
        raise typer.BadParameter(f"no kind {kind!r}; one of {', '.join(schemas)}", param_hint="KIND")
    typer.echo(json.dumps(schemas[kind] if kind else schemas, indent=2))
