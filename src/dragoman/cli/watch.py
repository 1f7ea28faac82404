"""`dragoman watch`: look at feeds again and again, add and code what is new, and record what may be missing."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import PATIENCE, KnowledgeFolder, Model, NoText, To, Wait, known, written
from dragoman.errors import InputError, UsageError
from dragoman.reading.marks import safe
from dragoman.reading.words import counted

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge
    from dragoman.sources.feeds import Feed
    from dragoman.sources.fetch import Fetcher
    from dragoman.sources.limits import Options


def watch(
    feeds: Annotated[list[str], typer.Argument(metavar="FEEDS...", help="Addresses of feeds, or OPML lists of them.")],
    to: To,
    every: Annotated[str, typer.Option("--every", metavar="TIME", help="How long between two looks: 30m, 6h, 1d.")] = "6h",
    once: Annotated[bool, typer.Option("--once", help="Look once and end, for a scheduler of your own.")] = False,
    follow: Annotated[bool, typer.Option("--follow", help="Fetch the page behind each item.")] = False,
    private: Annotated[bool, typer.Option("--private", help="Fetch from private addresses too (of your own network).")] = False,
    no_text: NoText = False,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes to use.")] = 1,
    knowledge: KnowledgeFolder = None,
    model: Model = "",
    wait: Wait = PATIENCE,
) -> None:
    """Watch feeds: add and code what is new, look by look; a gap in coverage is recorded as a gap."""
    from dragoman.desk.watching import SHORTEST, read_span
    from dragoman.pipeline import DEFAULT_MODEL
    from dragoman.sources.fetch import Fetcher
    from dragoman.sources.limits import Options

    pause = read_span(every)
    if pause < SHORTEST and not private:
        raise UsageError(f"--every {every} is more often than every {SHORTEST.seconds // 60} minutes: no host is asked that often")
    if no_text:
        raise UsageError("a watched feed cannot be read again later, so --no-text leaves nothing to code; add and code with PATHS")
    body = known(knowledge)
    fetcher = Fetcher(allow_private=private, delay=0.0 if private else 1.0)
    listed = list(_listed(feeds))
    failed = False
    while True:
        failed = _round(listed, to, wait, body, fetcher, Options(follow=follow), model or DEFAULT_MODEL, workers)
        if once:
            break
        try:
            time.sleep(pause.total_seconds())
        except KeyboardInterrupt:  # between two looks nothing is half done
            break
    if failed:
        raise typer.Exit(1)


def _listed(names: Iterable[str]) -> Iterable[Feed]:
    from dragoman.sources.feeds import Feed, read_opml
    from dragoman.sources.limits import Options

    for name in names:
        if name.startswith(("http://", "https://")):
            yield Feed(name, name)
        elif Path(name).is_file():
            yield from read_opml(Path(name).read_bytes(), name, Options())
        else:
            raise UsageError(f"{name}: neither an address nor a file")


def _round(
    listed: list[Feed], to: Path, wait: float, body: Knowledge, fetcher: Fetcher, options: Options, model: str, workers: int
) -> bool:
    from dragoman.desk.coding import code_desk
    from dragoman.desk.watching import look

    def tell(fault: InputError) -> None:
        typer.echo(f"dragoman: {safe(str(fault))}", err=True)

    with written(to, wait) as store:
        seen = look(store, listed, body.credits(), fetcher=fetcher, options=options, on_fault=tell)
        coded = code_desk(store, body, model=model, workers=workers)
    new = sum(one.added.new for one in seen)
    gaps = counted(sum(one.gap for one in seen), "gap")
    typer.echo(f"{counted(len(seen), 'feed')} looked at, {counted(new, 'article')} added, {coded} coded, {gaps}")
    return any(one.fault for one in seen)
