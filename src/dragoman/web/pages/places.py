"""Places: where it happened, and how finely that is known."""

from __future__ import annotations

from typing import Any

from dragoman.desk.naming import actor_key, name_of_actor, type_key
from dragoman.relations.dyads import bounds_of
from dragoman.web.asking import PAGED, STRETCH, TYPE, Option
from dragoman.web.page import Page, Shape, Table, of_names, offset, paged
from dragoman.web.resource import Ask, Resource, address

PLACES = Shape(
    "places",
    "Where incidents happened, as finely as it is told; those without a place have a row too. One row a place and precision.",
    of_names("place country precision incidents net_score lat lon".split()),
)
NOWHERE = "no place told"


def places(ask: Ask) -> Page:
    """Incidents by place, drawn and listed."""
    knowledge = ask.knowledge
    filters: dict[str, Any] = {
        "type": type_key(ask["type"], knowledge) if ask["type"] else None,
        "quad": ask["quad"] or None,
        "one": actor_key(ask["actor"], knowledge) if ask["actor"] else None,
    }
    days: dict[str, Any] = {"since": ask["since"], "until": ask["until"]}
    first, last = bounds_of(ask.store, "incident", **days)

    def behind(row: dict[str, Any]) -> str:
        return address("incidents", place=row["place"], country=row["country"], **filters, **days)

    def picture() -> Any:
        from dragoman.desk.pictures import map_picture  # heavy: only for pictures

        return map_picture(ask.store, knowledge, **filters, **days, link=behind)

    found = ask.store.rows("incidents_placed", other=None, named=False, **filters, since=first.isoformat(), until=last.isoformat())
    rows = [
        {
            **{name: row[name] for name in ("country", "precision", "lat", "lon")},
            "place": row["place"] or (name_of_actor(row["country"], knowledge) if row["country"] else NOWHERE),
            "incidents": row["count"],
            "net_score": round(row["score"], 3),
            "to": behind(row) if row["place"] else "",
        }
        for row in found
    ]
    shown = rows[offset(ask.options) : offset(ask.options) + ask["per"]]
    paged(shown, len(rows), ask.options)
    links = {name: lambda row: row["to"] for name in ("place", "incidents")}
    return Page("Map", (Table(PLACES, shown, links, len(rows), nothing="No such incident."),), picture=picture if rows else None)


PAGES = (
    Resource(
        "/map",
        "Where incidents happened, and how finely the place is known.",
        places,
        (PLACES,),
        (
            Option("actor", "Only what this actor takes part in: a name, id or country code."),
            TYPE,
            Option("quad", "Only of this quad class: 1, 2 cooperation, 3, 4 conflict.", "number", 0, most=4),
            *STRETCH,
            *PAGED,
        ),
        pictured=True,
    ),
)
