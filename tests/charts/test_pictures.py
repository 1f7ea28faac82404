"""What a picture says of itself is so: counts are those of plain SQL, zero is in the middle, and a gap is no zero."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dragoman.charts import Basis, Picture, draw_map, draw_series, draw_stance, page_of, png_of, svg_of, write_picture
from dragoman.charts.look import DIVERGING, classes, long_span, reach
from dragoman.charts.places import MOST_PLACES, frame_of
from dragoman.cli.app import app
from dragoman.desk import pictures
from dragoman.desk.towns import middle_of
from dragoman.errors import OutputError, UsageError
from dragoman.knowledge import Knowledge
from dragoman.relations.dyads import read_dyad
from dragoman.store.file import Reader, open_writer

Row = dict[str, Any]
Drawn = Callable[[int], dict[str, Picture]]
BASIS = Basis(3, "incident", 5, 4, 20, date(2024, 4, 1), date(2024, 5, 31), "demo, run 1")


def spec_of(picture: Picture | None) -> Row:
    assert picture is not None
    spec: Row = picture.to_dict()
    return spec


def parts(spec: Any) -> Iterator[Row]:
    """Every view of a specification, outermost first."""
    if isinstance(spec, dict):
        yield spec
        for key in ("vconcat", "hconcat", "layer"):
            for inner in spec.get(key, ()):
                yield from parts(inner)


def marks(spec: Row, name: str) -> list[Row]:
    return [part for part in parts(spec) if isinstance(part.get("mark"), dict) and part["mark"]["type"] == name]


def values(spec: Row, part: Row) -> list[Row]:
    data = part["data"]
    rows: list[Row] = spec["datasets"][data["name"]] if "name" in data else data["values"]
    return rows


def titles(spec: Row) -> list[str]:
    """What the axes say."""
    found = [axis.get("title") for part in parts(spec) for axis in _axes(part)]
    return [title for title in dict.fromkeys(found) if title]


def _axes(part: Row) -> Iterator[Row]:
    for channel in ("x", "y"):
        axis = part.get("encoding", {}).get(channel, {}).get("axis")
        if axis:
            yield axis


def subtitle(spec: Row) -> str:
    return " ".join(spec["title"]["subtitle"])


DYADS = [("RUS", "UKR"), ("CHN", "RUS"), ("USA", "CHN"), ("IRN", "ISR")]


@pytest.mark.parametrize(("one", "other"), DYADS)
def test_a_series_tells_the_counts_of_plain_sql(store: Reader, knowledge: Knowledge, one: str, other: str) -> None:
    spec = spec_of(pictures.series_picture(store, knowledge, one, other, unit="week"))
    told = store.ask(
        f"""SELECT count(*) AS reports, count(DISTINCT h.article_id) AS articles, count(DISTINCT h.incident_id) AS incidents
        FROM happenings h JOIN incidents i USING (incident_id)
        WHERE i.counts AND coalesce(day_first, day_last, first_published) <= '2024-05-31' AND (i.actor_country LIKE '%{one}%' AND i.recipient_country LIKE '%{other}%'
           OR i.actor_country LIKE '%{other}%' AND i.recipient_country LIKE '%{one}%'
           OR i.event_type IN ('AGREE', 'CONSULT', 'COOPERATE') AND i.actor_country LIKE '%{one}%' AND i.actor_country LIKE '%{other}%')"""
    )[0]
    read = store.ask("SELECT count(*) AS n FROM articles WHERE published IS NOT NULL")[0]["n"]
    assert subtitle(spec).startswith(
        f"{told['incidents']} incidents told in {told['reports']} reports in {told['articles']} articles; {read} articles read"
    )
    bars = values(spec, marks(spec, "bar")[0])
    dyad = read_dyad(store, one, other, unit="week")
    assert sum(row["count"] for row in bars) == told["incidents"]
    assert sum(row["score"] for row in bars) == pytest.approx(sum(row.score for row in dyad.rows))


@pytest.mark.parametrize("counted", ["incident", "origin", "report"])
def test_each_unit_is_named_and_counted(store: Reader, knowledge: Knowledge, counted: str) -> None:
    spec = spec_of(pictures.series_picture(store, knowledge, "RUS", "UKR", counted=counted))
    count = len(read_dyad(store, "RUS", "UKR", counted=counted).rows)
    word = {"incident": "incidents", "origin": "origins' accounts", "report": "reports"}[counted]
    assert spec["title"]["text"] == [f"Russia and Ukraine: {word}, net PLOVER score, by month"]
    assert subtitle(spec).startswith(f"{count} {word} ")


def test_net_score_has_zero_in_the_middle_and_axes_have_units(store: Reader, knowledge: Knowledge) -> None:
    for one, other in DYADS:
        spec = spec_of(pictures.series_picture(store, knowledge, one, other))
        low, high = marks(spec, "bar")[0]["encoding"]["y"]["scale"]["domain"]
        assert low == -high
        assert titles(spec) == [
            "net PLOVER score: above zero cooperation, below conflict",
            "incidents",
            "month",
            "articles read, on any matter",
        ]


def test_a_period_that_nothing_was_read_for_is_a_grey_field_and_no_zero(store: Reader, knowledge: Knowledge) -> None:
    spec = spec_of(
        pictures.series_picture(store, knowledge, "RUS", "UKR", unit="month", since=date(2024, 2, 1), until=date(2024, 7, 31))
    )
    assert not marks(spec, "line")
    drawn = {row["period"] for name in ("bar", "point", "tick") for part in marks(spec, name) for row in values(spec, part)}
    assert drawn == {"2024-04", "2024-05"}
    for part in marks(spec, "rect"):
        assert [row["period"] for row in values(spec, part)] == ["2024-02", "2024-03", "2024-06", "2024-07"]
    assert "nothing read" in [part["mark"].get("text") for part in marks(spec, "text")]
    assert any("that is no zero" in line for part in marks(spec, "text") for line in part["mark"].get("text", ()))


def test_a_pair_with_nothing_on_it_says_so(store: Reader, knowledge: Knowledge) -> None:
    spec = spec_of(pictures.series_picture(store, knowledge, "RUS", "FJI"))
    assert subtitle(spec).startswith("no incidents told; 98 articles read")


def test_a_time_too_long_for_weeks_is_drawn_by_a_longer_unit(store: Reader, knowledge: Knowledge) -> None:
    spec = spec_of(
        pictures.series_picture(store, knowledge, "RUS", "UKR", unit="week", since=date(1995, 1, 1), until=date(2024, 12, 31))
    )
    assert spec["title"]["text"] == ["Russia and Ukraine: incidents, net PLOVER score, by quarter"]


@pytest.mark.parametrize(("scores", "inner", "outer"), [([-91.0, 3.0], 10, 40), ([2.0], 1, 4), ([38.5, -9.0], 4, 15)])
def test_classes_are_the_same_on_both_sides_of_zero(scores: list[float], inner: float, outer: float) -> None:
    found = classes(scores)
    assert (found.inner, found.outer) == (inner, outer)
    assert len(set(found.names)) == len(DIVERGING) == 7
    assert [found.name(way * score) for way in (-1, 1) for score in (outer + 1, outer, inner)] == [
        *found.names[:3],
        *found.names[:3:-1],
    ]
    assert found.name(0) == found.names[3] == "0"


def test_a_heat_map_tells_none_from_not_read(store: Reader, knowledge: Knowledge) -> None:
    spec = spec_of(
        pictures.heatmap_picture(store, knowledge, unit="month", since=date(2024, 3, 1), until=date(2024, 6, 30), most=5)
    )
    counted, empty = (values(spec, part) for part in marks(spec, "rect"))
    dots, hatches = (values(spec, part) for part in marks(spec, "point"))
    assert {row["period"] for row in counted} == {"2024-04", "2024-05"}
    assert empty == hatches
    assert {row["period"] for row in empty} == {"2024-03", "2024-06"}
    assert all(row["count"] == 0 for row in dots)
    assert len(counted) + len(dots) + len(empty) == 5 * 4
    legend = marks(spec, "rect")[0]["encoding"]["color"]
    assert legend["scale"]["range"] == list(DIVERGING)
    assert legend["legend"]["title"] == "net PLOVER score: conflict to cooperation"


def test_a_heat_map_counts_as_plain_sql_does(store: Reader, knowledge: Knowledge) -> None:
    spec = spec_of(pictures.heatmap_picture(store, knowledge, unit="month", most=60))
    cells = {(row["side"], row["period"]): (row["count"], row["score"]) for row in values(spec, marks(spec, "rect")[0])}
    rows = store.ask(
        """SELECT least(actor, recipient) AS one, greatest(actor, recipient) AS other, strftime(day, '%Y-%m') AS period,
               count(DISTINCT id) AS count
        FROM pairs WHERE unit = 'incident' AND actor <> recipient AND day BETWEEN '2024-04-02' AND '2024-05-31' GROUP BY ALL"""
    )
    states = knowledge.actors.states
    for row in rows:
        if row["one"] in states and row["other"] in states:
            pair = (row["one"], row["other"])
            name = " – ".join(states[code].name for code in pair)
            found = cells.get((name, row["period"])) or cells[("–".join(pair), row["period"])]
            assert found[0] == row["count"], pair


def test_what_two_do_together_counts_both_ways_among_doers_and_recipients(store: Reader, knowledge: Knowledge) -> None:
    spec = spec_of(pictures.heatmap_picture(store, knowledge, matrix=True, most=60))
    cells = {(row["actor"], row["recipient"]): row["count"] for row in values(spec, marks(spec, "rect")[0])}
    for one, other in (("CHN", "RUS"), ("RUS", "UKR"), ("USA", "ISR")):
        rows = store.ask(
            f"""SELECT count(DISTINCT id) AS n FROM pairs WHERE unit = 'incident' AND day BETWEEN '2024-04-02' AND '2024-05-31'
            AND (actor = '{one}' AND recipient = '{other}' OR mutual AND actor = '{other}' AND recipient = '{one}')"""
        )
        assert cells[one, other] == rows[0]["n"]
    assert "to whom" in titles(spec)


def test_states_keep_their_places_over_time(store: Reader, knowledge: Knowledge) -> None:
    whole = spec_of(pictures.network_picture(store, knowledge))
    part = spec_of(pictures.network_picture(store, knowledge, since=date(2024, 5, 15)))

    def places(spec: Row) -> dict[str, tuple[float, float]]:
        rows = [row for mark in marks(spec, "point") for row in values(spec, mark)]
        return {row["code"]: (row["x"], row["y"]) for row in rows}

    assert places(whole) == places(part)
    assert len(set(places(whole).values())) == len(places(whole))


def test_a_line_of_the_network_is_the_sum_of_its_pair(store: Reader, knowledge: Knowledge) -> None:
    spec = spec_of(pictures.network_picture(store, knowledge))
    lines = {(row["one"], row["other"]): row for row in values(spec, marks(spec, "rule")[0])}
    for one, other in DYADS:
        line = lines[min(one, other), max(one, other)]
        rows = store.ask(
            f"""SELECT count(*) AS n, sum(score) AS score FROM (SELECT DISTINCT id, score FROM pairs WHERE unit = 'incident'
            AND day BETWEEN '2024-04-02' AND '2024-05-31' AND least(actor, recipient) = least('{one}', '{other}')
            AND greatest(actor, recipient) = greatest('{one}', '{other}'))"""
        )
        assert (line["count"], line["score"]) == (rows[0]["n"], pytest.approx(rows[0]["score"]))
        assert line["kind"] == ("conflict" if line["score"] < 0 else "even or cooperation")


def test_a_map_is_as_fine_as_the_place_is_known(store: Reader, knowledge: Knowledge) -> None:
    spec = spec_of(pictures.map_picture(store, knowledge))
    solid, hollow = (values(spec, part) for part in marks(spec, "point"))
    assert {row["level"] for row in hollow} == {"country only"}
    assert {row["level"] for row in solid} == {"town or site", "province or water"}
    drawn = store.ask(
        """SELECT count(*) AS n FROM incidents WHERE counts AND (lat IS NOT NULL OR where_precision = 'country')
        AND least(coalesce(day_first, day_last), first_published) BETWEEN '2024-04-02' AND '2024-05-31'"""
    )[0]["n"]
    assert sum(row["count"] for row in [*solid, *hollow]) == drawn
    assert subtitle(spec).startswith(f"{drawn} incidents ")
    assert titles(spec) == ["longitude", "latitude"]
    assert any("No base map" in " ".join(part["mark"].get("text", ())) for part in marks(spec, "text"))


def test_a_country_stands_in_the_middle_of_its_towns_even_across_the_date_line(knowledge: Knowledge) -> None:
    lat, lon = middle_of("NZL", knowledge) or (0, 0)
    assert -47 < lat < -34
    assert 166 < lon < 179
    assert middle_of("nowhere", knowledge) is None


def test_a_frame_holds_all_spots_and_goes_to_no_pole() -> None:
    spots = [(64.0, -150.0), (-45.0, 170.0), (10.0, 0.0)]
    west, east, south, north, height = frame_of(spots, 700)
    assert west < -150 < 170 < east
    assert -90 < south < -45 < 64 < north < 90
    assert height > 100


def test_very_many_places_are_drawn_together_and_none_is_lost() -> None:
    rows = [
        {"place": f"P{i}", "precision": "town", "lat": (i * 7) % 60, "lon": (i * 13) % 160, "count": 1 + i % 3, "score": -1.0}
        for i in range(9_000)
    ]
    spec = spec_of(draw_map(rows, basis=BASIS))
    drawn = values(spec, marks(spec, "point")[0])
    assert len(drawn) < 1_000
    assert sum(row["count"] for row in drawn) == sum(row["count"] for row in rows)
    assert len(rows) > MOST_PLACES
    assert png_of(draw_map(rows, basis=BASIS)).startswith(b"\x89PNG")


def test_judgements_are_counted_by_outlet_and_voice(store: Reader, knowledge: Knowledge) -> None:
    spec = spec_of(pictures.stance_picture(store, knowledge, "RUS"))
    rows = store.ask(
        """SELECT count(*) AS n, count(DISTINCT article_id) AS articles FROM reading r,
        unnest(from_json(layers->'$.stance', '[{"target": [{"country": "VARCHAR"}]}]')) AS s(judged)
        WHERE current AND published IS NOT NULL AND len(list_filter(judged.target, lambda side: side.country = 'RUS')) > 0"""
    )[0]
    bars = [row for part in marks(spec, "bar") for row in values(spec, part)]
    assert sum(row["count"] for row in bars) == rows["n"]
    assert subtitle(spec).startswith(f"{rows['n']} judgements in {rows['articles']} articles; 98 articles read")
    for part in marks(spec, "bar"):
        low, high = part["encoding"]["x"]["scale"]["domain"]
        assert low == -high
        assert all((row["end"] < 0) is (row["polarity"] < 0) for row in values(spec, part))


def test_an_outlet_that_was_read_and_judged_nothing_keeps_its_line(store: Reader, knowledge: Knowledge) -> None:
    spec = spec_of(pictures.stance_picture(store, knowledge, "RUS"))
    outlets = {row["publisher"] for row in store.ask("SELECT DISTINCT publisher FROM articles")}
    assert set(marks(spec, "bar")[0]["encoding"]["y"]["scale"]["domain"]) == outlets
    assert pictures.stance_picture(store, knowledge, "FJI") is None


def test_claims_stand_on_the_line_of_who_says_and_about_whom(store: Reader, knowledge: Knowledge) -> None:
    spec = spec_of(pictures.claims_picture(store, knowledge, speaker="RUS", about="UKR"))
    rows = store.ask(
        """SELECT type, count(*) AS n FROM claims WHERE published IS NOT NULL
        AND len(list_filter(speaker_id, lambda id: split_part(id, '.', 1) = 'RUS')) > 0
        AND len(list_filter(about, lambda id: split_part(id, '.', 1) = 'UKR')) > 0 GROUP BY ALL"""
    )
    drawn: dict[str, int] = {}
    for row in values(spec, marks(spec, "point")[0]):
        drawn[row["type"]] = drawn.get(row["type"], 0) + row["count"]
    assert drawn == {row["type"]: row["n"] for row in rows}
    assert spec["title"]["text"] == ["Russia on Ukraine: attributed claims by day"]
    shapes = marks(spec, "point")[0]["encoding"]["shape"]["scale"]["range"]
    assert len(set(shapes)) == len(shapes) == len(drawn)


def test_a_silence_of_a_week_is_shown_on_the_timeline(store: Reader, knowledge: Knowledge) -> None:
    spec = spec_of(pictures.claims_picture(store, knowledge, since=date(2024, 3, 1)))
    assert values(spec, marks(spec, "rect")[0]) == [{"day": "2024-03-01", "until": "2024-04-02"}]


def test_a_claim_of_two_speakers_of_one_state_is_one_claim(store: Reader, knowledge: Knowledge) -> None:
    spec = spec_of(pictures.claims_picture(store, knowledge, most=1_000))
    total = store.ask("SELECT count(*) AS n FROM claims WHERE published IS NOT NULL")[0]["n"]
    assert subtitle(spec).startswith(f"{total} claims, promises, demands, threats and denials")


@pytest.mark.parametrize("width", [380, 800])
def test_each_picture_is_as_wide_as_asked_and_gives_the_same_bytes_twice(all_pictures: Drawn, width: int) -> None:
    for name, picture in all_pictures(width).items():
        svg = svg_of(picture)
        drawn = float(ET.fromstring(svg).attrib["width"])
        assert drawn <= width * 1.05 + 24, (name, drawn)
        assert svg == svg_of(picture), name


def test_each_picture_names_its_period_its_source_and_its_run(all_pictures: Drawn) -> None:
    for name, picture in all_pictures(800).items():
        spec = spec_of(picture)
        assert "2 April to 31 May 2024" in subtitle(spec), name
        foot = [part["mark"]["text"][-1] for part in marks(spec, "text") if isinstance(part["mark"].get("text"), list)]
        assert foot == ["Source: demo.duckdb, run 1 of dragoman 0.1.0, PLOVER codes"], name
        assert "2 April to 31 May 2024" in spec["description"], name


def test_files_are_what_their_names_say(store: Reader, knowledge: Knowledge, tmp_path: Path) -> None:
    picture = pictures.series_picture(store, knowledge, "RUS", "UKR")
    assert picture is not None
    write_picture(picture, tmp_path / "a.png")
    content = (tmp_path / "a.png").read_bytes()
    width, height = struct.unpack(">II", content[16:24])
    svg = ET.fromstring(svg_of(picture))
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert width == pytest.approx(2 * float(svg.attrib["width"]), abs=2)
    assert height == pytest.approx(2 * float(svg.attrib["height"]), abs=2)
    write_picture(picture, tmp_path / "a.svg")
    assert ET.parse(tmp_path / "a.svg").getroot().tag == "{http://www.w3.org/2000/svg}svg"
    with pytest.raises(UsageError, match=r"a\.gif: a picture is written as \.png, \.svg, \.html, \.json"):
        write_picture(picture, tmp_path / "a.gif")
    with pytest.raises(OutputError, match="cannot be written"):
        write_picture(picture, tmp_path / "none" / "a.svg")


def test_a_hostile_name_stays_text_in_the_page() -> None:
    name = "</script><script>document.title='owned'</script>"
    rows: Sequence[Row] = [{"publisher": name, "polarity": 1, "strength": 1, "own": True, "count": 2}]
    page = page_of(draw_stance(rows, outlets=[{"publisher": name, "articles": 3}], whom=name, basis=BASIS))
    assert "<script>document" not in page


def test_a_series_from_plain_rows_needs_no_desk() -> None:
    rows = [
        {"period": "2024-04", "begin": date(2024, 4, 1), "articles": 9, "count": 2, "low": 0.2, "high": 7.2, "score": -4.0},
        {"period": "2024-05", "begin": date(2024, 5, 1), "articles": 0, "count": None, "low": None, "high": None, "score": None},
    ]
    spec = spec_of(draw_series(rows, sides=("A", "B"), unit="month", basis=BASIS))
    assert subtitle(spec) == "3 incidents told in 5 reports in 4 articles; 20 articles read, 1 April to 31 May 2024"


@pytest.mark.parametrize(("values", "bound"), [([], 1), ([0.4], 1), ([-11, 3], 15), ([120.5], 150), ([1000], 1000)])
def test_a_scale_reaches_a_round_number(values: list[float], bound: float) -> None:
    assert reach(values) == bound


def test_days_are_written_as_a_paper_prints_them() -> None:
    assert long_span(date(2024, 4, 1), date(2024, 5, 31)) == "1 April to 31 May 2024"
    assert long_span(date(2023, 12, 1), date(2024, 1, 2)) == "1 December 2023 to 2 January 2024"
    assert long_span(date(2024, 4, 1), date(2024, 4, 1)) == "1 April 2024"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        pytest.param(("series", "Russia", "Ukrane"), 2, "nobody is known as 'Ukrane'; did you mean Ukraine?", id="unknown actor"),
        pytest.param(("series", "Soviet Union", "Ukraine"), 2, "Soviet Union (SUN) did not exist from", id="gone state"),
        pytest.param(("network", "--since", "2024-06", "--until", "2024-05"), 2, "2024-06-01 is after 2024-05-31", id="dates"),
        pytest.param(("series", "RUS", "UKR", "--counted", "ACLED"), 2, "'ACLED' cannot be counted", id="unknown coder"),
        pytest.param(("stance", "Fiji"), 0, "no judgement on Fiji in", id="nobody judges it"),
        pytest.param(("map", "--since", "2030"), 0, "no incident with a place that can be drawn in", id="nothing there"),
        pytest.param(("claims", "--about", "Ukraine"), 0, "Who says what about Ukraine: attributed claims by day.", id="drawn"),
    ],
)
def test_the_command_says_what_it_did(desk: Path, tmp_path: Path, words: tuple[str, ...], status: int, said: str) -> None:
    result = CliRunner().invoke(app, ["chart", *words, "--desk", str(desk), "-o", str(tmp_path / "out.svg")])
    answer = result.output if result.exception is None or isinstance(result.exception, SystemExit) else str(result.exception)
    assert said in answer
    assert (result.exit_code == 0) is (status == 0)
    assert (tmp_path / "out.svg").exists() is said.startswith("Who says")


def test_an_empty_desk_says_how_to_fill_it(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "empty.duckdb"
    with open_writer(path):
        pass
    result = CliRunner().invoke(app, ["chart", "heatmap", "--desk", str(path), "-o", str(tmp_path / "a.png")])
    assert isinstance(result.exception, UsageError)
    assert "fills it" in str(result.exception)
