"""`dragoman evaluate`: score the coder on a gold file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import DESK, Desk, KnowledgeFolder, known, opened
from dragoman.errors import InputError


class Gold(StrEnum):
    """The gold sets dragoman knows how to score."""

    gsr = "gsr"
    meantime = "meantime"
    re3d = "re3d"
    stories = "stories"
    holders = "holders"
    annotations = "annotations"


def evaluate(
    gold: Annotated[Gold, typer.Argument(help="gsr, meantime, re3d, stories, holders or annotations.", show_default=False)],
    file: Annotated[Path, typer.Argument(help="The gold file; for stories their folder.", show_default=False)],
    errors: Annotated[bool, typer.Option("--errors", help="List each difference under the figures.")] = False,
    desk: Desk = DESK,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Score the coder on a gold file and print the figures with their counts; annotations on what a desk has coded now."""
    if not file.exists():
        raise typer.BadParameter(f"no file {file}", param_hint="FILE")
    from dragoman.evaluate.report import REPORTS, annotations_report

    if gold is Gold.annotations:
        with opened(desk) as store:
            for line in annotations_report(file, store, errors):
                typer.echo(line)
        return
    try:
        for line in REPORTS[gold.value](file, known(knowledge), errors):
            typer.echo(line)
    except KeyError as error:
        raise InputError(str(file), f"a record has no {error.args[0]!r}: not a gold file of {gold.value}") from error
    except ValueError as error:
        raise InputError(str(file), f"{error}: not a gold file of {gold.value}") from error
