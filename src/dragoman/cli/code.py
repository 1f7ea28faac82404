"""`dragoman code`: code many articles into a table of event reports."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from enum import StrEnum
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import (
    DEFAULT_LONGEST,
    PATIENCE,
    Columns,
    Encoding,
    Inputs,
    KnowledgeFolder,
    LimitsGiven,
    MaxChars,
    MaybePaths,
    Model,
    NoText,
    Published,
    Wait,
    known,
    written,
)
from dragoman.errors import UsageError
from dragoman.reading.words import counted

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge
    from dragoman.model import Article, Document, Event, SetAside


class Format(StrEnum):
    """How event reports are written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


class Engine(StrEnum):
    """What codes the shares of --shards."""

    local = "local"
    ray = "ray"


class Coded:
    """What one document gave: its day, its event reports and what was set aside, small enough to send."""

    def __init__(self, doc: Document) -> None:
        self.document = doc.id
        self.published = doc.published.isoformat() if doc.published else ""
        self.events: tuple[Event, ...] = doc.events or ()
        self.aside: tuple[tuple[dict[str, Any], SetAside], ...] = tuple(
            (doc.cite(item.start, item.end), item) for item in doc.set_aside
        )


def keeps(event: Event, *, everything: bool, status: frozenset[str], voice: str, by: str) -> bool:
    """Whether the filters let an event through: by default happenings whose doer the text names."""
    if status and event.status not in status:
        return False
    if voice and event.voice != voice:
        return False
    if by and not any(by.lower() in str(link["source"]).lower() for link in event.attribution):
        return False
    return event.counts or everything or bool(status) or bool(voice)


