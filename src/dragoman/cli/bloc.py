"""`dragoman bloc`: how a bloc holds together, how two stand with each other, and who bridges them."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import DESK, Counted, Desk, KnowledgeFolder, Since, Unit, Until, known, opened, stretch
from dragoman.cli.rows import Format as Rows
from dragoman.cli.rows import write_rows
from dragoman.reading.marks import safe

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge
    from dragoman.relations.blocs import Bloc, Blocs
    from dragoman.relations.network import Network
    from dragoman.store.file import Reader

WIDTH = 100
# Bridges that the text shows; JSON has all.
SHOWN = 10


class Format(StrEnum):
    """How the answer is written."""

    text = "text"
    json = "json"


def bloc(
    name: Annotated[str, typer.Argument(metavar="BLOC", help="An organisation, or states split by commas: SCO, or RUS,BLR,IRN.")],
    vs: Annotated[str, typer.Option("--vs", metavar="BLOC", help="Another bloc to set against it.")] = "",
    as_of: Annotated[
        str,
        typer.Option(
            "--as-of",
            metavar="TIME",
            help="Members of this day (the last of a month or year) for all events; without, those of each event's day.",
        ),
    ] = "",
    since: Since = "",
    until: Until = "",
    unit: Unit = "month",
    counted: Counted = "incident",
    rows: Annotated[bool, typer.Option("--rows", help="List everything that was counted, with its words.")] = False,
    graphml: Annotated[Path | None, typer.Option("--graphml", metavar="FILE", help="Write the network as GraphML.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="Draw the network: a file that ends in .png or .svg.")
    ] = None,
    desk: Desk = DESK,
    knowledge: KnowledgeFolder = None,
    format: Annotated[Format, typer.Option("--format", help="text or json.")] = Format.text,
) -> None:
    """Tell how a bloc holds together, how two stand with each other, who their members are by date, and who bridges them."""
    from dragoman.desk.naming import bloc_key
    from dragoman.formats.whole import whole_file
    from dragoman.relations.blocs import read_bloc, read_blocs, read_network
    from dragoman.relations.units import read_time

    first, last = stretch(since, until)
    on = read_time(as_of, "--as-of")[1] if as_of else None
    body = known(knowledge)
    one = read_bloc(bloc_key(name, body, on or last), body)
    other = read_bloc(bloc_key(vs, body, on or last), body) if vs else None
    draw = _picture(output) if output else None
    with opened(desk) as store:
        found = read_blocs(store, one, other, as_of=on, since=first, until=last, unit=unit, counted=counted)
        told = _told(store, found, body) if rows or format is Format.json else []
        network = read_network(store, body, found) if graphml or output or format is Format.json else None
        if draw and network:
            draw(store, found, network)
    if graphml and network:
        with whole_file(graphml) as stream:
            stream.write(network.graphml())
    if format is Format.json:
        typer.echo(json.dumps(_record(found, told, network), ensure_ascii=False, indent=2, default=str))
    else:
        _show(found, body, told)


Draw = Callable[["Reader", "Blocs", "Network"], None]


def _picture(output: Path) -> Draw:
    """What draws the network into a file of this name. Raises UsageError, before anything is read, for one that cannot be drawn."""
    from dragoman.charts.files import check_ending, write_picture
    from dragoman.desk.pictures import blocs_picture

    check_ending(output)

    def draw(store: Reader, found: Blocs, network: Network) -> None:
        picture = blocs_picture(store, found, network)
        if picture is None:
            typer.echo(f"nothing between members from {found.first} to {found.last}: {output} was not drawn")
            return
        write_picture(picture, output)

    return draw


def _told(store: Reader, found: Blocs, body: Knowledge) -> list[dict[str, Any]]:
    """Everything that was counted, once each, with its parts, the names of its day, and the words of the report that tells it."""
    from dragoman.relations.blocs import name_on

    once: dict[str, dict[str, Any]] = {}
    for tie in found.ties:
        row = once.setdefault(
            tie.id,
            {
                "id": tie.id,
                "day": tie.day,
                "event_type": tie.event_type,
                "score": tie.score,
                "parts": [],
                "pairs": [],
                "article_id": tie.article_id,
                "event_id": tie.event_id,
            },
        )
        row["parts"] = sorted({*row["parts"], *tie.parts})
        row["pairs"].append([tie.one, tie.other])
        names = row.setdefault("names", {})
        names |= {state: name_on(state, tie.day, body) for state in tie.pair}
    keys = [{"article_id": row["article_id"], "event_id": row["event_id"]} for row in once.values() if row["article_id"]]
    words = {(row["article_id"], row["event_id"]): row for row in store.rows("words_of_reports", keys=json.dumps(keys))}
    for row in once.values():
        report = words.get((row["article_id"], row["event_id"]), {})
        row |= {name: report.get(name) for name in ("words", "publisher", "published", "url")}
    return list(once.values())


def _standing(bloc: Bloc, found: Blocs) -> dict[str, Any]:
    return {
        "id": bloc.id,
        "name": bloc.name,
        "day": found.day,
        "standing": [
            {"state": row.state, "status": row.status, "start": row.start, "end": row.end} for row in bloc.standing(found.day)
        ],
        "changes": [
            {"day": day, "state": state, "to": to} for day, state, to in bloc.changes(found.first, found.last)
        ],
    }  # fmt: skip


def _parts(found: Blocs) -> dict[str, str]:
    """What each part is called: within each bloc, and across."""
    if found.other is None:
        return {"one": f"within {found.one.id}"}
    return {"one": f"within {found.one.id}", "other": f"within {found.other.id}", "across": "across"}


def _record(found: Blocs, told: list[dict[str, Any]], network: Network | None) -> dict[str, Any]:
    return {
        "since": found.first,
        "until": found.last,
        "as_of": found.as_of,
        "unit": found.unit,
        "counted": found.counted,
        "articles": found.articles,
        "undated": found.undated,
        "blocs": [_standing(bloc, found) for bloc in (found.one, found.other) if bloc],
        "both": found.both(),
        "parts": {part: {"name": name, **found.part(part)} for part, name in _parts(found).items()},
        "periods": found.records(),
        "bridges": found.bridges(),
        "rows": told,
        "network": {"nodes": network.nodes, "edges": network.edges} if network else None,
    }


def _wrapped(text: str) -> str:
    return safe(textwrap.fill(text, WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False))


def _show(found: Blocs, body: Knowledge, told: list[dict[str, Any]]) -> None:
    for bloc in (found.one, found.other):
        if bloc:
            _members(bloc, found)
    if found.other:
        typer.echo(f"in both, never across: {' '.join(found.both()) or 'nobody'}")
    whose = f"by the members of {found.as_of}" if found.as_of else "each by the members of its day"
    typer.echo(f"\n{found.counted}s from {found.first} to {found.last}, {whose}; {found.articles} {_volume(found)}")
    if found.undated:
        typer.echo(f"left out: {found.undated} without a day")
    parts = _parts(found)
    rows = [{"": name, **_shown(found.part(part))} for part, name in parts.items()]
    write_rows(rows, Rows.table)
    for part, name in parts.items():
        if not found.part(part)["count"]:
            where = f"between {found.one.id} and {found.other.id}" if part == "across" and found.other else name
            typer.echo(f"nothing {where} from {found.first} to {found.last}")
    if not found.ties:
        return
    typer.echo(f"\nby {found.unit}")
    write_rows([_period(row, parts) for row in found.records()], Rows.table)
    _bridges(found, body)
    if told:
        _list(told, parts)


def _volume(found: Blocs) -> str:
    from dragoman.relations.dyads import COUNTED

    return "articles read" if found.counted in COUNTED else f"events by {found.counted} in all"


def _members(bloc: Bloc, found: Blocs) -> None:
    standing = bloc.standing(found.day)
    full = [row.state for row in standing if row.status == "member"]
    head = bloc.name if bloc.name == bloc.id.replace(",", ", ") else f"{bloc.name} ({bloc.id})"
    typer.echo(_wrapped(f"{head}: {len(full)} member{'' if len(full) == 1 else 's'} on {found.day}: {' '.join(full)}"))
    apart: dict[str, list[str]] = {}
    for row in standing:
        if row.status != "member":
            apart.setdefault(row.status, []).append(row.state)
    for status, states in apart.items():
        typer.echo(_wrapped(f"  not counted, {status}: {' '.join(states)}"))
    for day, state, to in bloc.changes(found.first, found.last):
        typer.echo(f"  {day}: {state} {to}")


def _number(value: float | None, sign: str = "") -> str:
    return "" if value is None else f"{value:{sign}.1f}"


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.0f} %"


def _shown(row: dict[str, Any]) -> dict[str, str]:
    if not row["count"]:
        return {"count": "0", "95 %": f"0–{row['high']:.1f}", "pairs": "0", "mean score": "", "cooperative": "", "share, 95 %": ""}
    shares = (
        "" if row["share"] is None else f"{_percent(row['share'])} ({100 * row['share_low']:.0f}–{100 * row['share_high']:.0f})"
    )
    return {
        "count": str(row["count"]),
        "95 %": f"{row['low']:.1f}–{row['high']:.1f}",
        "pairs": str(row["pairs"]),
        "mean score": _number(row["mean_score"], "+"),
        "cooperative": str(row["cooperative"]),
        "share, 95 %": shares,
    }


def _period(row: dict[str, Any], parts: dict[str, str]) -> dict[str, Any]:
    shown: dict[str, Any] = {"period": row["period"], "read": row["articles"]}
    for part, name in parts.items():
        count = row[f"{part}_count"]
        shown[name] = "–" if count is None else count
        shown[f"{name}: mean"] = _number(row[f"{part}_mean_score"], "+")
    return shown


def _bridges(found: Blocs, body: Knowledge) -> None:
    from dragoman.relations.blocs import name_on

    rows = [row for row in found.bridges() if row["across"] or row["betweenness"]]
    if not rows:
        typer.echo("\nnobody bridges: no cooperation across, and none that links others")
        return
    typer.echo("\nwho bridges")
    shown = [
        {
            "state": row["state"],
            "name": name_on(row["state"], found.day, body),
            "bloc": row["bloc"],
            "cooperative": row["cooperative"],
            **({"across": "" if row["across"] is None else row["across"], "share": _percent(row["share"])} if found.other else {}),
            "betweenness": f"{row['betweenness']:.3f}",
        }
        for row in rows[:SHOWN]
    ]
    write_rows(shown, Rows.table)
    if len(rows) > SHOWN:
        typer.echo(f"and {len(rows) - SHOWN} more; --format json has all")


def _list(told: list[dict[str, Any]], parts: dict[str, str]) -> None:
    typer.echo("\nwhat was counted")
    for row in told:
        where = ", ".join(parts[part] for part in parts if part in row["parts"])
        pairs = ", ".join(f"{row['names'][one]}–{row['names'][other]}" for one, other in row["pairs"])
        typer.echo(safe(f"{row['day']}  {row['event_type']}  {pairs}  ({where})  {row['id']}"))
        if row["words"]:
            typer.echo(safe(f"  {row['publisher'] or row['article_id']}: “{' '.join(row['words'].split())}”"))
