"""An alert fires on what happened, not on how much was read; a rule with a typo is told with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from relations.record import Act

from dragoman.desk.alerts import Alert, check_alerts, read_alerts
from dragoman.errors import KnowledgeError, UsageError
from dragoman.knowledge import Knowledge
from dragoman.store.file import Reader

Record = Callable[..., Reader]
MONDAY = date(2024, 1, 1)
RULE = {"id": "x", "dyad": ("KEN", "UGA"), "measure": "material_conflict", "unit": "week"}


def weeks(*counts: int, reports: int = 0) -> list[Act]:
    """So many assaults in each week."""
    return [
        Act(MONDAY + timedelta(weeks=week), "KEN", "UGA", "ASSAULT", 4, -9.0, reports)
        for week, count in enumerate(counts)
        for _ in range(count)
    ]


def read(*articles: int) -> list[date]:
    """So many articles on the Monday and, of any, one on the Sunday of each week, so that it is over."""
    days = []
    for week, count in enumerate(articles):
        begin = MONDAY + timedelta(weeks=week)
        days += [begin] * (count - 1) + [begin + timedelta(days=6)] * bool(count)
    return days


def state(store: Reader, knowledge: Knowledge, **rule: object) -> tuple[str, str]:
    found = check_alerts(store, [Alert.model_validate(RULE | rule)], knowledge)[0]
    return found.state, found.why


@pytest.mark.parametrize(
    ("counts", "rule", "expected"),
    [
        pytest.param((1, 1, 1, 1, 4), {"above": 3}, "fired", id="above a line"),
        pytest.param((1, 1, 1, 1, 3), {"above": 3}, "quiet", id="on the line is not above it"),
        pytest.param((2, 2, 2, 2, 3), {"change": "+50%"}, "fired", id="half as many again"),
        pytest.param((2, 2, 2, 2, 2), {"change": "+50%"}, "quiet", id="as many as before"),
        pytest.param((0, 0, 0, 0, 1), {"change": "+50%"}, "fired", id="some where there were none"),
        pytest.param((0, 0, 0, 0, 0), {"change": "+0%"}, "quiet", id="none where there were none"),
        pytest.param((2, 2, 2, 2, 3), {"change": "+50%", "at_least": 4}, "quiet", id="too few are behind it"),
        pytest.param((2, 2, 3), {"change": "+50%"}, "quiet", id="too few weeks to compare with"),
        pytest.param((2, 2, 3), {"change": "+50%", "over": 2}, "fired", id="fewer weeks asked for"),
        pytest.param((4, 4, 4, 4, 1), {"change": "-50%"}, "fired", id="a fall"),
        pytest.param((1, 1, 1, 1, 2), {"measure": "score", "below": -10}, "fired", id="a score below a line"),
        pytest.param((1, 1, 1, 1, 2), {"measure": "verbal_conflict", "above": 0}, "quiet", id="another quad class"),
        pytest.param((1, 1, 1, 1, 2), {"measure": "conflict", "above": 1}, "fired", id="quad classes 3 and 4"),
        pytest.param((1, 4), {"dyad": None, "actor": "UGA", "side": "recipient", "above": 3}, "fired", id="done to a side"),
        pytest.param((1, 4), {"dyad": None, "actor": "UGA", "side": "actor", "above": 0}, "quiet", id="done by a side"),
    ],
)
def test_an_alert_fires_where_its_line_is_passed(
    record: Record, knowledge: Knowledge, counts: tuple[int, ...], rule: dict[str, object], expected: str
) -> None:
    store = record(weeks(*counts), read(*(2 for _ in counts)))
    assert state(store, knowledge, **rule)[0] == expected


def test_a_week_that_is_not_over_may_rise_but_not_fall(record: Record, knowledge: Knowledge) -> None:
    store = record(weeks(2, 2, 4), [*read(2, 2), MONDAY + timedelta(weeks=2, days=1)])
    assert "2024-W03" in state(store, knowledge, above=3)[1]
    assert "2024-W02" in state(store, knowledge, below=3)[1]


def test_no_coverage_is_not_a_fall(record: Record, knowledge: Knowledge) -> None:
    store = record(weeks(2, 2), read(2, 2))
    rule = Alert.model_validate(RULE | {"below": 1})
    found = check_alerts(store, [rule], knowledge, until=date(2024, 1, 21))[0]
    assert (found.state, found.why) == ("unseen", "no coverage of 2024-W03")


def test_more_reports_of_as_many_incidents_are_held_back(record: Record, knowledge: Knowledge) -> None:
    told = [*weeks(1, 1, 1, 1, reports=2), *(act for act in weeks(0, 0, 0, 0, 1, reports=6))]
    rule = {"counted": "report", "change": "+50%", "guard": "attention"}
    store = record(told, read(2, 2, 2, 2, 6))
    found, why = state(store, knowledge, **rule)
    assert (found, why.partition(";")[0]) == ("held", "attention rose, incidents did not: articles +200%, incidents +0%")
    assert state(store, knowledge, **rule | {"guard": ""})[0] == "fired"


def test_more_incidents_are_told_though_attention_rose(record: Record, knowledge: Knowledge) -> None:
    told = [*weeks(1, 1, 1, 1, reports=2), *weeks(0, 0, 0, 0, 3, reports=2)]
    store = record(told, read(2, 2, 2, 2, 6))
    assert state(store, knowledge, counted="report", change="+50%", guard="attention")[0] == "fired"


def test_more_reports_without_more_reading_are_told(record: Record, knowledge: Knowledge) -> None:
    told = [*weeks(1, 1, 1, 1, reports=2), *weeks(0, 0, 0, 0, 1, reports=6)]
    store = record(told, read(2, 2, 2, 2, 2))
    assert state(store, knowledge, counted="report", change="+50%", guard="attention")[0] == "fired"


def test_the_value_is_what_plain_sql_counts(demo: Reader, knowledge: Knowledge) -> None:
    rule = Alert(id="x", dyad=("RUS", "UKR"), measure="material_conflict", unit="month", above=0)
    found = check_alerts(demo, [rule], knowledge)[0]
    plain = demo.ask(
        """SELECT DISTINCT incident_id FROM pairs WHERE unit = 'incident' AND quad = 4 AND strftime(day, '%Y-%m') = '2024-05'
           AND (actor, recipient) IN (('RUS', 'UKR'), ('UKR', 'RUS'))"""
    )
    assert {row.incident_id for row in found.rows} == {row["incident_id"] for row in plain}
    assert found.value == len(plain) > 0


GOOD = '[[alert]]\nid = "x"\ndyad = ["RUS", "UKR"]\nmeasure = "count"\nabove = 3\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(GOOD.replace("measure", "mesure"), "x: mesure: no such key; did you mean measure?", id="a key"),
        pytest.param(
            GOOD.replace('"count"', '"cuont"'),
            "x: measure: 'cuont' is none of the 9 there are; did you mean count?",
            id="a measure",
        ),
        pytest.param(GOOD.replace("[[alert]]", "[[alerts]]"), "alerts: no such key; did you mean alert?", id="a table"),
        pytest.param(GOOD + 'unit = "weak"\n', "x: unit: 'weak' is none of", id="a unit"),
        pytest.param(GOOD + 'change = "50"\n', "x: change: '50' does not fit; write +50% or -20%", id="a change"),
        pytest.param(GOOD + "below = 2\n", "x: give one of above, below and change", id="two lines"),
        pytest.param(GOOD + 'actor = "ISR"\n', "x: give either dyad", id="two sides and one"),
        pytest.param(GOOD.replace(', "UKR"', ""), "x: dyad: ", id="one side of two"),
        pytest.param(GOOD + GOOD, "alert x: there are two of this id", id="an id twice"),
        pytest.param(GOOD.replace("above = 3", "above = many"), "not valid TOML: Invalid value (at line 5", id="no TOML"),
        pytest.param("", "no alert in it", id="nothing"),
    ],
)
def test_a_rule_with_a_typo_is_told_with_its_place(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        read_alerts(path)
    assert any(f"rules.toml: {said}" in finding for finding in caught.value.findings)


def test_an_unknown_side_is_told_with_its_alert(demo: Reader, knowledge: Knowledge) -> None:
    with pytest.raises(UsageError, match=r"rules.toml: alert x: nobody is known as 'Rusia'; did you mean Russia\?"):
        check_alerts(demo, [Alert(id="x", actor="Rusia", measure="count", above=1)], knowledge, where="rules.toml")


RULES = """
[[alert]]
id = "fighting"
dyad = ["Russia", "Ukraine"]
measure = "material_conflict"
unit = "month"
change = "+50%"
over = 1
message = "Fighting rose."

