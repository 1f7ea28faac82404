"""`dragoman annotations`: judge event reports, see what was said, and take it out as gold and as error rates."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DESK, Desk, KnowledgeFolder, known, opened, tell_if_empty
from dragoman.cli.rows import Format, RowFormat, write_rows
from dragoman.reading.words import counted

if TYPE_CHECKING:
    from dragoman.store.annotations import Annotations
    from dragoman.store.file import Reader

app = typer.Typer(help="Judge event reports; take out what was said as gold and as error rates.", no_args_is_help=True)

Coder = Annotated[str, typer.Option("--coder", help="Who judges: a label such as A or anna.", show_default=False)]
OneCoder = Annotated[str, typer.Option("--coder", help="Only what this coder said.")]
AtDesk = Annotated[Path | None, typer.Argument(metavar="[DESK]", help="The desk; that of --desk without.", show_default=False)]


def tell_lost(store: Reader, kept: Annotations) -> None:
    """Say on standard error that some annotations are of what this desk has not."""
    from dragoman.evaluate.gold import lost

    if number := lost(store, kept):
        told = f"{counted(number, 'annotation')} left out: the desk has not the event reports as they were judged"
        typer.echo(f"dragoman: {kept.path}: {told}", err=True)


class Order(StrEnum):
    """The orders in which event reports are drawn to be judged."""

    random = "random"
    stratified = "stratified"
    unsure = "unsure"


class Verdict(StrEnum):
    """What can be said of an event report, or of an article."""

    right = "right"
    wrong = "wrong"
    missing = "missing"
    complete = "complete"
    withdrawn = "withdrawn"


@app.command("next")
def next_(
    coder: Coder,
    order: Annotated[Order, typer.Option("--order", help="random, stratified by event type, or unsure ones first.")] = Order.random,
    seed: Annotated[int, typer.Option("--seed", help="Fixes the order; the same for all coders.")] = 1,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many are shown.")] = 10,
    desk: Desk = DESK,
    format: RowFormat = Format.table,
) -> None:
    """Show the event reports that a coder judges next, each with its sentence."""
    from dragoman.desk.annotating import next_to_annotate
    from dragoman.store.annotations import open_annotations

    with opened(desk) as store:
        drawn = next_to_annotate(store, open_annotations(desk), coder, order.value, seed, most=limit)
        keys = [{"place": place, "article_id": article, "event_id": event} for place, (article, event) in enumerate(drawn)]
        rows = store.rows("annotations/shown", keys=json.dumps(keys)) if keys else []
        if not rows:
            tell_if_empty(store)
    shown = ("article_id", "event_id", "event_type", "actor_name", "recipient_name", "status", "sentence")
    write_rows(rows, format, shown)
    if format is Format.table:
        typer.echo(f"{counted(len(rows), 'event report')} to be judged by {coder} ({order.value}, seed {seed})")


@app.command()
def add(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The id of the article.", show_default=False)],
    coder: Coder,
    verdict: Annotated[
        Verdict,
        typer.Option(
            "--verdict", help="right, wrong, missing, complete (nothing else is missing) or withdrawn.", show_default=False
        ),
    ],
    event: Annotated[
        str, typer.Argument(metavar="[EVENT]", help="The id of the event report; none for missing and complete.")
    ] = "",
    field: Annotated[
        list[str] | None,
        typer.Option("--field", metavar="FIELD[=VALUE]", help="A field that is wrong, and what it should be (may be repeated)."),
    ] = None,
    start: Annotated[int | None, typer.Option("--start", help="Where the word that tells a missing event begins.")] = None,
    end: Annotated[int | None, typer.Option("--end", help="Where it ends, itself not in it.")] = None,
    title: Annotated[bool, typer.Option("--title", help="It stands in the title.")] = False,
    note: Annotated[str, typer.Option("--note", help="Anything to be remembered.")] = "",
    drawn: Annotated[Order | None, typer.Option("--drawn", help="The order of the queue it came from.")] = None,
    desk: Desk = DESK,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Keep what a coder says of an event report or of an article; a later word on the same replaces it."""
    from dragoman.desk.annotating import judged
    from dragoman.store.annotations import open_annotations

    fields = {name.strip(): value if told else None for name, told, value in (item.partition("=") for item in field or ())}
    with opened(desk) as store:
        annotation = judged(
            store,
            known(knowledge),
            coder=coder,
            article_id=article,
            verdict=verdict.value,
            event_id=event or None,
            fields=fields,
            start=start,
            end=end,
            part="title" if title else None,
            note=note,
            drawn=drawn.value if drawn else "",
        )
    kept = open_annotations(desk)
    kept.add(annotation)
    typer.echo(f"{annotation.verdict}: kept; {counted(kept.count(coder), 'annotation')} of {coder} in {kept.path}")


