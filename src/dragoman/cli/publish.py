"""`dragoman publish`: the explorer's pages of a desk as a folder of files, for any web server."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import KnowledgeFolder, known
from dragoman.reading.marks import safe
from dragoman.reading.words import counted

# Addresses that could not be published and are told; more are counted.
TOLD = 5


def publish(
    desk: Annotated[Path, typer.Argument(metavar="DESK", help="The desk to publish.")],
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to make; a site of ours there gives way.")],
    no_text: Annotated[
        bool, typer.Option("--no-text", help="No word of the articles: titles, outlets, addresses, codes and offsets only.")
    ] = False,
    no_data: Annotated[bool, typer.Option("--no-data", help="No JSON and CSV beside the pages; whole datasets stay.")] = False,
    most: Annotated[
        int,
        typer.Option("--most", min=0, help="Pages beside those of articles, event reports, incidents and origins, at most."),
    ] = 10_000,
    base_url: Annotated[
        str, typer.Option("--base-url", metavar="URL", help="Where the site will stand, for citations, canonical links, sitemap.")
    ] = "",
    licence: Annotated[str, typer.Option("--licence", metavar="SPDX", help="The licence the datasets are under.")] = "",
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes to use.")] = 1,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Publish a desk as a static site: the explorer's pages, their rows as JSON and CSV, and whole datasets."""
    from dragoman.formats.writing import Dataset
    from dragoman.web.publish import Options, publish_desk

    begin = time.monotonic()
    chosen = Options(not no_text, not no_data, most, base_url, workers, Dataset(licence=licence))
    told = publish_desk(desk, folder, known(knowledge), chosen)
    took = time.monotonic() - begin
    for fault in told.failed[:TOLD]:
        typer.echo(f"dragoman: not published: {safe(fault)}", err=True)
    if len(told.failed) > TOLD:
        typer.echo(f"dragoman: {len(told.failed) - TOLD:,} more were not published", err=True)
    if told.left_out:
        typer.echo(
            f"dragoman: {most:,} pages beside articles, event reports, incidents and origins: at least {told.left_out:,} more "
            "found no room, and links to them are plain text; --most N gives more",
            err=True,
        )
    typer.echo(f"{folder}: {counted(told.pages, 'page')}, {counted(told.files, 'file')}, {told.size / 1e6:,.1f} MB")
    typer.echo(f"{took:,.0f} seconds, {told.pages / took:,.0f} pages a second", err=True)
