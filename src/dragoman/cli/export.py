"""`dragoman export`: event reports out of a desk, in the formats of the field."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import DESK, Desk, KnowledgeFolder, day, known, opened, tell_if_empty
from dragoman.errors import UsageError
from dragoman.reading.words import counted


def export(
    format: Annotated[
        str, typer.Option("--format", help="One of the formats of docs/reference/formats.md: icews, gdelt, parquet, …")
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="File to write; standard output without.")
    ] = None,
    desk: Desk = DESK,
    everything: Annotated[bool, typer.Option("--all", help="All reports, not only happenings; not every format has room.")] = False,
    unit: Annotated[
        str, typer.Option("--unit", help="report, or incident: one report an incident, the one that speaks for it.")
    ] = "report",
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="Only on or after this day.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="Only on or before this day.")] = "",
    actor: Annotated[str, typer.Option("--actor", help="Only with this actor on either side (name, id or country code).")] = "",
    type: Annotated[str, typer.Option("--type", help="Only this event type.")] = "",
    weights: Annotated[bool, typer.Option("--weights", help="Pairs of a list carry 1/n of their event.")] = False,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="No word of the articles leaves: codes, offsets and hashes only.")
    ] = False,
    licence: Annotated[str, typer.Option("--licence", metavar="SPDX", help="The licence a described dataset is under.")] = "",
    knowledge: KnowledgeFolder = None,
) -> None:
    """Write event reports of a desk in a format of the field; what the format cannot carry is told once."""
    from dragoman.desk.exporting import reports_out, run_manifests
    from dragoman.desk.naming import actor_key, type_key
    from dragoman.evaluate.judged import describe_rates, error_rates
    from dragoman.formats.register import FORMATS
    from dragoman.formats.whole import whole_file
    from dragoman.formats.writing import Context, Dataset
    from dragoman.knowledge.files import near
    from dragoman.store.annotations import open_annotations

    chosen = FORMATS.get(format)
    if chosen is None:
        raise UsageError(f"no format {format!r}{near(format, FORMATS)}; there are {', '.join(FORMATS)}")
    if unit not in ("report", "incident"):
        raise typer.BadParameter(f"{unit!r} is neither report nor incident", param_hint="--unit")
    if output is None and chosen.name in ("parquet", "xlsx", "bundle"):
        raise UsageError(f"{chosen.name} needs -o OUT: it is not for a terminal or a pipe")
    first, last = day(since, "--since"), day(until, "--until")
    if first and last and first > last:
        raise UsageError(f"--since {first} is after --until {last}")
    body = known(knowledge)
    with opened(desk) as store:
        dataset = Dataset(licence=licence)
        if chosen.name == "bundle":
            dataset = replace(dataset, error_rates=describe_rates(error_rates(store, open_annotations(desk))))
        context = Context(body, weights=weights, texts=not no_text, runs=run_manifests(store), dataset=dataset)
        reports = reports_out(
            store,
            everything=everything,
            once=unit == "incident",
            since=first,
            until=last,
            actor=actor_key(actor, body) if actor else None,
            event_type=type_key(type, body) if type else None,
        )
        with whole_file(output) if output is not None else nullcontext(sys.stdout.buffer) as stream:
            tally = chosen.write(reports, stream, context)
        if not tally.rows:
            tell_if_empty(store)
    for loss in chosen.losses:
        typer.echo(f"{chosen.name}: {loss}", err=True)
    for reason, count in sorted(tally.left_out.items()):
        typer.echo(f"{counted(count, 'report')} left out: {reason}", err=True)
    typer.echo(f"{counted(tally.rows, 'row')} of {unit}s written", err=True)
