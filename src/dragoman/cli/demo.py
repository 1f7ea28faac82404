"""`dragoman demo`: a small desk to try everything on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import KnowledgeFolder, known, opened


def demo(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="The desk to make.")] = Path("demo.duckdb"),
    knowledge: KnowledgeFolder = None,
) -> None:
    """Make a desk of 99 short articles by five invented outlets on two months of 2024, and say what to try on it.

    A demonstration that stands there is made anew; another desk is never touched.
    """
    from dragoman.desk.demo import build_demo, demo_outlets, make_way

    make_way(file)
    build_demo(file, known(knowledge))
    with opened(file) as store:
        counts = store.rows("desk_counts")[0]
        incident = store.value("most_told_incident")
    typer.echo(f"{file}: {counts['articles']} articles of {counts['origins']} origins, by {len(demo_outlets())} invented outlets")
    typer.echo(
        f"{counts['reports']} event reports, {counts['happenings']} of them told as having happened, of {counts['incidents']} incidents"
    )
    typer.echo("\nto try:")
    for words in (
        "dyad RUS UKR --unit week",
        "incidents --origins 3",
        f"corroborate {incident}",
        f"compare {incident}",
        "panel --dyads all --unit month -o panel.csv",
    ):
        typer.echo(f"  dragoman {words} --desk {file}")
