"""Our incidents and another coder's events are matched by day, country, type and town, and what is alone is listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from relations.record import Act

from dragoman.desk.matching import match_incidents
from dragoman.errors import UsageError
from dragoman.store.file import Reader

Record = Callable[..., Reader]
DAY = date(2024, 5, 10)
READ = [date(2024, 5, 1), date(2024, 5, 31)]
ASSAULT = {"start": DAY, "end": DAY, "country": "UKR", "event_type": "ASSAULT", "place": "Kharkiv", "lat": 49.98, "lon": 36.25}
# Keeps the other coder's days wide, so that the one event is not at their edge.
EDGES = [{"start": day, "end": day, "country": "PER", "event_type": "PROTEST", "id": f"edge {day}"} for day in READ]


def ours(**told: object) -> Act:
    known = {"country": "UKR", "place": "Kharkiv", "spot": (49.98, 36.25)} | told
    return Act(known.pop("day", DAY), "RUS", "UKR", "ASSAULT", 4, -9.0, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        pytest.param(ours(), "day, country, place", id="the same town"),
        pytest.param(ours(day=DAY + timedelta(days=1)), "day, country, place", id="a day later"),
        pytest.param(ours(day=DAY + timedelta(days=2)), None, id="two days later"),
        pytest.param(ours(place="Chuhuiv", spot=(49.84, 36.69)), None, id="a town 35 km away"),
        pytest.param(ours(place="Derhachi", spot=(50.11, 36.12)), "day, country, place", id="a town 17 km away"),
        pytest.param(ours(place="Ukraine", spot=None), "day, country; no town told", id="no town told"),
        pytest.param(ours(country="", place="", spot=None), "day, country; no town told", id="the country of whom it was done to"),
        pytest.param(ours(country="RUS", place="Belgorod", spot=(50.6, 36.58)), None, id="another country"),
    ],
)
def test_what_is_matched(record: Record, act: Act, expected: str | None) -> None:
    rows = match_incidents(record([act], READ, [ASSAULT, *EDGES]), "acled")
    assert [row["by_what"] for row in rows if row["side"] == "both"] == ([expected] if expected else [])
    alone = {row["side"] for row in rows if row["their_id"] == "t0" or row["incident_id"] == "in-0000"}
    assert alone == ({"both"} if expected else {"only theirs"} | ({"only ours"} if act.country != "RUS" else set()))


def test_another_type_in_the_same_town_is_another_happening(record: Record) -> None:
    rows = match_incidents(record([ours()], READ, [ASSAULT | {"event_type": "PROTEST"}, *EDGES]), "acled")
    assert [row for row in rows if row["side"] == "both"] == []


def test_an_event_without_a_type_of_ours_may_be_any(record: Record) -> None:
    rows = match_incidents(record([ours()], READ, [ASSAULT | {"event_type": None}, ASSAULT | {"country": "SDN"}, *EDGES]), "acled")
    assert [row["their_id"] for row in rows if row["side"] == "both"] == ["t0"]


def test_only_days_that_both_cover_are_compared(record: Record) -> None:
    rows = match_incidents(
        record([ours()], READ, [ASSAULT, ASSAULT | {"start": date(2023, 1, 1), "end": date(2023, 1, 1)}]), "acled"
    )
    assert [(row["side"], row["their_id"]) for row in rows] == [("both", "t0")]


def test_every_incident_and_event_compared_is_on_one_side(record: Record) -> None:
    acts = [ours(day=DAY + timedelta(days=day)) for day in range(-5, 6)]
    events = [ASSAULT | {"start": DAY + timedelta(days=day), "end": DAY + timedelta(days=day)} for day in (-9, -4, 0, 3, 12)]
    store = record(acts, READ, [*events, *EDGES])
    rows = match_incidents(store, "acled")
    sides = [{(row["side"], row[name]) for row in rows if row[name]} for name in ("incident_id", "their_id")]
    plain = store.ask(
        """SELECT count(DISTINCT i.incident_id) AS ours, count(DISTINCT f.id) AS theirs FROM incidents i, foreign_events f
           WHERE f.country = 'UKR' AND abs(i.day_first - f.start) <= 1"""
    )[0]
    assert [Counter(side for side, _ in found) for found in sides] == [
        {"both": plain["ours"], "only ours": len(acts) - plain["ours"]},
        {"both": plain["theirs"], "only theirs": len(events) - plain["theirs"] + len(EDGES)},
    ]


@pytest.mark.parametrize(("foreign", "said"), [([ASSAULT], "did you mean acled?"), ([], "`dragoman add FILE --as FORMAT")])
def test_an_unknown_coder_is_said(record: Record, foreign: list[dict[str, object]], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        match_incidents(record([ours()], READ, foreign), "acld")
    assert said in str(caught.value)
