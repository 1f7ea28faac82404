"""The command line as a whole: which commands there are, and how an error ends one."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman import __version__ as VERSION
from dragoman.cli import (
    actor,
    add,
    agreement,
    alerts,
    annotation,
    bloc,
    brief,
    chart,
    check,
    claims,
    code,
    compare,
    corroborate,
    data,
    demo,
    diff,
    dyad,
    evaluate,
    explain,
    export,
    incidents,
    match,
    ontology,
    panel,
    publish,
    read,
    serve,
    snapshot,
    sql,
    watch,
    who,
)
from dragoman.errors import DragomanError

app = typer.Typer(
    name="dragoman",
    help="Read news into the record of who did what to whom, when, where, and according to whom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {VERSION}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Read news into the record of who did what to whom, when, where, and according to whom."""


app.command("read")(read.read)
app.command("code")(code.code)
app.command("claims")(claims.claims)
app.command("explain")(explain.explain)
app.command("who")(who.who)
app.command("ontology")(ontology.ontology)
app.add_typer(data.app, name="data")
app.command("evaluate")(evaluate.evaluate)
app.command("agreement")(agreement.agreement)
app.add_typer(annotation.app, name="annotations")
app.command("add")(add.add)
app.command("incidents")(incidents.incidents)
app.command("corroborate")(corroborate.corroborate)
app.command("compare")(compare.compare)
app.command("brief")(brief.brief)
app.command("check")(check.check)
app.command("diff")(diff.diff)
app.command("export")(export.export)
app.command("demo")(demo.demo)
app.command("dyad")(dyad.dyad)
app.command("panel")(panel.panel)
app.command("alerts")(alerts.alerts)
app.command("match")(match.match)
app.command("watch")(watch.watch)
app.command("bloc")(bloc.bloc)
app.command("actor")(actor.actor)
app.command("serve")(serve.serve)
app.command("publish")(publish.publish)
app.command("sql")(sql.sql)
app.command("snapshot")(snapshot.snapshot)
app.add_typer(chart.app, name="chart")


def main() -> None:
    """Run a command. Exit status: 0 all done, 1 some inputs failed, 2 wrong usage."""
    try:
        app()
    except DragomanError as error:
        typer.echo(f"dragoman: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:  # the reader of our output has left: that is its right
        sys.stderr.close()
        sys.exit(0)
