"""What `dyad` tells of a change names its rows, whether ours or another coder's."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from relations.record import Act, write_record

Shell = Callable[..., "subprocess.CompletedProcess[str]"]
MONDAY = date(2024, 1, 1)
WEEKS = [MONDAY + timedelta(weeks=week) for week in range(14)]


@pytest.fixture
def turned(tmp_path: Path) -> str:
    """Seven weeks of support, and then seven of assaults."""
    acts = [Act(day, "KEN", "UGA", reports=1) for day in WEEKS[:7]]
    acts += [Act(day, "UGA", "KEN", "ASSAULT", 4, -9.0, reports=1) for day in WEEKS[7:]]
    foreign = [{"start": day, "end": day, "actor_country": "KEN", "recipient_country": "UGA", "code": "Riots"} for day in WEEKS]
    return str(write_record(tmp_path / "desk.duckdb", acts, WEEKS, foreign))


def test_a_turning_point_and_the_arrow_name_their_rows(shell: Shell, turned: str) -> None:
    shown = shell("dyad", "KEN", "UGA", "--desk", turned, "--unit", "week").stdout
    told = shown[shown.index("turning point 2024-W08: net cooperation a week from +5.0 to -9.0, by chance 0.0") :].splitlines()
    arrow = next(number for number, line in enumerate(told) if line.startswith("arrow: "))
    assert [line.split()[0] for line in told[1:arrow]] == [day.isoformat() for day in WEEKS[7:11]]
    assert all("UGA ASSAULT → KEN -9.0  in-00" in line for line in told[1:arrow])
    assert len(told) > arrow + 1


def test_events_without_type_and_score_are_counted_and_not_scored(shell: Shell, turned: str) -> None:
    done = shell("dyad", "KEN", "UGA", "--desk", turned, "--unit", "month", "--counted", "acled", "--rows")
    assert (done.returncode, done.stderr) == (0, "")
    assert ": 14 events of acled, by month" in done.stdout
    assert "scores are acled's own; in place of articles stand all events of acled" in done.stdout
    assert done.stdout.count("“Riots”") >= 14
    lines = shell("dyad", "KEN", "UGA", "--desk", turned, "--counted", "acled", "--format", "csv").stdout.splitlines()
    assert [line.split(",")[-2:] for line in lines[1:]] == [["", ""]] * 4
