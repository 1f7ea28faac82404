"""Blocs: each event counts by the members of its day, and every figure is what plain SQL gives."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import networkx
import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.app import app
from dragoman.desk.demo import build_demo
from dragoman.desk.naming import bloc_key
from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.relations.blocs import Blocs, name_on, parts_of, read_bloc, read_blocs, read_network, read_networks, read_places
from dragoman.relations.chance import count_interval, share_interval
from dragoman.relations.network import betweenness, place_states
from dragoman.store.file import Reader, open_snapshot, open_writer

# Hand-made incidents: day, type, quad, score, doers, recipients.
MADE: list[tuple[str | None, str, int, float, list[str], list[str]]] = [
    # Finland joined NATO on 4 April 2023: the first of these is no affair among members, the second is.
    ("2023-03-10", "CONSULT", 1, 2.0, ["FIN", "NOR"], []),
    ("2023-05-12", "CONSULT", 1, 4.0, ["FIN", "NOR"], []),
    ("2023-06-01", "ACCUSE", 3, -2.0, ["USA"], ["FIN"]),
    # Turkey is in NATO and in the Organization of Turkic States: within each with its members, never across.
    ("2023-06-02", "AGREE", 1, 3.0, ["TUR", "AZE"], []),
    ("2023-06-03", "REJECT", 3, -4.0, ["TUR"], ["USA"]),
    ("2023-06-04", "AID", 2, 5.0, ["USA"], ["KAZ"]),
    ("2023-06-05", "SANCTION", 4, -6.0, ["NOR"], ["AZE"]),
    # A meeting of three is one thing with three pairs.
    ("2023-07-11", "CONSULT", 1, 2.0, ["FIN", "KAZ", "NOR"], []),
    # Nobody can say who was a member on no day.
    (None, "CONSULT", 1, 2.0, ["NOR", "USA"], []),
]


def side(state: str) -> dict[str, object]:
    return {"id": state, "name": state, "country": state, "sector": [], "via": "name", "stale": False}


def make(path: Path, rows: list[tuple[str | None, str, int, float, list[str], list[str]]]) -> Path:
    with open_writer(path) as store, store.transaction():
        for number, day in enumerate(("2023-03-09", "2023-05-13", "2023-06-06", "2023-07-12")):
            article = {"article_id": f"a{number}", "published": day, "text_sha256": "", "characters": 0, "body_start": 0}
            store.insert("article", [{**article, "added": "2024-01-01"}])
            store.insert("reading", [{"run_id": "r", "article_id": f"a{number}", "current": True, "sentences": 0, "words": 0}])
        store.insert(
            "incident",
            [
                {
                    "incident_id": f"in-{number}",
                    "article_id": "a0",
                    "event_id": f"ev-{number}",
                    "event_type": type_,
                    "quad": quad,
                    "score": score,
                    "actor": [side(state) for state in doers],
                    "recipient": [side(state) for state in whom],
                    "day_first": day,
                    "reports": 1,
                    "articles": 1,
                    "origins": 1,
                    "denied_by": 0,
                    "publishers": 1,
                    "counts": True,
                }
                for number, (day, type_, quad, score, doers, whom) in enumerate(rows)
            ],
        )
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    reader = open_snapshot(make(tmp_path_factory.mktemp("made") / "made.duckdb", MADE))
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def demo_path(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    build_demo(path, knowledge)
    return path


@pytest.fixture(scope="module")
def demo(demo_path: Path) -> Iterator[Reader]:
    reader = open_snapshot(demo_path)
    yield reader
    reader.close()


@pytest.fixture
def run(demo_path: Path) -> Callable[..., Result]:
    return lambda *words: CliRunner().invoke(app, [*words, "--desk", str(demo_path)])


def ids(found: Blocs, part: str) -> set[int]:
    return {int(tie.id.removeprefix("in-")) for tie in found.ties if part in tie.parts}


def test_a_state_that_joined_counts_from_the_day_it_joined(made: Reader, knowledge: Knowledge) -> None:
    nato = read_bloc("NATO", knowledge)
    found = read_blocs(made, nato)
    assert ids(found, "one") == {1, 2, 4, 7}
    assert found.part("one")["count"] == 4
    assert found.one.changes(found.first, found.last) == [(date(2023, 4, 4), "FIN", "member")]


@pytest.mark.parametrize(
    ("as_of", "counted"),
    [
        pytest.param(date(2023, 1, 31), {4}, id="before Finland joined"),
        pytest.param(date(2024, 1, 31), {0, 1, 2, 4, 7}, id="after Finland joined"),
    ],
)
def test_one_day_fixes_the_members_for_all_events(made: Reader, knowledge: Knowledge, as_of: date, counted: set[int]) -> None:
    assert ids(read_blocs(made, read_bloc("NATO", knowledge), as_of=as_of), "one") == counted


def test_a_member_of_both_is_named_and_never_across(made: Reader, knowledge: Knowledge) -> None:
    found = read_blocs(made, read_bloc("NATO", knowledge), read_bloc("OTS", knowledge))
    assert "TUR" in found.both()
    assert (ids(found, "one"), ids(found, "other"), ids(found, "across")) == ({1, 2, 4, 7}, {3}, {5, 6, 7})
    bridges = {row["state"]: row for row in found.bridges()}
    assert (bridges["TUR"]["bloc"], bridges["TUR"]["across"], bridges["TUR"]["share"]) == ("both", None, None)


@pytest.mark.parametrize(
    ("pair", "parts"),
    [
        pytest.param(("A", "B"), ("one",), id="two of the one"),
        pytest.param(("A", "X"), ("across",), id="one of each"),
        pytest.param(("X", "A"), ("across",), id="the other way round"),
        pytest.param(("T", "A"), ("one",), id="who is in both, with one of the one"),
        pytest.param(("T", "X"), ("other",), id="who is in both, with one of the other"),
        pytest.param(("T", "U"), ("one", "other"), id="two who are in both"),
        pytest.param(("A", "Q"), (), id="one who is in neither"),
    ],
)
def test_of_which_parts_a_pair_is(pair: tuple[str, str], parts: tuple[str, ...]) -> None:
    assert parts_of(*pair, frozenset("ABTU"), frozenset("XYTU")) == parts


def test_a_thing_of_several_pairs_counts_once(made: Reader, knowledge: Knowledge) -> None:
    found = read_blocs(made, read_bloc("NATO", knowledge), read_bloc("OTS", knowledge))
    across = found.part("across")
    assert (across["count"], across["pairs"], across["score"], across["mean_score"]) == (3, 4, 1.0, 0.333)
    assert (across["cooperative"], across["share"]) == (2, 0.667)
    assert (across["low"], across["high"]) == tuple(round(bound, 2) for bound in count_interval(3))
    assert (across["share_low"], across["share_high"]) == tuple(round(bound, 3) for bound in share_interval(2, 3))


def test_what_has_no_day_is_left_out_and_counted(made: Reader, knowledge: Knowledge) -> None:
    assert read_blocs(made, read_bloc("NATO", knowledge)).undated == 1


def test_observers_and_suspended_stand_apart(knowledge: Knowledge) -> None:
    sco = {row.state: row.status for row in read_bloc("SCO", knowledge).standing(date(2024, 5, 31))}
    assert (sco["CHN"], sco["IRN"], sco["BLR"], sco["TUR"]) == ("member", "member", "observer", "partner")
    union = read_bloc("AU", knowledge)
    assert "MLI" not in union.members(date(2024, 5, 31))
    assert "MLI" in union.members(date(2019, 5, 31))
    assert "MLI" in {row.state for row in union.standing(date(2024, 5, 31)) if row.status == "suspended"}


def test_no_state_stands_twice_in_one_organisation_on_one_day(knowledge: Knowledge) -> None:
    day = date(2024, 5, 31)
    for name, row in knowledge.actors.organisations.items():
        if row.members:
            states = [member.state for member in read_bloc(name, knowledge).standing(day)]
            assert len(states) == len(set(states)), name


def test_a_state_has_the_name_of_the_day(knowledge: Knowledge) -> None:
    assert name_on("MKD", date(2018, 5, 1), knowledge) == "Macedonia"
    assert name_on("MKD", date(2024, 5, 1), knowledge) == "North Macedonia"


def test_a_bloc_of_ones_own(made: Reader, knowledge: Knowledge) -> None:
    key = bloc_key("Norway, United States, FIN", knowledge)
    assert key == "NOR,USA,FIN"
    assert ids(read_blocs(made, read_bloc(key, knowledge)), "one") == {0, 1, 2, 7}


def test_an_organisation_in_a_list_brings_its_members(knowledge: Knowledge) -> None:
    day = date(2024, 5, 31)
    both = read_bloc("AUKUS,NZL", knowledge)
    assert both.members(day) == {"AUS", "GBR", "USA", "NZL"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("bloc", " , "), "a bloc needs a name, or a list such as RUS,BLR,IRN", id="nobody"),
        pytest.param(("bloc", "SOC"), "no bloc is known as 'SOC'; did you mean SCO?", id="a slip"),
        pytest.param(("bloc", "RUS"), "RUS is one state; a bloc is an organisation or a list, such as RUS,…", id="one state"),
        pytest.param(("bloc", "RUS,Belarsu"), "nobody is known as 'Belarsu'; did you mean Belarus?", id="an unknown state in a list"),
        pytest.param(("bloc", "HAMAS"), "'HAMAS' is neither an organisation nor a state", id="a group"),
        pytest.param(("bloc", "THE-WEST"), "no members of THE-WEST are known; write them as a list, such as USA,GBR,FRA", id="no list"),
        pytest.param(("bloc", "SCO", "--as-of", "1999"), "SCO had no member on 1999-12-31: it began on 2001-06-15", id="too early"),
        pytest.param(("bloc", "WARSAW-PACT"), "WARSAW-PACT had no member from 2024-04-02 to 2024-05-31: it ended on 1991-07-01", id="too late"),
        pytest.param(("bloc", "SCO", "--since", "2024-06", "--until", "2024-05"), "--since 2024-06 is after --until 2024-05", id="backwards"),
        pytest.param(("bloc", "SCO", "--unit", "day"), "no unit 'day'; there are week, month, quarter, year", id="no unit"),
        pytest.param(("bloc", "SCO", "--counted", "tweet"), "'tweet' cannot be counted; there are incident, origin, report", id="not counted"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_one_line(run: Callable[..., Result], words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert isinstance(result.exception, UsageError)
    assert str(result.exception) == said


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_network_is_drawn(run: Callable[..., Result], tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"net.{ending}"
    assert run("bloc", "SCO", "--vs", "NATO", "-o", str(out)).exit_code == 0
    assert out.stat().st_size > 1000
    with pytest.raises(UsageError):
        raise run("bloc", "SCO", "-o", str(tmp_path / "net.pdf")).exception or AssertionError("drawn as PDF")


def test_an_empty_pair_is_said_and_is_no_fault(run: Callable[..., Result]) -> None:
    result = run("bloc", "CARICOM", "--vs", "PIF")
    assert result.exit_code == 0
    assert "nothing between CARICOM and PIF from 2024-04-02 to 2024-05-31" in result.stdout
    assert "nothing within CARICOM" in result.stdout


# The same asked of the views alone, with the members of each day as a table of ours.
PLAIN = """
WITH member AS (SELECT * FROM (VALUES {members}) AS known(bloc, state, first, last)),
tie AS (
    SELECT p.id, p.day, p.quad, p.score, p.actor, p.recipient,
           (SELECT list(bloc) FROM member WHERE state = p.actor AND (first IS NULL OR first <= p.day) AND (last IS NULL OR p.day < last)) AS one,
           (SELECT list(bloc) FROM member WHERE state = p.recipient AND (first IS NULL OR first <= p.day) AND (last IS NULL OR p.day < last)) AS other
    FROM pairs p WHERE p.unit = '{unit}' AND p.actor <> p.recipient AND p.day BETWEEN '{since}' AND '{until}'
),
once AS (SELECT DISTINCT id, day, quad, score FROM tie WHERE {where})
SELECT {period} AS begin, count(*) AS count, count(*) FILTER (quad < 3) AS cooperative, round(coalesce(sum(score), 0), 3) AS score
FROM once GROUP BY ALL ORDER BY ALL
"""
WHERE = {
    "one": "list_contains(one, 'one') AND list_contains(other, 'one')",
    "other": "list_contains(one, 'other') AND list_contains(other, 'other')",
    "across": "len(one) = 1 AND len(other) = 1 AND one <> other",
}


def plain(store: Reader, found: Blocs, part: str, period: str = "1") -> list[dict[str, object]]:
    def text(day: date | None) -> str:
        return f"DATE '{day}'" if day else "NULL::DATE"

    members = ", ".join(
        f"('{name}', '{row.state}', {text(row.start)}, {text(row.end)})"
        for name, bloc in (("one", found.one), ("other", found.other))
        for row in (bloc.memberships if bloc else ())
        if row.status == "member"
    )
    return store.ask(
        PLAIN.format(members=members, unit=found.counted, since=found.first, until=found.last, where=WHERE[part], period=period)
    )


@pytest.mark.parametrize("counted", ["incident", "origin", "report"])
@pytest.mark.parametrize(("one", "other"), [("SCO", "NATO"), ("G20", "BRICS"), ("RUS,BLR,IRN", "EU,USA")])
def test_each_figure_is_what_plain_sql_gives(demo: Reader, knowledge: Knowledge, one: str, other: str, counted: str) -> None:
    found = read_blocs(demo, read_bloc(one, knowledge), read_bloc(other, knowledge), unit="week", counted=counted)
    records = found.records()
    total = 0
    for part in WHERE:
        figures = found.part(part)
        rows = plain(demo, found, part)
        expected = rows[0] if rows else {"count": 0, "cooperative": 0, "score": 0.0}
        assert [figures[name] for name in ("count", "cooperative", "score")] == [
            expected[name] for name in ("count", "cooperative", "score")
        ]
        total += figures["count"]
        series = {row["begin"]: row for row in plain(demo, found, part, "date_trunc('week', day)::DATE")}
        for row in records:
            there = series.get(row["begin"], {"count": 0, "cooperative": 0, "score": 0})
            assert [row[f"{part}_{name}"] for name in ("count", "cooperative", "score")] == [
                there[name] for name in ("count", "cooperative", "score")
            ]
    assert total


def test_who_bridges_is_what_plain_sql_gives(demo: Reader, knowledge: Knowledge) -> None:
    found = read_blocs(demo, read_bloc("SCO", knowledge), read_bloc("NATO", knowledge))
    bridges = {row["state"]: row for row in found.bridges()}
    sco, nato = (sorted(bloc.members(found.last)) for bloc in (found.one, found.other) if bloc)
    for state, row in bridges.items():
        own, others = (sco, nato) if state in sco else (nato, sco)
        asked = "SELECT count(DISTINCT id) AS n FROM pairs WHERE unit = 'incident' AND quad IN (1, 2) AND actor <> recipient AND day BETWEEN '{}' AND '{}' AND (actor = '{}' AND recipient IN ({}) OR recipient = '{}' AND actor IN ({}))"
        count = {}
        for name, states in (("across", others), ("all", [*own, *others])):
            listed = ", ".join(f"'{code}'" for code in states)
            count[name] = demo.ask(asked.format(found.first, found.last, state, listed, state, listed))[0]["n"]
        assert (row["across"], row["cooperative"], len(row["ids"])) == (count["across"], count["all"], count["all"])
    assert bridges["CHN"]["across"] > 0


def test_what_lies_between_others() -> None:
    # A line of four: each inner one lies on two of the three ways between two others.
    assert betweenness([("A", "B"), ("C", "B"), ("C", "D")]) == pytest.approx({"A": 0, "B": 2 / 3, "C": 2 / 3, "D": 0})
    assert betweenness([]) == {}


def test_where_nothing_was_read_figures_are_none_not_zero(made: Reader, knowledge: Knowledge) -> None:
    found = read_blocs(made, read_bloc("NATO", knowledge), since=date(2023, 1, 1), until=date(2023, 7, 31))
    counts = {row["period"]: row["one_count"] for row in found.records()}
    assert (counts["2023-01"], counts["2023-03"], counts["2023-04"], counts["2023-05"]) == (None, 0, None, 1)


def test_before_a_bloc_was_there_figures_are_none(made: Reader, knowledge: Knowledge) -> None:
    found = read_blocs(made, read_bloc("AES", knowledge), read_bloc("NATO", knowledge), until=date(2023, 12, 31), unit="quarter")
    rows = found.records()
    assert [row["one_count"] for row in rows][:2] == [None, None]
    assert rows[0]["other_count"] == 0
    assert rows[0]["across_count"] is None


def test_a_state_stands_at_one_place_in_every_period(demo: Reader, knowledge: Knowledge) -> None:
    whole = read_blocs(demo, read_bloc("SCO", knowledge), read_bloc("NATO", knowledge), unit="week")
    some = read_blocs(demo, read_bloc("BRICS", knowledge), since=date(2024, 5, 1))
    places = read_places(demo, knowledge)
    networks = [*read_networks(demo, knowledge, whole).values(), read_network(demo, knowledge, some)]
    assert len(networks) > 5
    for network in networks:
        assert {node["id"]: (node["x"], node["y"]) for node in network.nodes}.items() <= places.items()


def test_places_do_not_depend_on_the_order_of_pairs() -> None:
    counts = {("A", "B"): 3, ("B", "C"): 1, ("A", "D"): 2}
    states = ["A", "B", "C", "D", "E"]
    assert place_states(counts, states) == place_states(dict(reversed(counts.items())), states[::-1])
    assert len(set(place_states(counts, states).values())) == 5


def test_who_is_not_linked_to_the_largest_group_stands_around_it() -> None:
    counts = {("A", "B"): 3, ("B", "C"): 1, ("X", "Y"): 9, ("B", "ORG"): 4}
    places = place_states(counts, ["A", "B", "C", "N", "X", "Y"])
    away = {state: math.hypot(*place) for state, place in places.items()}
    assert set(places) == {"A", "B", "C", "N", "X", "Y"}
    assert max(away[state] for state in "ABC") < min(away[state] for state in "NXY")
    assert place_states({}, ["A", "B"]).keys() == {"A", "B"}


def test_an_edge_is_what_plain_sql_gives_and_graphml_carries_it(demo: Reader, knowledge: Knowledge) -> None:
    found = read_blocs(demo, read_bloc("SCO", knowledge), read_bloc("NATO", knowledge))
    network = read_network(demo, knowledge, found)
    opened = networkx.read_graphml(io.BytesIO(network.graphml()))
    assert {node["id"] for node in network.nodes} == set(opened.nodes)
    assert len(network.edges) == opened.number_of_edges() > 3
    for edge in network.edges:
        one, other = edge["one"], edge["other"]
        row = demo.ask(
            "SELECT count(*) AS count, sum(score) AS score FROM (SELECT DISTINCT id, score FROM pairs WHERE unit = 'incident' "
            f"AND day BETWEEN '{found.first}' AND '{found.last}' AND least(actor, recipient) = '{one}' AND greatest(actor, recipient) = '{other}')"
        )[0]
        assert (edge["count"], edge["score"]) == (row["count"], pytest.approx(row["score"]))
        kept = opened.edges[one, other]
        assert (kept["count"], kept["score"], kept["ids"].split("; ")) == (edge["count"], edge["score"], edge["ids"])
    for node in network.nodes:
        assert opened.nodes[node["id"]] == {name: value for name, value in node.items() if name != "id"}


def test_each_thing_counted_is_listed_with_its_words(run: Callable[..., Result]) -> None:
    found = json.loads(run("bloc", "SCO", "--vs", "NATO", "--format", "json").stdout)
    assert {part: found["parts"][part]["count"] for part in found["parts"]} == {
        part: sum(part in row["parts"] for row in found["rows"]) for part in found["parts"]
    }
    assert all(row["words"] and row["article_id"] for row in found["rows"])
    text = run("bloc", "SCO", "--vs", "NATO", "--rows").stdout
    assert all(row["id"] in text for row in found["rows"])


def test_a_share_has_its_interval() -> None:
    # Newcombe 1998, table I: 81 of 263 by Wilson's score is .2553 to .3662.
    assert [round(bound, 4) for bound in share_interval(81, 263)] == [0.2553, 0.3662]
    assert share_interval(0, 20)[0] == 0
    assert share_interval(20, 20)[1] == 1
    with pytest.raises(ValueError, match="is no share"):
        share_interval(1, 0)
