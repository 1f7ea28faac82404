"""`dragoman actor`: what an actor did, had done to it, said and plans, and what was said of it."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import DESK, Desk, KnowledgeFolder, Since, Until, known, opened, stretch
from dragoman.reading.marks import safe

if TYPE_CHECKING:
    from dragoman.desk.profile import Profile, Section

POLARITY = {1: "good", -1: "bad"}


class Format(StrEnum):
    """How the answer is written."""

    text = "text"
    json = "json"


def actor(
    name: Annotated[str, typer.Argument(help="A state, organisation, group or person: a name, an id or a country code.")],
    since: Since = "",
    until: Until = "",
    most: Annotated[int, typer.Option("--limit", min=1, help="At most so many rows of each kind, the latest.")] = 5,
    desk: Desk = DESK,
    knowledge: KnowledgeFolder = None,
    format: Annotated[Format, typer.Option("--format", help="text or json.")] = Format.text,
) -> None:
    """Tell what an actor did, had done to it, said, promised and plans, what was said of it, and its offices by date."""
    from dragoman.desk.naming import actor_key
    from dragoman.desk.profile import read_profile
    from dragoman.relations.dyads import bounds_of

    first, last = stretch(since, until)
    body = known(knowledge)
    with opened(desk) as store:
        on = bounds_of(store, "incident", first, last)[1]
        found = read_profile(store, body, actor_key(name, body, on), since=first, until=last, most=most)
    if format is Format.json:
        typer.echo(json.dumps(found.record(), ensure_ascii=False, indent=2, default=str))
    else:
        _show(found, str(desk))


def _show(found: Profile, desk: str) -> None:
    typer.echo(safe(f"{found.name} ({found.id}), {found.kind}; from {found.first} to {found.last}"))
    for row in found.offices:
        typer.echo(safe(f"  {row['title']} of {row['of']}, {_span(row)}; {_source(row)}"))
    _standing(found)
    if found.empty:
        typer.echo(f"{desk} has nothing of {found.id} from {found.first} to {found.last}")
        return
    _happenings("did", found.did)
    _happenings("had done to it", found.had)
    _statements("said", found.said)
    _statements("was said of it by others", found.said_of)
    _judged("was judged by others", found.judged)
    _told("planned, not counted above", found.planned)
    _told("opinion only, not counted above", found.opinion)
    if found.otherwise:
        rest = ", ".join(f"{count} {status}" for status, count in found.otherwise.items())
        typer.echo(f"\nreports of it not counted either: {rest}")


def _number(count: int, things: str) -> str:
    """One report, two reports."""
    return f"{count} {things.removesuffix('s') if count == 1 else things}"


def _span(row: dict[str, Any]) -> str:
    return f"{row['start'] or '…'} to {row['end'] or 'now'}"


def _source(row: dict[str, Any]) -> str:
    return f"{row['source']}, {'checked' if row['checked'] else 'not checked'}"


def _standing(found: Profile) -> None:
    if found.memberships:
        full = [row["organisation"] for row in found.memberships if row["status"] == "member"]
        typer.echo(f"  member of {' '.join(full) or 'none known'}")
        for row in found.memberships:
            if row["status"] != "member":
                typer.echo(f"  {row['status']} of {row['organisation']}, {_span(row)}")
    if found.members:
        full = [row["state"] for row in found.members if row["status"] == "member"]
        typer.echo(f"  {_number(len(full), 'members')} on {found.last}: {' '.join(full)}")


def _head(title: str, section: Section, counted: str) -> None:
    if not section.total:
        typer.echo(f"\n{title}: nothing")
        return
    where = f" in {_number(section.articles, 'articles')}" if section.articles else ""
    where += f" of {_number(section.origins, 'origins')}" if section.origins else ""
    typer.echo(f"\n{title}: {_number(section.total, section.unit)}{where}{f': {counted}' if counted else ''}")


def _happenings(title: str, section: Section) -> None:
    by_type: dict[str, list[str]] = {}
    for row in section.counts:
        by_type.setdefault(row["event_type"], []).append(f"{row['counterpart'] or 'nobody named'} {row['incidents']}")
    _head(title, section, "")
    for type_, counterparts in by_type.items():
        typer.echo(f"  {type_:<10} {', '.join(counterparts)}")
    for row in section.latest:
        typer.echo(safe(f"  {row['day'] or 'undated'}  {_act(row)}  {row['incident_id']}"))
        _words(row)


def _act(row: dict[str, Any]) -> str:
    """An act as seen from the actor: with whom, to whom or by whom."""
    way = "with" if row["together"] else "→" if row["by_it"] else "by"
    return f"{row['event_type']} {way} {', '.join(row['counterpart'])}" if row["counterpart"] else row["event_type"]


def _words(row: dict[str, Any]) -> None:
    words = " ".join((row["words"] or "").split())
    typer.echo(safe(f"    {'“' + words + '”' if words else row.get('event_id', '')}  {row['publisher'] or ''} {row['article_id']}"))


def _statements(title: str, section: Section) -> None:
    _head(title, section, ", ".join(f"{row['statements']} {row['type']}" for row in section.counts))
    for row in section.latest:
        typer.echo(
            safe(f"  {row['published'] or 'undated'}  {row['type']}  {row['speaker'] or ', '.join(row['speaker_id'] or ())}")
        )
        _words(row)


def _judged(title: str, section: Section) -> None:
    _head(title, section, ", ".join(f"{row['statements']} {POLARITY[row['polarity']]}" for row in section.counts))
    for row in section.latest:
        typer.echo(
            safe(
                f"  {row['published'] or 'undated'}  {POLARITY[row['polarity']]}, {row['strength']} of 3, by {row['holder'] or 'unnamed'}: {row['word'] or ''}"
            )
        )
        _words(row)


def _told(title: str, section: Section) -> None:
    _head(title, section, ", ".join(f"{row['reports']} {row['event_type']} {row['side']}" for row in section.counts))
    for row in section.latest:
        when = f" for {row['day']}" if row["day"] else ""
        typer.echo(safe(f"  {row['published'] or 'undated'}{when}  {_act(row)}"))
        _words(row)
