"""Blocs: which are known, and how one holds together, alone or against another."""

from __future__ import annotations

from typing import Any

from dragoman.desk.naming import bloc_key
from dragoman.relations.blocs import Bloc, Blocs, edges_of, name_on, read_bloc, read_blocs, read_network
from dragoman.relations.dyads import COUNTED as OURS
from dragoman.relations.dyads import bounds_of
from dragoman.web.asking import COUNTED, PAGED, STRETCH, UNIT, Option
from dragoman.web.page import Page, Shape, Table, of_names, offset, paged
from dragoman.web.pages.dyads import few
from dragoman.web.resource import Ask, Resource, address

BLOCS = Shape(
    "blocs",
    "Organisations whose members are known. One row an organisation.",
    of_names("name id members source checked".split()),
)
PARTS = Shape(
    "parts",
    "What happened within and across, over the whole time; each thing once, however many pairs it has. One row a part.",
    of_names("between count low high cooperative share share_low share_high net_score mean_score pairs".split()),
)
PERIODS = Shape(
    "periods",
    "Period by period and part by part. Where nothing was read, or the bloc was not there, figures are empty, which is no zero. One row a period and part.",
    of_names(
        "period between coverage members count low high cooperative share share_low share_high net_score mean_score pairs articles begin".split()
    ),
    of_names("period between coverage members count cooperative share net_score articles".split()),
)
MEMBERS = Shape(
    "members",
    "Who stands in it, and as what. One row a state's standing.",
    of_names("bloc name state status start end".split()),
)
CHANGES = Shape("changes", "What changed in these days. One row a change.", of_names("day bloc name state status".split()))
BRIDGES = Shape(
    "bridges",
    "Who bridges: of each state's cooperation with members, how much goes across, and how much lies in its way. One row a state.",
    of_names("name state bloc cooperative across share share_low share_high betweenness".split()),
    of_names("name state bloc cooperative across share betweenness".split()),
)


def blocs(ask: Ask) -> Page:
    """The organisations whose members are known, with how many they have now."""
    now = ask.store.value("last_published")
    rows = []
    for one in ask.knowledge.actors.organisations.values():
        if one.members:
            found = read_bloc(one.id, ask.knowledge)
            count = len(found.members(now)) if now else None
            rows.append({"name": one.name, "id": one.id, "members": count, "source": one.source, "checked": one.checked})
    rows.sort(key=lambda row: str(row["name"]))
    links = dict.fromkeys(("name", "id", "members"), lambda row: address("bloc", row["id"]))
    notes = [f"Members on {now}, the last day read." if now else "Nothing was read yet."]
    notes.append("Any list of states is a bloc too, its codes split by commas: /bloc/RUS,BLR,IRN.")
    shown = rows[offset(ask.options) : offset(ask.options) + ask["per"]]
    paged(shown, len(rows), ask.options)
    return Page("Blocs", (Table(BLOCS, shown, links, len(rows)),), notes=notes)


