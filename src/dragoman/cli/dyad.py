"""`dragoman dyad`: how two sides stand with each other, period by period, and what moved it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import DESK, Counted, Desk, KnowledgeFolder, Since, Unit, Until, known, opened, stretch
from dragoman.cli.rows import Format, RowFormat, write_rows
from dragoman.reading.marks import safe

if TYPE_CHECKING:
    from dragoman.relations.dyads import Dyad, Happened
    from dragoman.store.file import Reader

PERIODS = (
    "period", "count", "interval", "per_1000_articles", "out", "back", "mutual", "verbal_cooperation", "material_cooperation",
    "verbal_conflict", "material_conflict", "score", "articles",
)  # fmt: skip
NO_COVERAGE = "no coverage"


def dyad(
    one: Annotated[str, typer.Argument(metavar="ONE", help="A side: a name, an id or a country code.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other side.")],
    desk: Desk = DESK,
    since: Since = "",
    until: Until = "",
    unit: Unit = "month",
    counted: Counted = "incident",
    rows: Annotated[bool, typer.Option("--rows", help="List everything that was counted, with its words.")] = False,
    knowledge: KnowledgeFolder = None,
    format: RowFormat = Format.table,
) -> None:
    """Tell how two sides stand with each other over time: only happenings count, never plans, threats' contents or denials."""
    from dragoman.desk.naming import actor_key, actor_name, check_existed
    from dragoman.relations.dyads import bounds_of, check_counted, read_dyad
    from dragoman.relations.words import with_words

    first, last = stretch(since, until)
    body = known(knowledge)
    with opened(desk) as store:
        check_counted(store, counted)
        begin, end = bounds_of(store, counted, first, last)
        keys = actor_key(one, body, end), actor_key(other, body, end)
        for key in keys:
            check_existed(key, body, begin, end)
        found = read_dyad(store, *keys, since=begin, until=end, unit=unit, counted=counted)
        if rows:
            listed = with_words(store, found.rows, counted)
        names = [actor_name(key, body) for key in keys]
        if format is not Format.table:
            write_rows(listed if rows else found.records(), format)
            return
        typer.echo(safe(f"{names[0]} and {names[1]}, {begin} to {end}: {_count(found)}"))
        if not found.rows:
            typer.echo("nothing between the two is told as having happened")
            return
        typer.echo(safe(f"out: by {keys[0]} to {keys[1]}; back: by {keys[1]} to {keys[0]}; intervals of 95 %"))
        if found.things != f"{counted}s":
            typer.echo(safe(f"scores are {counted}'s own; in place of articles stand all {found.things}"))
        typer.echo("")
        write_rows((_shown(record) for record in found.records()), Format.table, PERIODS)
        typer.echo("")
        write_rows(found.types(), Format.table)
        _moved(store, found)
        if rows:
            typer.echo(f"\nall that was counted: {_count(found)}")
            _list(listed)


def _count(found: Dyad) -> str:
    return f"{len(found.rows)} {found.things}, by {found.unit}"


def _shown(record: dict[str, Any]) -> dict[str, Any]:
    interval = NO_COVERAGE if record["count"] is None else f"{record['low']:.1f}–{record['high']:.1f}"
    return {**record, "interval": interval}


def _moved(store: Reader, found: Dyad) -> None:
    """The turning points and the arrow, each with the rows that make it."""
    turns, arrow = found.turns(), found.arrow()
    typer.echo("" if turns else "\nturning points: none that chance would not make")
    for turn in turns:
        typer.echo(
            f"turning point {turn.period}: net cooperation a {found.unit} from {turn.before:+.1f} to {turn.after:+.1f}, "
            f"by chance {turn.chance:.3f}"
        )
        _name(store, turn.rows, found.counted)
    typer.echo(f"arrow: {arrow.way} ({arrow.why})")
    _name(store, arrow.rows, found.counted)


def _name(store: Reader, rows: Iterable[Happened], counted: str) -> None:
    from dragoman.relations.words import with_words

    _list(with_words(store, rows, counted))


def _list(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        typer.echo(safe(line(row)))


def line(row: dict[str, Any]) -> str:
    """One counted thing in a line: when, who did what to whom, its score, its id, the words and who wrote them."""
    whom = f" → {row['recipient_name']}" if row["recipient_name"] else ""
    score = f" {row['score']:+.1f}" if row["score"] is not None else ""
    told = f" “{row['words']}”" if row["words"] else ""
    by = f" ({row['publisher']})" if row["publisher"] else ""
    return f"  {row['day']}  {row['actor_name'] or '?'} {row['event_type'] or '?'}{whom}{score}  {row['incident_id'] or row['id']} {told}{by}"