@app.command("list")
def list_(coder: OneCoder = "", desk: Desk = DESK, format: RowFormat = Format.table) -> None:
    """List every annotation ever made, in order: those that were replaced and withdrawn are kept."""
    from dragoman.store.annotations import open_annotations

    kept = open_annotations(desk)
    rows = [
        {
            "made": f"{one.made:%Y-%m-%d %H:%M:%S}",
            "coder": one.coder,
            "verdict": one.verdict,
            "fields": [name if value is None else f"{name}={value}" for name, value in one.fields.items()],
            "article_id": one.article_id,
            "event_id": one.event_id,
            "start": one.start,
            "end": one.end,
            "part": one.part,
            "note": one.note,
            "drawn": one.drawn,
            "run_id": one.run_id,
            "id": one.id,
        }
        for one in kept.history(coder or None)
    ]
    write_rows(rows, format, ("made", "coder", "verdict", "fields", "article_id", "event_id", "start", "end", "note"))
    if format is Format.table:
        typer.echo(f"{counted(len(rows), 'annotation')}, {kept.count(coder or None)} of them stand")


@app.command()
def gold(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT", help="A file, or a folder for annotations.jsonl.", show_default=False)
    ],
    at: AtDesk = None,
    coder: OneCoder = "",
    text: Annotated[bool, typer.Option("--text", help="With the texts of the articles; they belong to their publishers.")] = False,
    desk: Desk = DESK,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Write what coders hold together as gold, an article a line: offsets and codes, no words of the articles."""
    from dragoman.evaluate.gold import gold_lines, gold_of
    from dragoman.formats.whole import whole_file
    from dragoman.store.annotations import open_annotations

    place = output / "annotations.jsonl" if output.is_dir() or not output.suffix else output
    place.parent.mkdir(parents=True, exist_ok=True)
    with opened(at or desk) as store:
        kept = open_annotations(at or desk)
        tell_lost(store, kept)
        found = gold_of(store, kept, coder or None)
        with whole_file(place) as stream:
            for line in gold_lines(found, known(knowledge), texts=text):
                stream.write((json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "replace"))
    events = sum(event.is_event for article in found for event in article.events)
    none = sum(not event.is_event for article in found for event in article.events)
    typer.echo(
        f"{place}: {counted(len(found), 'article')}, {sum(article.complete for article in found)} of them read to the end; "
        f"{counted(events, 'event')}, {counted(none, 'place')} without one, "
        f"{sum(len(article.disputed) for article in found)} disputed, {sum(len(article.unjudged) for article in found)} not judged"
    )


@app.command()
def rates(at: AtDesk = None, desk: Desk = DESK, format: RowFormat = Format.table) -> None:
    """Tell how often each event type is wrong as it is coded now, by what was annotated."""
    from dragoman.evaluate.judged import error_rates
    from dragoman.store.annotations import open_annotations

    with opened(at or desk) as store:
        kept = open_annotations(at or desk)
        tell_lost(store, kept)
        rows = [rate.row() for rate in error_rates(store, kept)]
    for row in rows:
        row["most_wrong"] = [
            f"{name} {share['wrong']} of {share['annotated']}"
            for name, share in sorted(row["fields"].items(), key=lambda item: -item[1]["wrong"])
            if share["wrong"]
        ][:3]
    write_rows(rows, format, ("event_type", "annotated", "wrong", "share", "low", "high", "most_wrong", "drawn"))
    if not rows:
        typer.echo("not measured: nothing that is coded here was annotated", err=True)
