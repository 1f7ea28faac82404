"""`dragoman serve`: the explorer of a desk, on this machine only unless told otherwise."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import DESK, KnowledgeFolder, known


def serve(
    desk: Annotated[Path, typer.Argument(metavar="DESK", help="The desk to serve; desk.duckdb here without.")] = DESK,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; other than this machine only, a token is asked for.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8000,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="Another host name that it may be asked by (may be repeated).")
    ] = None,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Serve the explorer: pages of a desk for a browser, each also as JSON and CSV."""
    from dragoman.web.serving import listen, serve_desk

    with listen(host, port) as found:
        body = known(knowledge)
        local = host in ("127.0.0.1", "::1", "localhost")
        token = "" if local else secrets.token_urlsafe(24)
        shown = f"[{host}]" if ":" in host else host
        where = f"http://{shown}:{found.getsockname()[1]}/"
        typer.echo(f"{desk}: {where}{f'?token={token}' if token else ''}  (Ctrl-C ends it)")
        serve_desk(desk, body, found, hosts=(host, *(name or ())), token=token)
