"""`dragoman chart`: pictures of the record as PNG, SVG, offline page or specification."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DESK, Desk, KnowledgeFolder, known, opened
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.charts import Picture
    from dragoman.knowledge import Knowledge
    from dragoman.store.file import Reader

app = typer.Typer(
    name="chart",
    help="Draw the record: how pairs, places, outlets and claims stand, with what each picture rests on.",
    no_args_is_help=True,
)


class Unit(StrEnum):
    """The periods a series is told in."""

    week = "week"
    month = "month"
    quarter = "quarter"
    year = "year"


class Cells(StrEnum):
    """What a heat map has across."""

    periods = "periods"
    recipients = "recipients"


Out = Annotated[
    Path,
    typer.Option("-o", "--out", metavar="FILE", help="The file to write: .png, .svg, .html (opens offline) or .json (Vega-Lite)."),
]
Since = Annotated[
    str, typer.Option("--since", metavar="TIME", help="From this time on: 2024, 2024-Q2, 2024-05, 2024-W20 or a day.")
]
Until = Annotated[str, typer.Option("--until", metavar="TIME", help="Up to the end of this time.")]
By = Annotated[Unit, typer.Option("--unit", help="week, month, quarter or year.")]
Counted = Annotated[
    str, typer.Option("--counted", metavar="UNIT", help="What is counted: incident, origin, report, or another coder's name.")
]
Width = Annotated[int, typer.Option("--width", min=320, max=2400, help="Width in pixels; a PNG has two for each.")]
WIDTH = 800


def _first(value: str, option: str) -> date | None:
    from dragoman.relations.units import read_time

    return read_time(value, option)[0] if value else None


def _last(value: str, option: str) -> date | None:
    from dragoman.relations.units import read_time

    return read_time(value, option)[1] if value else None


def _drawn(
    desk: Path, out: Path, folders: list[Path] | None, draw: Callable[[Reader, Knowledge], Picture | None], what: str
) -> None:
    """Draw and write; where there is nothing to draw say so and write nothing."""
    from dragoman.charts.files import check_ending, write_picture

    check_ending(out)
    body = known(folders)
    with opened(desk) as store:
        picture = draw(store, body)
    if picture is None:
        typer.echo(f"{what} in {desk}: nothing was drawn")
        return
    write_picture(picture, out)
    typer.echo(f"{out}: {picture.to_dict()['description']}")


@app.command()
def series(
    one: Annotated[str, typer.Argument(help="A side: name, id or country code.")],
    other: Annotated[str, typer.Argument(help="The other side.")],
    out: Out,
    desk: Desk = DESK,
    by: By = Unit.week,
    count: Counted = "incident",
    since: Since = "",
    until: Until = "",
    width: Width = WIDTH,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Draw two sides over time: net score about zero, counts with their interval, and how much was read."""
    from dragoman.desk.naming import actor_key
    from dragoman.desk.pictures import series_picture

    def draw(store: Reader, body: Knowledge) -> Picture | None:
        pair = actor_key(one, body), actor_key(other, body)
        begin, end = _first(since, "--since"), _last(until, "--until")
        return series_picture(store, body, *pair, unit=by.value, counted=count, since=begin, until=end, width=width)

    _drawn(desk, out, knowledge, draw, f"no {count} between {one} and {other}")


