"""`dragoman panel`: the balanced panel of pairs of states, as a file that a statistician opens."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import DESK, Counted, Desk, KnowledgeFolder, Since, Unit, Until, known, opened, stretch
from dragoman.errors import UsageError


def panel(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="The file to write: .csv, .parquet or .dta (Stata).")
    ],
    desk: Desk = DESK,
    dyads: Annotated[
        str,
        typer.Option("--dyads", metavar="all|FILE", help="all pairs with anything between them, or a CSV file of pairs of codes."),
    ] = "all",
    unit: Unit = "month",
    ids: Annotated[str, typer.Option("--ids", metavar="ID,…", help="What states are told by: iso3, cow, gw, fips.")] = "iso3",
    measure: Annotated[
        str,
        typer.Option(
            "--measure", metavar="NAME,…", help="Only these: count, mutual, the four quad classes, score, mean_score, articles."
        ),
    ] = "",
    undirected: Annotated[bool, typer.Option("--undirected", help="A row a pair, not a row for each way.")] = False,
    since: Since = "",
    until: Until = "",
    counted: Counted = "incident",
    knowledge: KnowledgeFolder = None,
) -> None:
    """Write every pair of states in every period: only happenings count, zero is told from no coverage (missing).

    A manifest beside the file (FILE with .json for its ending) tells the options, runs and hashes it was made of.
    """
    from dragoman.desk.paneling import SUFFIXES, read_pairs, write_panel
    from dragoman.relations.panels import MEASURES, read_panel

    if output.suffix not in SUFFIXES:
        raise UsageError(f"{output}: a panel is written as {', '.join(SUFFIXES)}; end the name in one of these")
    first, last = stretch(since, until)
    body = known(knowledge)
    pairs = None if dyads == "all" else read_pairs(Path(dyads))
    with opened(desk) as store:
        found = read_panel(
            store,
            body,
            dyads=pairs,
            unit=unit,
            ids=_names(ids) or ["iso3"],
            measures=_names(measure) or MEASURES,
            directed=not undirected,
            counted=counted,
            since=first,
            until=last,
        )
        manifest = write_panel(found, output, store)
    options = found.options
    typer.echo(
        f"{output}: {len(found.rows)} rows, {options['dyads']} {'directed ' if options['directed'] else ''}pairs in {options['periods']} {unit}s, "
        f"{options['since']} to {options['until']}, {counted}s counted; {manifest} tells how it was made"
    )
    if not found.rows:
        typer.echo("nothing between two states is told as having happened then")


def _names(written: str) -> list[str]:
    return [name.strip() for name in written.split(",") if name.strip()]
