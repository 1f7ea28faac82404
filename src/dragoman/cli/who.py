"""`dragoman who`: who a name, a title or any actor phrase stands for on a day."""

from __future__ import annotations

import json
from collections.abc import Container
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import KnowledgeFolder, day, known
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge
    from dragoman.who import Answer


class Format(StrEnum):
    """How answers are written."""

    text = "text"
    json = "json"


def who(
    name: Annotated[str, typer.Argument(help="A name, a title, or any actor phrase.", show_default=False)],
    as_of: Annotated[str, typer.Option("--as-of", metavar="DATE", help="The day that counts; today without.")] = "",
    type: Annotated[str, typer.Option("--type", help="organisation: list its members on that day.")] = "",
    format: Annotated[Format, typer.Option("--format", help="text, or json: a list of candidates, best first.")] = Format.text,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Tell who a name, title or actor phrase stands for, as of a day, with source and alternatives."""
    if type not in ("", "organisation", "state", "person", "group"):
        raise typer.BadParameter(f"{type!r} is none of organisation, state, person, group", param_hint="--type")
    on = day(as_of, "--as-of") or date.today()
    from dragoman.knowledge.files import near
    from dragoman.who import who as answer

    body = known(knowledge)
    found = [item for item in answer(name, body, on) if not type or _is(item, type, body)]
    if format is Format.json:
        typer.echo(json.dumps([_record(item, type, body, on) for item in found], ensure_ascii=False, indent=2))
    elif found:
        for number, item in enumerate(found):
            _show(item, first=number == 0)
            if type == "organisation":
                _members(item.id, body, on)
    if not found and format is Format.text:
        hint = near(name, body.actors.by_name)
        raise UsageError(f"nobody is known as {name!r}{hint}")


def _is(item: Answer, type: str, body: Knowledge) -> bool:
    actors = body.actors
    kinds: dict[str, Container[str]] = {
        "organisation": actors.organisations,
        "state": actors.states,
        "person": actors.persons,
        "group": actors.groups,
    }
    return item.id in kinds[type]


def _record(item: Answer, type: str, body: Knowledge, on: date) -> dict[str, Any]:
    from dragoman.who import members

    row = item.record()
    if type == "organisation":
        row["members"] = list(members(item.id, body, on))
    return row


def _show(item: Answer, *, first: bool) -> None:
    codes = " ".join(filter(None, (item.country, *item.sector)))
    typer.echo(f"{'' if first else 'or '}{item.name} ({codes or 'no country'})  {item.id}")
    typer.echo(f"   {item.why}{'  [stale]' if item.stale else ''}")
    for office in item.offices:
        checked = "checked" if office["checked"] else "not checked"
        term = f"{office['start'] or '…'} to {office['end'] or 'now'}"
        typer.echo(f"   {office['title']} of {office['of']}, {term}; {office['source']}, {checked}")
    if not item.offices and item.checked is not None:
        typer.echo(f"   source: {item.source}, {'checked' if item.checked else 'not checked'}")


def _members(organisation: str, body: Knowledge, on: date) -> None:
    from dragoman.who import members

    for row in members(organisation, body, on):
        status = "" if row["status"] == "member" else f" ({row['status']})"
        typer.echo(f"   {row['state']:<8} {row['name']}{status}, since {row['start'] or '…'}")
