"""What each picture is drawn from, read from a desk, and the picture itself; None where there is nothing to draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from dragoman.charts.claims import draw_claims
from dragoman.charts.heatmap import draw_heatmap, draw_matrix
from dragoman.charts.look import NARROW, WIDTH, Basis, Picture
from dragoman.charts.network import draw_network
from dragoman.charts.places import draw_map
from dragoman.charts.series import draw_series
from dragoman.charts.stance import draw_stance
from dragoman.desk.basis import read_basis
from dragoman.desk.made import made_by
from dragoman.desk.naming import check_existed, name_of_actor
from dragoman.desk.towns import middle_of, town_dots
from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.relations.blocs import Blocs
from dragoman.relations.dyads import Dyad, bounds_of, check_counted, read_dyad, read_volume
from dragoman.relations.network import Network, place_states
from dragoman.relations.units import UNITS, after, begin_of, name_of, periods
from dragoman.store.file import Reader

Row = dict[str, Any]
# Where a mark leads, given what it stands for; empty where nowhere.
Link = Callable[[Row], str]
# The longest name that an axis writes out, in characters; a longer one gives way to codes.
LONGEST = 28
# The most periods that bars, and cells, can be told apart in; a longer time is drawn by the next longer unit.
MOST_PERIODS, MOST_CELLS = 160, 60
# By what a timeline is drawn that has at most so many days.
CLAIM_UNITS = (("day", 120), ("week", 800), ("month", 1_000_000))


def series_picture(
    store: Reader,
    knowledge: Knowledge,
    one: str,
    other: str,
    *,
    unit: str = "month",
    counted: str = "incident",
    since: date | None = None,
    until: date | None = None,
    width: int = WIDTH,
    link: Link | None = None,
) -> Picture:
    """Two sides over time; by the next longer unit where there are more periods than bars can show. Raises UsageError.

    `link` is given `one`, `other` and `period` of a bar, and the `period` alone of what was read.
    """
    dyad = read_dyad(store, one, other, unit=unit, counted=counted, since=since, until=until)
    for longer in UNITS[UNITS.index(unit) + 1 :]:
        if len(dyad.periods) > MOST_PERIODS:
            dyad = read_dyad(store, one, other, unit=longer, counted=counted, since=since, until=until)
    first, last = bounds_of(store, counted, since, until)
    for code in (one, other):
        check_existed(code, knowledge, first, last)
    return draw_dyad(store, knowledge, dyad, first, last, width=width, link=link)


def draw_dyad(
    store: Reader, knowledge: Knowledge, dyad: Dyad, first: date, last: date, *, width: int = WIDTH, link: Link | None = None
) -> Picture:
    """The picture of a dyad that was read from the first to the last day; `link` as in `series_picture`."""
    one, other, counted = dyad.one, dyad.other, dyad.counted
    basis = read_basis(
        store,
        counted,
        [row.id if counted == "report" else row.incident_id or row.id for row in dyad.rows],
        found=len(dyad.rows),
        read=sum(period.articles for period in dyad.periods),
        first=first,
        last=last,
    )
    names = (name_of_actor(one, knowledge), name_of_actor(other, knowledge))
    rows = dyad.records()
    if link:
        for row in rows:
            if row["count"]:
                row["to"] = link({"one": one, "other": other, "period": row["period"]})
            row["read"] = link({"period": row["period"]})
    return draw_series(rows, sides=names, unit=dyad.unit, basis=basis, width=width)


def _to(link: Link | None, **what: Any) -> Row:
    """Where a mark of this leads, as a part of its row; nothing without a link."""
    return {"to": link(what)} if link else {}


def heatmap_picture(
    store: Reader,
    knowledge: Knowledge,
    *,
    unit: str = "month",
    counted: str = "incident",
    since: date | None = None,
    until: date | None = None,
    most: int = 20,
    matrix: bool = False,
    width: int = WIDTH,
    link: Link | None = None,
) -> Picture | None:
    """The pairs of states with most between them by period; with `matrix`, who did it to whom over the whole time.

    `link` is given `one`, `other` and `period` of a cell, of a matrix `actor` and `recipient`.
    """
    check_counted(store, counted)
    if unit not in UNITS:
        raise UsageError(f"no unit {unit!r}; there are {', '.join(UNITS)}")
    first, last = bounds_of(store, counted, since, until)
    while len(list(periods(first, last, unit))) > MOST_CELLS and unit != UNITS[-1]:
        unit = UNITS[UNITS.index(unit) + 1]
    cells = read_cells(store, knowledge, counted, unit, first, last, directed=matrix)
    if not cells:
        return None
    if matrix:
        return _matrix(store, knowledge, cells, counted, first, last, most, width, link)
    weight = Counter[tuple[str, str]]()
    for cell in cells:
        weight[cell["one"], cell["other"]] += cell["count"]
    pairs = sorted(weight, key=lambda pair: (-weight[pair], pair))[:most]
    names = {pair: _pair_name(pair, knowledge, width) for pair in pairs}
    found = {(cell["one"], cell["other"], cell["begin"]): cell for cell in cells}
    volume = read_volume(store, unit, counted, first, last)
    begins = list(periods(first, last, unit))
    rows = [
        {
            "side": names[pair],
            "period": name_of(begin, unit),
            "count": cell["count"] if cell else 0 if volume.get(begin) else None,
            "score": round(cell["score"], 3) if cell else 0,
            **_to(link if cell else None, one=pair[0], other=pair[1], period=name_of(begin, unit)),
        }
        for pair in pairs
        for begin in begins
        for cell in [found.get((*pair, begin))]
    ]
    drawn = [cell for cell in cells if (cell["one"], cell["other"]) in names]
    basis = _cells_basis(store, counted, drawn, volume, first, last)
    named = [(name_of(begin, unit), begin) for begin in begins]
    return draw_heatmap(
        rows, sides=list(names.values()), periods=named, unit=unit, basis=basis, more=len(weight) - len(pairs), width=width
    )


def _matrix(
    store: Reader,
    knowledge: Knowledge,
    cells: list[Row],
    counted: str,
    first: date,
    last: date,
    most: int,
    width: int,
    link: Link | None,
) -> Picture:
    weight, scores = Counter[str](), Counter[tuple[str, str]]()
    counts = Counter[tuple[str, str]]()
    for cell in cells:
        pair = cell["one"], cell["other"]
        counts[pair] += cell["count"]
        scores[pair] += cell["score"]
        for code in pair:
            weight[code] += cell["count"]
    codes = sorted(weight, key=lambda code: (-weight[code], code))[:most]
    rows = [
        {"actor": one, "recipient": other, "count": counts[one, other], "score": round(scores[one, other], 3)}
        | _to(link if counts[one, other] else None, actor=one, recipient=other)
        for one in codes
        for other in codes
        if one != other
    ]
    drawn = [cell for cell in cells if cell["one"] in codes and cell["other"] in codes]
    basis = _cells_basis(store, counted, drawn, read_volume(store, "year", counted, first, last), first, last)
    names = {code: name for code in codes if len(name := name_of_actor(code, knowledge)) <= LONGEST}
    return draw_matrix(rows, codes=codes, names=names, basis=basis, more=len(weight) - len(codes), width=width)


def read_cells(
    store: Reader, knowledge: Knowledge, counted: str, unit: str, first: date, last: date, *, directed: bool = False
) -> list[Row]:
    """What lies between each two states in each period: `one`, `other`, `begin`, `count`, `score` and the `ids` counted."""
    states = knowledge.actors.states
    bounds = {"since": first.isoformat(), "until": last.isoformat()}
    rows = store.rows("pair_cells", unit=counted, period=unit, directed=directed, **bounds)
    return [row for row in rows if row["one"] in states and row["other"] in states]


def _cells_basis(store: Reader, counted: str, cells: Iterable[Row], volume: Mapping[date, int], first: date, last: date) -> Basis:
    kept = list(cells)
    ids = {name for cell in kept for name in cell["ids"]}
    told = ids if counted == "report" else {name for cell in kept for name in cell["incidents"] if name}
    return read_basis(store, counted, told, found=len(ids), read=sum(volume.values()), first=first, last=last)


def _pair_name(pair: tuple[str, str], knowledge: Knowledge, width: int) -> str:
    """A pair by its names, or by its codes where they would take the room of the picture."""
    name = " – ".join(name_of_actor(code, knowledge) for code in pair)
    return name if width > NARROW and len(name) <= LONGEST else "–".join(pair)


def network_picture(
    store: Reader,
    knowledge: Knowledge,
    *,
    counted: str = "incident",
    since: date | None = None,
    until: date | None = None,
    most: int = 60,
    width: int = WIDTH,
    link: Link | None = None,
) -> Picture | None:
    """The states and what lies between them; each where the whole record puts it, so that none moves from one time to another.

    `link` is given `one` and `other` of a line, and `one` of a state.
    """
    check_counted(store, counted)
    first, last = bounds_of(store, counted, since, until)
    cells = read_cells(store, knowledge, counted, "year", first, last)
    if not cells:
        return None
    edges: dict[tuple[str, str], Row] = {}
    for cell in cells:
        edge = edges.setdefault(
            (cell["one"], cell["other"]), {"one": cell["one"], "other": cell["other"], "count": 0, "score": 0.0}
        )
        edge["count"] += cell["count"]
        edge["score"] = round(edge["score"] + cell["score"], 3)
    rows = sorted(edges.values(), key=lambda edge: (-edge["count"], edge["one"], edge["other"]))[:most]
    kept = {(row["one"], row["other"]) for row in rows}
    volume = read_volume(store, "year", counted, first, last)
    basis = _cells_basis(store, counted, [cell for cell in cells if (cell["one"], cell["other"]) in kept], volume, first, last)
    whole = bounds_of(store, counted, None, None)
    between: Counter[tuple[str, str]] = Counter()
    for cell in read_cells(store, knowledge, counted, "year", min(first, whole[0]), max(last, whole[1])):
        between[cell["one"], cell["other"]] += cell["count"]
    positions = place_states(between, {code for pair in between for code in pair})
    return draw_network(
        [row | _to(link, one=row["one"], other=row["other"]) for row in rows],
        positions=positions,
        basis=basis,
        more=len(edges) - len(rows),
        links={code: link({"one": code}) for code in positions} if link else None,
        width=width,
    )


def blocs_picture(store: Reader, blocs: Blocs, network: Network, *, width: int = WIDTH, link: Link | None = None) -> Picture | None:
    """The network of blocs; None where there is nothing between their members. `link` as in `network_picture`."""
    if not network.edges:
        return None
    ids = {tie.id if blocs.counted == "report" else tie.incident_id or tie.id for tie in blocs.ties}
    things = len({tie.id for tie in blocs.ties})
    basis = read_basis(store, blocs.counted, ids, found=things, read=blocs.articles, first=blocs.first, last=blocs.last)
    positions = {node["id"]: (node["x"], node["y"]) for node in network.nodes}
    rows = [
        {name: edge[name] for name in ("one", "other", "count", "score")} | _to(link, one=edge["one"], other=edge["other"])
        for edge in network.edges
    ]
    links = {code: link({"one": code}) for code in positions} if link else None
    return draw_network(rows, positions=positions, basis=basis, links=links, width=width)


def map_picture(
    store: Reader,
    knowledge: Knowledge,
    *,
    one: str | None = None,
    other: str | None = None,
    type: str | None = None,
    quad: int | None = None,
    since: date | None = None,
    until: date | None = None,
    width: int = WIDTH,
    link: Link | None = None,
) -> Picture | None:
    """Incidents by place, of all or of those that one or two actors take part in; one known to a country stands in the middle of its towns.

    `link` is given `place`, `country` and `precision` of a symbol.
    """
    first, last = bounds_of(store, "incident", since, until)
    for code in filter(None, (one, other)):
        check_existed(code, knowledge, first, last)
    bounds = {"since": first.isoformat(), "until": last.isoformat()}
    found = store.rows("incidents_placed", one=one, other=other, type=type, quad=quad, named=True, **bounds)
    rows = [
        row | spot | _to(link, **{name: row[name] for name in ("place", "country", "precision")})
        for row in found
        if row["precision"] and (spot := _spot(row, knowledge))
    ]
    if not rows:
        return None
    basis = read_basis(
        store,
        "incident",
        [name for row in rows for name in row["incidents"]],
        found=sum(row["count"] for row in rows),
        read=sum(read_volume(store, "year", "incident", first, last).values()),
        first=first,
        last=last,
    )
    who = " and ".join(name_of_actor(code, knowledge) for code in (one, other) if code)
    unplaced = sum(row["count"] for row in found) - basis.found
    kept = ("place", "precision", "lat", "lon", "count", "score", *(["to"] if link else []))
    return draw_map(
        [{key: row[key] for key in kept} for row in rows],
        basis=basis,
        backdrop=town_dots(knowledge),
        who=who,
        unplaced=unplaced,
        width=width,
    )


def _spot(row: Row, knowledge: Knowledge) -> Row | None:
    """Where a place is drawn: where it lies; a country in the middle of its towns; None where neither is known."""
    if row["lat"] is not None and row["lon"] is not None:
        return {"place": row["place"] or row["country"]}
    if row["precision"] == "country" and (middle := middle_of(row["country"], knowledge)):
        return {"place": name_of_actor(row["country"], knowledge), "lat": middle[0], "lon": middle[1]}
    return None


def stance_picture(
    store: Reader,
    knowledge: Knowledge,
    who: str,
    *,
    since: date | None = None,
    until: date | None = None,
    most: int = 20,
    width: int = WIDTH,
    link: Link | None = None,
) -> Picture | None:
    """The judgements on an actor by the outlets that print them; None where none judges it.

    `link` is given `publisher`, `polarity`, `strength` and `own` of a bar.
    """
    first, last = bounds_of(store, "incident", since, until)
    check_existed(who, knowledge, first, last)
    bounds = {"since": first.isoformat(), "until": last.isoformat()}
    rows = store.rows("judgements_of", who=who, **bounds)
    if not rows:
        return None
    weight = Counter[str]()
    for row in rows:
        weight[row["publisher"]] += row["count"]
    outlets = store.rows("articles_by_outlet", **bounds)
    shown = sorted(outlets, key=lambda row: (-weight[row["publisher"]], row["publisher"]))[:most]
    names = {row["publisher"] for row in shown}
    rows = [row | _to(link, **row) for row in rows if row["publisher"] in names]
    articles = {name for row in rows for name in row.pop("article_ids")}
    count = sum(row["count"] for row in rows)
    read = sum(row["articles"] for row in outlets)
    basis = Basis(count, "judgement", None, len(articles), read, first, last, made_by(store))
    return draw_stance(
        rows, outlets=shown, whom=name_of_actor(who, knowledge), basis=basis, more=len(outlets) - len(shown), width=width
    )


def claims_picture(
    store: Reader,
    knowledge: Knowledge,
    *,
    speaker: str | None = None,
    about: str | None = None,
    since: date | None = None,
    until: date | None = None,
    most: int = 18,
    width: int = WIDTH,
    link: Link | None = None,
) -> Picture | None:
    """Who says what about whom; with a speaker or one spoken about, only those. A long time is drawn by week or month.

    `link` is given `speaker`, `about` and `type` of a symbol, empty where nobody is named, and its days from `since` to `until`.
    """
    first, last = bounds_of(store, "incident", since, until)
    for code in filter(None, (speaker, about)):
        check_existed(code, knowledge, first, last)
    bounds = {"since": first.isoformat(), "until": last.isoformat()}
    unit = next(unit for unit, days in CLAIM_UNITS if (last - first).days <= days)
    counts, weight = Counter[tuple[str, str, date]](), Counter[str]()
    told: dict[str, set[tuple[str, str]]] = {}
    whose: dict[str, tuple[str, str]] = {}
    for row in store.rows("claims_told", **bounds):
        if speaker and row["speaker"] != speaker:
            continue
        targets = {
            name for other in row["about"] or () if (name := other.split(".")[0]) != row["speaker"] and _known(name, knowledge)
        }
        if about:
            targets &= {about}
        for target in sorted(targets) or ([] if about else [""]):
            side = _claim_side(row["speaker"], target, speaker, about, knowledge)
            counts[side, row["type"], row["day"] if unit == "day" else begin_of(row["day"], unit)] += 1
            weight[side] += 1
            whose[side] = row["speaker"], target
            told.setdefault(side, set()).add((row["id"], row["article_id"]))
    if not counts:
        return None
    sides = sorted(weight, key=lambda side: (-weight[side], side))[:most]
    rows = [
        {"side": side, "type": type, "day": day, "count": count}
        | _to(link, speaker=whose[side][0], about=whose[side][1], type=type, since=day, until=_end(day, unit))
        for (side, type, day), count in sorted(counts.items())
        if side in sides
    ]
    drawn = {pair for side in sides for pair in told[side]}
    volume = store.rows("volume", period="day", **bounds)
    read = sum(row["articles"] for row in volume)
    basis = Basis(
        len({name for name, _ in drawn}), "claim", None, len({article for _, article in drawn}), read, first, last, made_by(store)
    )
    return draw_claims(
        rows,
        sides=sides,
        gaps=_silences([row["begin"] for row in volume], first, last),
        title=_claims_title(speaker, about, unit, knowledge),
        basis=basis,
        more=len(weight) - len(sides),
        width=width,
    )


def _end(day: date, unit: str) -> date:
    return day if unit == "day" else after(day, unit) - timedelta(days=1)


def _claim_side(one: str, other: str, speaker: str | None, about: str | None, knowledge: Knowledge) -> str:
    """What a line of claims is called: who about whom, without what the title says of all."""
    who = name_of_actor(one, knowledge) if _known(one, knowledge) else "speaker not identified"
    whom = name_of_actor(other, knowledge) if other else "nobody else named"
    return whom if speaker else who if about else f"{who} → {whom}"


def _claims_title(speaker: str | None, about: str | None, unit: str, knowledge: Knowledge) -> str:
    who = name_of_actor(speaker, knowledge) if speaker else ""
    whom = name_of_actor(about, knowledge) if about else ""
    subject = f"{who} on {whom or 'others'}" if who else f"Who says what about {whom or 'whom'}"
    return f"{subject}: attributed claims by {unit}"


def _known(code: str, knowledge: Knowledge) -> bool:
    return code in knowledge.actors.states or code in knowledge.actors.organisations


def _silences(days: Iterable[date], first: date, last: date) -> list[tuple[date, date]]:
    """The stretches of a week and longer in which no article that was read appeared."""
    edges = [first - timedelta(days=1), *days, last + timedelta(days=1)]
    return [(one + timedelta(days=1), other) for one, other in pairwise(edges) if (other - one).days > 7]
