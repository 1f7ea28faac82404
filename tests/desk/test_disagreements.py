"""Reports of one happening disagree where two of them cannot both be right, and nowhere else."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from dragoman.incidents.disagreements import find_disagreements

BARE: dict[str, Any] = {
    "status": "actual", "actor": [], "recipient": [], "where_name": None, "where_country": None, "where_precision": None,
    "when_by": "expression", "when_start": date(2024, 5, 14), "when_end": date(2024, 5, 14), "quantity": None,
}  # fmt: skip


def report(article: str, **told: Any) -> dict[str, Any]:
    return {**BARE, "article_id": article, "event_id": f"ev-{article}", **told}


def dead(*numbers: int, unit: str = "people") -> str:
    return json.dumps([{"kind": "dead", "unit": unit, "min": number, "max": number} for number in numbers])


def town(name: str, precision: str = "town") -> dict[str, Any]:
    return {"where_name": name, "where_country": "UKR", "where_precision": precision}


@pytest.mark.parametrize(
    ("reports", "odds"),
    [
        pytest.param(
            [{"quantity": dead(3)}, {"quantity": dead(5)}], {"number": ["3 people (dead)", "5 people (dead)"]}, id="numbers"
        ),
        pytest.param([{"quantity": dead(4, 1)}, {"quantity": dead(1, 4)}], {}, id="both tell both"),
        pytest.param([{"quantity": dead(4)}, {"quantity": dead(4, 1)}], {}, id="one tells a part of it too"),
        pytest.param(
            [{"quantity": dead(3)}, {"quantity": dead(5, unit="")}], {"number": ["3 people (dead)", "5 (dead)"]}, id="killed five"
        ),
        pytest.param([{"quantity": dead(3)}, {"quantity": dead(5, unit="cow")}], {}, id="of different things"),
        pytest.param(
            [{"quantity": dead(1, unit="")}, {"quantity": dead(7, unit="member")}], {}, id="killed one, and seven members"
        ),
        pytest.param([town("Kharkiv"), town("Lviv")], {"where": ["Kharkiv, UKR", "Lviv, UKR"]}, id="towns"),
        pytest.param([town("Kharkiv"), town("Ukraine", "country")], {}, id="a town and its country"),
        pytest.param([{}, {"status": "negated"}], {"happened": ["did not happen", "happened"]}, id="denied"),
    ],
)
def test_what_reports_disagree_on(reports: list[dict[str, Any]], odds: dict[str, list[str]]) -> None:
    rows = [report(f"a{number}", **told) for number, told in enumerate(reports)]
    found = {item["field"]: sorted(value["value"] for value in item["values"]) for item in find_disagreements(rows)}
    assert found == odds
