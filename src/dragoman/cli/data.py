"""`dragoman data`: check knowledge files, and print the shape each must have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import KnowledgeError, UsageError

if TYPE_CHECKING:
    from dragoman.knowledge.files import Placed

app = typer.Typer(help="Check knowledge files, or print the shape each kind must have.", no_args_is_help=True)


@app.command()
def check(
    folders: Annotated[list[Path] | None, typer.Argument(metavar="[FOLDER]...", help="Folders of your own knowledge.")] = None,
) -> None:
    """Check the shipped data and your own over it, in the folder of your configuration and those given.

    Each fault is one line. The sentences of your own rules are read, to see whether each rule codes what it says.
    """
    from dragoman.evaluate.proofs import find_faults, proofs_of
    from dragoman.knowledge import index_tables, own_folders
    from dragoman.knowledge.files import OURS, gather
    from dragoman.knowledge.schemas import RuleRow, Shift
    from dragoman.knowledge.tables import Tables

    try:
        tables = Tables(gather(own_folders(folders or ())))
        found = index_tables(tables)
    except UsageError as error:
        raise typer.BadParameter(str(error), param_hint="FOLDER") from error
    except KnowledgeError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    brought: list[Placed[RuleRow] | Placed[Shift]] = [*tables.placed(RuleRow), *tables.placed(Shift)]
    proofs = {proof: item for item in brought if item.file.folder != OURS for proof in proofs_of(item.row)}
    faults = [f"{proofs[proof].called()}: {fault}" for proof, fault in find_faults(proofs, found) if fault] if proofs else []
    if faults:
        typer.echo("\n".join(faults), err=True)
        raise typer.Exit(1)
    actors = found.actors
    typer.echo(
        f"{len(found.lexicon.rules)} rules, {len(actors.states)} states, {len(actors.organisations)} organisations, "
        f"{len(actors.groups)} groups, {len(actors.persons)} office holders, {len(actors.by_name)} names: no fault"
    )
    if own := tables.own():
        typer.echo(f"of your own: {own} rows; {len(proofs)} sentences of rules read")


@app.command()
def schema(kind: Annotated[str, typer.Argument(help="One kind of row, such as Holder; all without.")] = "") -> None:
    """Print the JSON Schema of a kind of data file."""
    from dragoman.knowledge.schemas import json_schemas

    schemas = json_schemas()
    if kind and kind not in schemas:
        raise typer.BadParameter(f"no kind {kind!r}; one of {', '.join(schemas)}", param_hint="KIND")
    typer.echo(json.dumps(schemas[kind] if kind else schemas, indent=2))