def _progress(articles: Iterable[Article], total: int) -> Iterator[Article]:
    """Count articles on a terminal, with rate and time left; silent elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.0f}/s" if task.speed else "")

    columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
        yield from progress.track(articles, total=total)


def code(
    paths: MaybePaths = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="Code into this desk: PATHS first added, else what it holds uncoded."),
    ] = None,
    no_text: NoText = False,
    shards: Annotated[
        Path | None,
        typer.Option("--shards", metavar="DIR", help="Code file by file into Parquet files in DIR; started again, it goes on."),
    ] = None,
    engine: Annotated[
        Engine, typer.Option("--engine", help="With --shards: local, or ray (an extra) for a cluster.")
    ] = Engine.local,
    address: Annotated[
        str,
        typer.Option("--address", metavar="HOST:PORT", help="With --engine ray: a running cluster; one is started here without."),
    ] = "",
    format: Annotated[Format, typer.Option("--format", help="table, jsonl, csv or parquet.")] = Format.table,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="File to write; standard output without.")
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes to use.")] = 1,
    everything: Annotated[bool, typer.Option("--all", help="Everything coded, not only what is told as happened.")] = False,
    status: Annotated[list[str] | None, typer.Option("--status", help="Only this status (may be repeated).")] = None,
    voice: Annotated[str, typer.Option("--voice", help="Only this voice: report or opinion.")] = "",
    by: Annotated[str, typer.Option("--by", help="Only what this source says (an actor id or words of the source).")] = "",
    show: Annotated[str, typer.Option("--show", help="set-aside: list what was not coded, with reasons.")] = "",
    published: Published = "",
    knowledge: KnowledgeFolder = None,
    model: Model = "",
    encoding: Encoding = "",
    max_chars: MaxChars = DEFAULT_LONGEST,
    columns: Columns = "",
    limit: LimitsGiven = None,
    wait: Wait = PATIENCE,
) -> None:
    """Code articles into event reports: those told as happened, or everything with --all."""
    _check(status, voice, show)
    if shards is not None:
        _into_shards(paths or [], shards, engine, address, known(knowledge), model, workers)
        return
    if engine is not Engine.local or address:
        raise UsageError("--engine and --address go with --shards DIR")
    if to is not None:
        if output is not None or format is not Format.table or any((everything, status, voice, by, show)):
            raise UsageError("--to keeps everything that is coded; `dragoman export` and `dragoman sql` choose and write it")
        inputs = Inputs(paths or [], published=published, encoding=encoding, longest=max_chars, columns=columns, limits=limit)
        _into_desk(to, inputs, no_text, workers, known(knowledge), model, wait, make=bool(paths))
        return
    if not paths:
        raise typer.BadParameter("nothing to code; give PATHS, or a desk with --to", param_hint="PATHS")
    if format is Format.parquet and output is None:
        raise UsageError("parquet needs -o OUT: it is not for a terminal or a pipe")
    inputs = Inputs(paths, published=published, encoding=encoding, longest=max_chars, columns=columns, limits=limit)
    from dragoman.pipeline import DEFAULT_MODEL
    from dragoman.scale.pool import map_articles

    body = known(knowledge)
    articles: Iterable[Article] = list(inputs) if sys.stderr.isatty() else inputs
    if isinstance(articles, list):
        articles = _progress(articles, len(articles))
    coded = map_articles(articles, body, Coded, workers=workers, model=model or DEFAULT_MODEL)
    if show:
        _set_aside(coded)
    else:
        wanted = partial(keeps, everything=everything, status=frozenset(status or ()), voice=voice, by=by)
        unnamed = Counter[str]()
        _write(_chosen(coded, wanted, unnamed), format, output, body.actors.country_name)
        if unnamed["left out"]:
            left = counted(unnamed["left out"], "event report")
            told = f"{left} left out whose doer the text does not name (--all takes them along)"
            typer.echo(f"dragoman: {told}", err=True)
    inputs.end()


def _into_shards(paths: list[str], folder: Path, engine: Engine, address: str, body: Knowledge, model: str, workers: int) -> None:
    """Code file by file into a folder; what stands there already is not coded again."""
    from dragoman.pipeline import DEFAULT_MODEL
    from dragoman.scale.shards import code_on_one_machine, code_shards

    if not paths:
        raise UsageError("nothing to code: give PATHS")
    chosen = code_on_one_machine
    if engine is Engine.ray:
        from dragoman.scale.cluster import code_on_cluster

        chosen = partial(code_on_cluster, address=address or None)
    articles = events = shares = failed = 0
    for done in code_shards(paths, folder, body, engine=chosen, model=model or DEFAULT_MODEL, workers=workers):
        shares, articles, events, failed = shares + 1, articles + done.articles, events + done.events, failed + len(done.faults)
        for fault in done.faults:
            typer.echo(f"dragoman: {fault}", err=True)
    typer.echo(f"{shares} shares coded: {articles} articles, {events} event reports; {failed} inputs failed")
    if failed:
        raise typer.Exit(1)


def _into_desk(
    to: Path, inputs: Inputs, no_text: bool, workers: int, body: Knowledge, model: str, wait: float, *, make: bool
) -> None:
    """Add what the inputs hold, and code all that this make of dragoman has not read."""
    from dragoman.desk.adding import add_articles, add_in_passing
    from dragoman.desk.coding import code_desk
    from dragoman.pipeline import DEFAULT_MODEL

    with written(to, wait, make=make) as store:
        texts = add_in_passing(store, inputs.found, body.credits(), on_fault=inputs.fail) if no_text else iter(())
        if not no_text:
            add_articles(store, inputs.found, body.credits(), on_fault=inputs.fail)
        done = code_desk(store, body, model=model or DEFAULT_MODEL, workers=workers, texts=texts)
        counts = store.rows("desk_counts")[0]
    typer.echo(f"{counted(done, 'article')} coded")
    typer.echo(
        f"{to} holds {counted(counts['articles'], 'article')} of {counted(counts['origins'], 'origin')}: "
        f"{counted(counts['reports'], 'event report')}, {counted(counts['happenings'], 'happening')} among them, "
        f"of {counted(counts['incidents'], 'incident')}"
    )
    if counts["uncoded"]:
        told = f"{counted(counts['uncoded'], 'article')} without a text not coded: give PATHS again with --no-text"
        typer.echo(f"dragoman: {told}", err=True)
    inputs.end()


def _chosen(coded: Iterable[Coded], wanted: Callable[[Event], bool], unnamed: Counter[str]) -> Iterator[tuple[Coded, Event]]:
    """The events that the filters let through; those left out for want of a named doer are counted."""
    for doc in coded:
        for event in doc.events:
            if wanted(event):
                yield doc, event
            elif event.happened and not event.counts:
                unnamed["left out"] += 1


def _check(status: list[str] | None, voice: str, show: str) -> None:
    for value, allowed, option in (
        *((value, ("actual", "ongoing", "habitual", "future", "hypothetical", "negated"), "--status") for value in status or ()),
        (voice, ("", "report", "opinion"), "--voice"),
        (show, ("", "set-aside"), "--show"),
    ):
        if value not in allowed:
            raise typer.BadParameter(f"{value!r} is none of {', '.join(filter(None, allowed))}", param_hint=option)


def _set_aside(coded: Iterable[Coded]) -> None:
    for doc in coded:
        for span, item in doc.aside:
            row = {"document_id": doc.document, **span, "reason": item.reason, "rule": item.rule}
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _write(found: Iterable[tuple[Coded, Event]], format: Format, output: Path | None, country_name: Any) -> None:
    from dragoman.formats.rows import event_row
    from dragoman.formats.tables import write_csv, write_parquet
    from dragoman.formats.whole import whole_file

    if format is Format.table:
        _table(found, output)
        return
    with whole_file(output) if output is not None else nullcontext(sys.stdout.buffer) as stream:
        rows = (event_row(event, doc.published, country_name) for doc, event in found)
        if format is Format.parquet:
            write_parquet(rows, stream)
            return
        text = TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        if format is Format.csv:
            write_csv(rows, text)
        else:
            for _, event in found:
                text.write(json.dumps(event.record(), ensure_ascii=False) + "\n")
        text.flush()
        text.detach()


def _table(found: Iterable[tuple[Coded, Event]], output: Path | None) -> None:
    from rich.console import Console
    from rich.table import Table

    from dragoman.formats.whole import whole_file
    from dragoman.reading import words
    from dragoman.reading.marks import safe

    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    for name in ("date", "", "event", "who", "to whom", "words", "document"):
        table.add_column(name, overflow="fold")
    count = 0
    for doc, event in found:
        count += 1
        table.add_row(
            words.when(event) or doc.published,
            words.sign(event),
            words.kind(event),
            safe(words.side(event.actor)),
            safe(words.side(event.recipient)),
            safe(event.trigger["text"]),
            safe(doc.document),
        )
    console = Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else 140)
    if output is None:
        console.print(table)
        console.print(counted(count, "event report"))
        return
    with whole_file(output) as stream, TextIOWrapper(stream, encoding="utf-8") as text:
        Console(file=text, highlight=False, markup=False, width=140).print(table)