[[alert]]
id = "visits"
dyad = ["RUS", "CHN"]
measure = "count"
above = 1000
"""


def test_the_command_names_the_incidents_behind_and_maps_them(
    shell: Callable[..., object], demo_path: Path, tmp_path: Path
) -> None:
    (tmp_path / "rules.toml").write_text(RULES, encoding="utf-8")
    done = shell("alerts", "rules.toml", "--desk", str(demo_path), "--geojson", "map.json", "--exit-code", cwd=tmp_path)
    lines = done.stdout.splitlines()  # type: ignore[attr-defined]
    assert (done.returncode, lines[-1]) == (1, "2 alerts: 1 fired, 0 held, 1 quiet, 0 unseen")  # type: ignore[attr-defined]
    assert lines[0].startswith("fired   fighting: material_conflict 9 in 2024-05 (9 incidents), the line is +50%")
    assert lines[1].strip() == "Fighting rose."
    behind = [word for line in lines for word in line.split() if word.startswith("in-")]
    assert len(behind) == 9
    features = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))["features"]
    assert sorted(one["properties"]["incident"] for one in features) == sorted(behind)
    done = shell("alerts", "rules.toml", "--desk", str(demo_path), "--format", "jsonl", cwd=tmp_path)
    told = [json.loads(line) for line in done.stdout.splitlines()]  # type: ignore[attr-defined]
    assert [(row["alert"], row["state"]) for row in told] == [("fighting", "fired"), ("visits", "quiet")]
    assert sorted(row["incident_id"] for row in told[0]["behind"]) == sorted(behind)
    assert (done.returncode, done.stderr) == (0, "")  # type: ignore[attr-defined]