@app.command()
def heatmap(
    out: Out,
    desk: Desk = DESK,
    across: Annotated[
        Cells, typer.Option("--across", help="periods: pairs by period; recipients: who did it to whom.")
    ] = Cells.periods,
    by: By = Unit.week,
    count: Counted = "incident",
    since: Since = "",
    until: Until = "",
    most: Annotated[int, typer.Option("--most", min=1, max=60, help="The pairs or states with most, at most so many.")] = 20,
    width: Width = WIDTH,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Draw the net score of many pairs of states: by period, or doers by recipients."""
    from dragoman.desk.pictures import heatmap_picture

    def draw(store: Reader, body: Knowledge) -> Picture | None:
        return heatmap_picture(
            store,
            body,
            unit=by.value,
            counted=count,
            since=_first(since, "--since"),
            until=_last(until, "--until"),
            most=most,
            matrix=across is Cells.recipients,
            width=width,
        )

    _drawn(desk, out, knowledge, draw, f"no {count} between two states")


@app.command()
def network(
    out: Out,
    desk: Desk = DESK,
    count: Counted = "incident",
    since: Since = "",
    until: Until = "",
    most: Annotated[int, typer.Option("--most", min=1, max=400, help="The pairs with most, at most so many.")] = 60,
    width: Width = WIDTH,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Draw states and what lies between them; each keeps its place over time."""
    from dragoman.desk.pictures import network_picture

    def draw(store: Reader, body: Knowledge) -> Picture | None:
        begin, end = _first(since, "--since"), _last(until, "--until")
        return network_picture(store, body, counted=count, since=begin, until=end, most=most, width=width)

    _drawn(desk, out, knowledge, draw, f"no {count} between two states")


@app.command("map")
def places(
    out: Out,
    actors: Annotated[
        list[str] | None, typer.Argument(help="Only incidents that these one or two take part in.", show_default=False)
    ] = None,
    desk: Desk = DESK,
    since: Since = "",
    until: Until = "",
    width: Width = WIDTH,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Draw where incidents happened, each symbol as fine as its place is known."""
    from dragoman.desk.naming import actor_key
    from dragoman.desk.pictures import map_picture

    names = actors or []
    if len(names) > 2:
        raise UsageError("a map is of all, of one actor or of two")

    def draw(store: Reader, body: Knowledge) -> Picture | None:
        codes = [*(actor_key(name, body) for name in names), None, None]
        begin, end = _first(since, "--since"), _last(until, "--until")
        return map_picture(store, body, one=codes[0], other=codes[1], since=begin, until=end, width=width)

    _drawn(desk, out, knowledge, draw, "no incident with a place that can be drawn")


@app.command()
def stance(
    actor: Annotated[str, typer.Argument(help="Who is judged: name, id or country code.")],
    out: Out,
    desk: Desk = DESK,
    since: Since = "",
    until: Until = "",
    most: Annotated[int, typer.Option("--most", min=1, max=60, help="The outlets with most, at most so many.")] = 20,
    width: Width = WIDTH,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Draw how outlets judge an actor, in their own voice and in those they quote."""
    from dragoman.desk.naming import actor_key
    from dragoman.desk.pictures import stance_picture

    def draw(store: Reader, body: Knowledge) -> Picture | None:
        begin, end = _first(since, "--since"), _last(until, "--until")
        return stance_picture(store, body, actor_key(actor, body), since=begin, until=end, most=most, width=width)

    _drawn(desk, out, knowledge, draw, f"no judgement on {actor}")


@app.command()
def claims(
    out: Out,
    speaker: Annotated[str, typer.Option("--speaker", help="Only what this actor says.")] = "",
    about: Annotated[str, typer.Option("--about", help="Only what is said about this actor.")] = "",
    desk: Desk = DESK,
    since: Since = "",
    until: Until = "",
    most: Annotated[int, typer.Option("--most", min=1, max=60, help="The lines with most, at most so many.")] = 18,
    width: Width = WIDTH,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Draw who says what type of claim about whom, over time."""
    from dragoman.desk.naming import actor_key
    from dragoman.desk.pictures import claims_picture

    def draw(store: Reader, body: Knowledge) -> Picture | None:
        return claims_picture(
            store,
            body,
            speaker=actor_key(speaker, body) if speaker else None,
            about=actor_key(about, body) if about else None,
            since=_first(since, "--since"),
            until=_last(until, "--until"),
            most=most,
            width=width,
        )

    _drawn(desk, out, knowledge, draw, "no claim")
