"""`dragoman snapshot`: a whole copy of a desk, for other programs to open while the desk is written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import DESK, Desk


def snapshot(
    output: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write.")],
    desk: Desk = DESK,
) -> None:
    """Copy a desk as it stands, whole, to a file that R and other programs can open."""
    from dragoman.store.file import take_snapshot

    take_snapshot(desk, output)
    typer.echo(f"{output}: {output.stat().st_size:,} bytes")
