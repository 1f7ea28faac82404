"""`dragoman explain`: why each event of an article was coded as it was, and what was set aside."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import DEFAULT_LONGEST, Encoding, Inputs, KnowledgeFolder, Model, Published, known


def explain(
    article: Annotated[str, typer.Argument(help="A file with an article, or - for standard input.", show_default=False)],
    event: Annotated[str, typer.Argument(help="An event's number or id; all without.")] = "",
    published: Published = "",
    knowledge: KnowledgeFolder = None,
    model: Model = "",
    encoding: Encoding = "",
) -> None:
    """Tell for each event why: rule, actors, status, source; and what was not coded, and for what reason."""
    inputs = Inputs([article], published=published, encoding=encoding, longest=DEFAULT_LONGEST)
    from dragoman.pipeline import DEFAULT_MODEL, read_articles
    from dragoman.reading import words
    from dragoman.reading.marks import safe
    from dragoman.reading.why import why_event

    body = known(knowledge)
    number = 0
    shown = False
    for doc in read_articles(inputs, body, model or DEFAULT_MODEL):
        for found in doc.events or ():
            number += 1
            if event and event not in (str(number), found.id):
                continue
            shown = True
            typer.echo(
                safe(
                    f"{number}  {words.kind(found)}  {words.side(found.actor)} → {words.side(found.recipient) or '—'}  [{found.id}]"
                )
            )
            for line in why_event(doc, found, body):
                typer.echo(safe(f"   {line}"))
            typer.echo("")
        if not event:
            for item in doc.set_aside:
                typer.echo(safe(f"set aside  “{item.text}”  {item.reason}" + (f"  ({item.rule})" if item.rule else "")))
    if event and not shown and not inputs.failed:
        raise typer.BadParameter(f"no event {event!r} in {article}; it has {number}", param_hint="EVENT")
    inputs.end()