def bloc(ask: Ask) -> Page:
    """One bloc over time, or two against each other."""
    store, knowledge = ask.store, ask.knowledge
    days = {"since": ask["since"], "until": ask["until"]}
    first, last = bounds_of(store, "incident", None, None)
    on = ask["as_of"]
    one = read_bloc(bloc_key(ask.parts["name"], knowledge, on or ask["until"]), knowledge)
    other = read_bloc(bloc_key(ask["vs"], knowledge, on or ask["until"]), knowledge) if ask["vs"] else None
    few(ask["since"] or first, ask["until"] or last, ask["unit"])
    found = read_blocs(store, one, other, as_of=on, unit=ask["unit"], counted=ask["counted"], **days)
    ours = ask["counted"] in OURS

    def behind(row: dict[str, Any]) -> str:
        if "other" not in row:
            return address("actor", row["one"], **days)
        return address("dyad", row["one"], row["other"], unit=_unless(ask, "unit"), counted=_unless(ask, "counted"), **days)

    def to_state(row: dict[str, Any]) -> str:
        return address("actor", row["state"], **days)

    states = {"name": to_state, "state": to_state}
    named = _parts(found)
    parts = [{"between": name, **_figures(found.part(part))} for part, name in named.items()]
    bridges = [{**row, "name": name_on(row["state"], found.day, knowledge)} for row in found.bridges()]
    members = [row for bloc in (one, other) if bloc for row in _members(bloc, found, ask)]
    changes = [
        {"day": day, "bloc": bloc.id, "state": state, "status": to, "name": name_on(state, day, knowledge)}
        for bloc in (one, other)
        if bloc
        for day, state, to in bloc.changes(found.first, found.last)
    ]
    notes = [
        f"{found.counted.capitalize()}s from {found.first} to {found.last}, "
        + (f"by the members of {found.as_of}" if found.as_of else "each by the members of its day")
        + f"; {found.articles:,} {'articles read' if ours else 'events of this coder'} on any matter."
    ]
    if found.undated:
        notes.append(f"Left out: {found.undated:,} without a day.")
    if other:
        notes.append(f"In both, never across: {', '.join(found.both()) or 'nobody'}.")

    def picture() -> Any:
        from dragoman.desk.pictures import blocs_picture  # heavy: only for pictures

        return blocs_picture(store, found, read_network(store, knowledge, found), link=behind)

    return Page(
        f"{one.name} and {other.name}" if other else one.name,
        (
            Table(PERIODS, _periods(found, named), title="Over time"),
            Table(PARTS, parts, title="Over the whole time"),
            Table(BRIDGES, bridges, states, title="Who bridges", nothing="No cooperation between members."),
            Table(MEMBERS, members, states, title=f"Members on {found.day}"),
            Table(CHANGES, changes, states, nothing="Nobody joined, left or changed its standing."),
        ),
        "bloc.html",
        facts={
            "one": one.id,
            "other": other and other.id,
            "since": found.first.isoformat(),
            "until": found.last.isoformat(),
            "as_of": found.as_of and found.as_of.isoformat(),
            "counted": found.counted,
            "both": found.both(),
            "edges": [{name: edge[name] for name in ("one", "other", "count", "score")} for edge in edges_of(found.ties)],
        },
        notes=notes,
        picture=picture,
    )


def _unless(ask: Ask, name: str) -> Any:
    """An option's value, where it is not what it is without being asked."""
    default = {"unit": UNIT, "counted": COUNTED}[name].default
    return None if ask[name] == default else ask[name]


def _parts(found: Blocs) -> dict[str, str]:
    """What each part is called: within each bloc, and across."""
    if found.other is None:
        return {"one": f"within {found.one.id}"}
    return {"one": f"within {found.one.id}", "other": f"within {found.other.id}", "across": "across"}


def _figures(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "net_score": row["score"]}


def _periods(found: Blocs, named: dict[str, str]) -> list[dict[str, Any]]:
    """A row for each period and part."""
    rows = []
    for record in found.records():
        for part, name in named.items():
            own = {key.removeprefix(f"{part}_"): value for key, value in record.items() if key.startswith(f"{part}_")}
            seen = own["count"] is not None
            unread = "" if seen else "nothing read" if not record["articles"] else "not there"
            base = {"period": record["period"], "begin": record["begin"], "articles": record["articles"]}
            rows.append({**base, "between": name, "coverage": unread, **_figures(own)})
    return rows


def _members(bloc: Bloc, found: Blocs, ask: Ask) -> list[dict[str, Any]]:
    return [
        {
            "bloc": bloc.id,
            "name": name_on(row.state, found.day, ask.knowledge),
            "state": row.state,
            "status": row.status,
            "start": row.start and row.start.isoformat(),
            "end": row.end and row.end.isoformat(),
        }
        for row in bloc.standing(found.day)
    ]


PAGES = (
    Resource("/blocs", "Organisations whose members are known.", blocs, (BLOCS,), PAGED),
    Resource(
        "/bloc/{name}",
        "How a bloc holds together, alone or against another: cohesion, members by date, bridges.",
        bloc,
        (PERIODS, PARTS, BRIDGES, MEMBERS, CHANGES),
        (
            Option("vs", "Another bloc to set against it: an organisation, or codes split by commas."),
            Option(
                "as_of",
                "Members of this day (the first of a month or year) for all events; without, those of each event's day.",
                "time",
            ),
            UNIT,
            *STRETCH,
            COUNTED,
        ),
        {"name": "An organisation, or states split by commas: SCO, or RUS,BLR,IRN."},
        pictured=True,
    ),
)
